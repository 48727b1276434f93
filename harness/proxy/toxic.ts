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
  /** Every attribute of its type is there; text only in toxics that Toxiproxy does not have. */
  readonly attributes: Attributes;
  /** What Toxiproxy has no word for; a toxic without it behaves as there. */
  readonly beyond?: Beyond;
}

/** What a toxic is set to, by attribute. */
export type Attributes = Readonly<Record<string, number | string>>;

/** How a toxic strikes, beyond what Toxiproxy knows. In JSON the names are snake_case. */
export interface Beyond {
  /** The first connection it strikes, counted from 1 since it was put on; 1. */
  readonly from?: number;
  /** The last one it strikes; `{ to: 2 }` fails the first two, then lets pass. No last one. */
  readonly to?: number;
  /** Works in both directions, with one roll. */
  readonly bothStreams?: boolean;
  /** Rolls for each HTTP/1.1 request (and, downstream, its reply) instead of each connection. */
  readonly perRequest?: boolean;
}
