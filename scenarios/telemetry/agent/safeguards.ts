/** What keeps the fleet up while its control plane is down, and its control plane up while the fleet grows. */
export interface Safeguards {
  /** A node's telemetry reads of its own node only, not of every node there is. */
  readonly readsOwnNode: boolean;
  /** An endpoint that cannot be looked up again goes on being used for a while. */
  readonly servesStale: boolean;
  /** A stage of a rollout lasts longer than caches do, and the next needs room in the control plane. */
  readonly bakes: boolean;
  /** Nodes look up again at different times, and each only once at a time. */
  readonly spreadsRefill: boolean;
  /** A rollback that the control plane does not take goes by the lane kept for that. */
  readonly breaksGlass: boolean;
  /** A lookup that failed is tried again after longer and longer. */
  readonly backsOff: boolean;
  /** Users do not wait for telemetry. */
  readonly exportsApart: boolean;
}

/** Everything on: how the fleet runs in production. */
export const careful: Safeguards = {
  readsOwnNode: true,
  servesStale: true,
  bakes: true,
  spreadsRefill: true,
  breaksGlass: true,
  backsOff: true,
  exportsApart: true,
};

/** The careful set without some of its safeguards. */
export function without(...missing: readonly (keyof Safeguards)[]): Safeguards {
  return { ...careful, ...Object.fromEntries(missing.map((name) => [name, false])) };
}
