import type { Stream, Toxic } from './toxic.ts';

/** Where a proxy listens and whom it stands in front of: `host:port` both. */
export interface Route {
  /** Port 0 takes any free one. */
  readonly listen: string;
  readonly upstream: string;
}

/** Bytes taken in and passed on, by direction. */
export type Counts = Readonly<Record<Stream, { readonly received: number; readonly sent: number }>>;

/** What happened on a proxy, in order; for the events endpoint, reports and checks. */
export type ProxyEvent =
  | { readonly kind: 'open'; readonly connection: number }
  /** A toxic changed, held or dropped something of this connection; told once for each. */
  | { readonly kind: 'struck'; readonly connection: number; readonly toxic: string }
  | {
      readonly kind: 'close';
      readonly connection: number;
      /** `refused`: nobody answered upstream. `reset`: torn down with RST. */
      readonly how: 'end' | 'reset' | 'refused' | 'stopped';
      /** From the client. */
      readonly receivedBytes: number;
      /** To the client. */
      readonly sentBytes: number;
    };

/** One TCP proxy: a listening port in front of an upstream, with toxics on its connections. */
export interface Proxy {
  readonly name: string;
  /** As given while stopped; as bound (`127.0.0.1:41234`) while it listens. */
  readonly route: () => Route;
  readonly isEnabled: () => boolean;
  /** Binds; resolves once it accepts. Rejects with the error of `listen` (`EADDRINUSE` …). */
  readonly start: () => Promise<void>;
  /** Stops listening and drops every connection; toxics stay. */
  readonly stop: () => Promise<void>;
  /** Upstream ones first, each direction in order of creation. */
  readonly toxics: () => readonly Toxic[];
  /** Puts a toxic on, or in the place of the one of that name; acts on live connections. */
  readonly setToxic: (toxic: Toxic) => Promise<void>;
  readonly removeToxic: (name: string) => Promise<void>;
  /** They only grow. */
  readonly bytes: () => Counts;
  /** Connections that are open now. */
  readonly connections: () => number;
}
