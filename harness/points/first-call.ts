/** The time of the first call of a fault phase. */
export interface FirstCall {
  /** Records a call; only the first counts. */
  readonly note: (nowMs: () => number) => void;
  /** Its time (ms since the run opened); NaN before it. */
  readonly atMs: () => number;
  /** Resolves at the first call. */
  readonly made: Promise<void>;
}

/** Creates the record of a phase without calls. */
export function noCallYet(): FirstCall {
  const { promise: made, resolve } = Promise.withResolvers<void>();
  let atMs = Number.NaN;
  return {
    made,
    atMs: () => atMs,
    note: (nowMs) => {
      if (!Number.isNaN(atMs)) return;
      atMs = nowMs();
      resolve();
    },
  };
}
