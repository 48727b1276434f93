import type { Stream, Toxic } from './toxic.ts';

/** The addresses of a proxy, each `host:port`. */
export interface Route {
  /** Port 0 binds a free port. */
  readonly listen: string;
  readonly upstream: string;
}

/** The bytes received and sent, by direction. */
export type Counts = Readonly<Record<Stream, { readonly received: number; readonly sent: number }>>;

/** The sum of two counts, direction by direction. */
export function sumCounts(a: Counts, b: Counts): Counts {
  const both = (stream: Stream) => ({
    received: a[stream].received + b[stream].received,
    sent: a[stream].sent + b[stream].sent,
  });
  return { upstream: both('upstream'), downstream: both('downstream') };
}

/** An event on a proxy, for the events endpoint, reports and checks. */
export type ProxyEvent =
  | { readonly kind: 'open'; readonly connection: number }
  /** A toxic first changed, held or dropped data of this connection. */
  | { readonly kind: 'struck'; readonly connection: number; readonly toxic: string }
  | {
      readonly kind: 'close';
      readonly connection: number;
      /** `refused`: the upstream did not accept. `reset`: torn down with RST. */
      readonly how: 'end' | 'reset' | 'refused' | 'stopped';
      /** Bytes from the client. */
      readonly receivedBytes: number;
      /** Bytes to the client. */
      readonly sentBytes: number;
    };

/** One TCP proxy: a listening port in front of an upstream, with toxics on its connections. */
export interface Proxy {
  readonly name: string;
  /** The addresses as given while stopped, and as bound (`127.0.0.1:41234`) while listening. */
  readonly route: () => Route;
  readonly isEnabled: () => boolean;
  /**
   * Binds the port, and resolves once it accepts clients. Rejects with the error of `listen`, such
   * as `EADDRINUSE`.
   */
  readonly start: () => Promise<void>;
  /** Stops listening and drops every connection; keeps the toxics. */
  readonly stop: () => Promise<void>;
  /** The toxics: upstream ones first, each direction in order of creation. */
  readonly toxics: () => readonly Toxic[];
  /** Adds a toxic, or replaces the toxic with the same name; live connections are affected, too. */
  readonly setToxic: (toxic: Toxic) => Promise<void>;
  readonly removeToxic: (name: string) => Promise<void>;
  /** The bytes carried since the proxy was made; these counts never fall. */
  readonly bytes: () => Counts;
  /** The number of open connections. */
  readonly connections: () => number;
}
