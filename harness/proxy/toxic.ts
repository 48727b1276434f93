/** `upstream`: from the client to the server. `downstream`: back from it. */
export type Stream = 'upstream' | 'downstream';

/** One toxic on one proxy, as the API shows it: what it is, which way it works, how often. */
export interface Toxic {
  /** Unique over both directions; `<type>_<stream>` where nobody named it. */
  readonly name: string;
  /** A type of the catalogue in `toxics/`: `latency`, `bandwidth` … */
  readonly type: string;
  readonly stream: Stream;
  /** The share of connections it strikes, rolled once for each connection and direction. */
  readonly toxicity: number;
  /** Whole numbers; every attribute of its type is there. */
  readonly attributes: Readonly<Record<string, number>>;
}
