/**
 * How long things last (ms). The day that this system is made after took hours; here a second stands for
 * forty, so that caches that hid the trouble for 20 minutes hide it for half a one.
 */
export const timing = {
  /** An endpoint is looked up again after that. */
  ttl: 30_000,
  /** An endpoint that cannot be looked up is used for so long after its time. */
  staleFor: 300_000,
  /** The control plane's time to answer. */
  control: 1_000,
  /** The longest wait between two tries of a lookup. */
  backOff: 15_000,
  /** The nodes of a cluster start within that. */
  start: 1_000,
  /** A node's telemetry reads of the cluster so often. */
  collect: 10_000,
  /** A stage of a rollout lasts so long, or too short where it is not baked. */
  bake: 40_000,
  hastyBake: 5_000,
  /** The sink's time to answer. */
  sink: 500,
} as const;
