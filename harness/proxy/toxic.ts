/** `upstream`: from the client to the server. `downstream`: back from it. */
export type Stream = 'upstream' | 'downstream';

/** A toxic of a proxy, as the API shows it: its type, direction and toxicity. */
export interface Toxic {
  /** The name, unique over both directions; `<type>_<stream>` by default. */
  readonly name: string;
  /** The type of a kind in `toxics/`: `latency`, `bandwidth` … */
  readonly type: string;
  readonly stream: Stream;
  /**
   * The share of connections that the toxic strikes, drawn once for each connection and direction.
   */
  readonly toxicity: number;
  /** All attributes of the type; only kinds beyond Toxiproxy's have text. */
  readonly attributes: Attributes;
  /** Extensions beyond Toxiproxy; a toxic without them behaves as in Toxiproxy. */
  readonly beyond?: Beyond;
}

/** The values of a toxic's attributes. */
export type Attributes = Readonly<Record<string, number | string>>;

/** How a toxic strikes, beyond what Toxiproxy knows. In JSON the names are snake_case. */
export interface Beyond {
  /** The first connection it strikes, counted from 1 since it was put on; 1. */
  readonly from?: number;
  /** The last one it strikes; `{ to: 2 }` fails the first two, then lets pass. No last one. */
  readonly to?: number;
  /** Works in both directions, with one roll. */
  readonly bothStreams?: boolean;
  /**
   * Whether it draws for each HTTP/1.1 request (and, downstream, its reply) instead of each
   * connection.
   */
  readonly perRequest?: boolean;
}
