/** How long answers, tool results and plans are kept (ms). */
export const lifetimeMs = 60_000;

/**
 * How long this entry is kept (ms): up to a tenth more or less where spread, so that what was
 * written together does not go together.
 */
export function lifetime(isSpread: boolean): number {
  return isSpread ? Math.round(lifetimeMs * (0.9 + 0.2 * Math.random())) : lifetimeMs;
}
