/**
 * The condition of a link while a fault is on: a toxic of Toxiproxy's, or one of Brownout's own.
 */
export interface LinkCondition {
  readonly on: 'link';
  /** `latency`, `bandwidth`, `timeout` …: any that the link's Toxiproxy knows. */
  readonly toxic: string;
  /** `upstream`: from the agent to the dependency. `downstream`: back. */
  readonly streams: readonly ('upstream' | 'downstream')[];
  /** The share of connections it strikes. */
  readonly toxicity: number;
  readonly attributes: Readonly<Record<string, number>>;
}

/** The condition of a process or container while a fault is on. */
export type HostCondition =
  /** It dies at once, and is started again when the fault ends. */
  | { readonly on: 'host'; readonly does: 'kill' }
  /** It stands still, holding its connections open. */
  | { readonly on: 'host'; readonly does: 'pause' }
  /** It is stopped and started again at once; nothing is left to take back. */
  | { readonly on: 'host'; readonly does: 'restart' }
  /** It can reach nobody, and nobody can reach it. */
  | { readonly on: 'host'; readonly does: 'cut-network' }
  /** It may use this much and no more. */
  | {
      readonly on: 'host';
      readonly does: 'limit';
      /** Processors' worth of time, or null for no limit of this fault's. */
      readonly cpus: number | null;
      readonly memoryMb: number | null;
    };

/**
 * The condition that a standing fault imposes while it is on. It is data, so that only the place
 * where it is imposed knows how.
 */
export type Condition = LinkCondition | HostCondition;
