import type { ComparedMeasure } from './comparison.ts';

/** How a measure moved: what counts first, what stood still last. `untold`: it was not asked, and nothing can be said. */
export type Movement = 'worse' | 'unknown' | 'better' | 'moved' | 'still' | 'untold';

/** How a measure moved; it moved where its whole interval lies on one side of nothing. */
export function movementOf({ result, isBetter, difference }: ComparedMeasure): Movement {
  if (result !== 'not-worse') return result;
  if (isBetter) return 'better';
  if (!difference) return 'untold';
  return difference.low > 0 || difference.high < 0 ? 'moved' : 'still';
}

/** Whether a difference lies on the good side with its whole interval; `sign` is 1 where more is worse. */
export function isBetter(difference: ComparedMeasure['difference'], sign: 1 | -1 | null): boolean {
  if (!difference || sign === null) return false;
  return sign === 1 ? difference.high < 0 : difference.low > 0;
}
