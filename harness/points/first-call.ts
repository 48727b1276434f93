/** When the first call of a fault phase was made. */
export interface FirstCall {
  /** Notes a call; the first one counts. */
  readonly note: (nowMs: number) => void;
  /** NaN while there is none. */
  readonly atMs: () => number;
  /** Resolves when there is one. */
  readonly made: Promise<void>;
}

/** No call was made. */
export function noCallYet(): FirstCall {
  const { promise: made, resolve } = Promise.withResolvers<void>();
  let atMs = Number.NaN;
  return {
    made,
    atMs: () => atMs,
    note: (nowMs) => {
      if (!Number.isNaN(atMs)) return;
      atMs = nowMs;
      resolve();
    },
  };
}
