import type { LoadGate } from '../../model/load/load-report.ts';
import type { LoadPrices } from '../../model/load/load-options.ts';
import { ratioOfSums } from '../../stats/ratio-of-sums.ts';
import type { Estimate } from '../../stats/wilson.ts';
import type { BoundOptions } from './bound-options.ts';
import type { WindowCount } from '../counts/window-count.ts';

/** What is counted for each right task. */
export const spendings = ['tokens', 'calls', 'cost'] as const;

/** Tokens, calls or money. */
export type SpendingName = (typeof spendings)[number];

/** What neighbours spend goes together (ms). */
const blockMs = 5000;

/** With fewer blocks nothing is said of what lies between which bounds. */
const leastBlocks = 5;

/** How it is counted. */
type SpendingOptions = Pick<BoundOptions, 'windowMs' | 'prices' | 'confidence'>;

/** What a window's tasks spent; null where it cannot be told. */
export function spentIn(
  { calls, tokens, outputTokens }: WindowCount['spent'],
  what: SpendingName,
  prices: LoadPrices | null,
): number | null {
  if (what === 'calls') return calls;
  if (what === 'tokens') return tokens;
  if (!prices || outputTokens === null) return null;
  return ((tokens - outputTokens) * prices.input + outputTokens * prices.output) / 1_000_000;
}

/**
 * What all tasks of a phase spent, for each that is right and in time, with an interval over blocks of 5 s. Null
 * where it cannot be told, or none is right; without an interval where there are fewer than five blocks.
 */
export function perRightTask(
  windows: readonly WindowCount[],
  what: SpendingName,
  { windowMs, prices, confidence }: SpendingOptions,
  rightIn: (window: WindowCount) => number = ({ right }) => right,
): (Pick<Estimate, 'value'> & { readonly reach: Estimate | null }) | null {
  const size = Math.ceil(blockMs / windowMs);
  const blocks: { part: number; whole: number }[] = [];
  for (let n = 0; n < windows.length; n += size) {
    const its = windows.slice(n, n + size);
    const spent = its.map((one) => spentIn(one.spent, what, prices));
    if (spent.includes(null)) return null;
    const part = spent.reduce<number>((sum, one) => sum + (one ?? 0), 0);
    blocks.push({ part, whole: its.reduce((sum, one) => sum + rightIn(one), 0) });
  }
  const part = blocks.reduce((sum, one) => sum + one.part, 0);
  const whole = blocks.reduce((sum, one) => sum + one.whole, 0);
  if (whole === 0) return null;
  if (part === 0) return { value: 0, reach: { value: 0, low: 0, high: 0 } };
  const value = part / whole;
  return { value, reach: blocks.length < leastBlocks ? null : ratioOfSums(blocks, confidence) };
}

/** Whether what is spent for each right task stays under a limit. */
export function spendingGate(
  limit: number,
  what: SpendingName,
  windows: readonly WindowCount[],
  options: SpendingOptions,
): Pick<LoadGate, 'result' | 'reason'> {
  const spent = perRightTask(windows, what, options, ({ most }) => most.right);
  if (!spent) {
    const offered = windows.filter((one) => one.offered > 0);
    const isNone = offered.every(({ most }) => most.right === 0);
    if (!isNone)
      return { result: 'unknown', reason: 'replies do not tell input from output tokens' };
    const isLong = offered.length * options.windowMs >= leastBlocks * blockMs;
    return { result: isLong ? 'fail' : 'unknown', reason: 'no task is right, whatever is spent' };
  }
  const { value, reach } = spent;
  if (!reach) {
    const reason = `${amount(value)} for each right task; too short to say more: at least 25 s of each phase`;
    return { result: 'unknown', reason };
  }
  const doubts = windows.reduce((sum, { least, most }) => sum + most.right - least.right, 0);
  const atMost = perRightTask(windows, what, options, ({ least }) => least.right);
  const { low } = reach;
  const high = atMost?.reach?.high ?? Number.POSITIVE_INFINITY;
  const result = high <= limit ? 'pass' : low > limit ? 'fail' : 'unknown';
  const told = `${amount(value)} for each right task (${amount(low)} to ${amount(high)})`;
  return {
    result,
    reason: doubts > 0 ? `${told}; it cannot be told of ${doubts}` : told,
  };
}

function amount(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return 'any number';
  if (value >= 100) return String(Math.round(value));
  return String(Number(value.toPrecision(3)));
}
