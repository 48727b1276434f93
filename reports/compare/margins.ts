import { HarnessError } from '../../harness/model/error.ts';
import { didYouMean } from '../../harness/model/options/nearest.ts';
import { toMs, type Duration } from '../../harness/model/options/duration.ts';

/** How much worse each measure may be: a share, ms, or a share of what it was; null where it is not asked. */
export type Margins = Readonly<Record<MarginName, number | null>>;

/** What a margin may be given for. */
export type MarginName = (typeof marginNames)[number];

/** All measures. */
export const marginNames = [
  'pass',
  'goodput',
  'wrong',
  'unsafe',
  'hung',
  'failed',
  'degraded',
  'abstained',
  'escalated',
  'dropped',
  'p50',
  'p99',
  'amplification',
  'recovery',
] as const;

/** Those where none is given. */
export const usualMargins: Margins = {
  ...(Object.fromEntries(marginNames.map((name) => [name, null])) as Record<MarginName, null>),
  goodput: 0.01,
  p50: 0.1,
  p99: 0.1,
  amplification: 0.1,
  recovery: 5000,
};

/** The usual margins of loads, in words. */
export const usualMarginWords = 'goodput=1%, p50=10%, p99=10%, amplification=10%, recovery=5s';

/** Reads margins such as `goodput=1%`, `recovery=5s` or `p99=none`; throws `bad-argument` for others. */
export function marginsIn(texts: readonly string[]): Margins {
  return { ...usualMargins, ...Object.fromEntries(texts.map(marginIn)) };
}

function marginIn(text: string): readonly [MarginName, number | null] {
  const [, key = '', amount = ''] = /^\s*(\w+)\s*=\s*(.+?)\s*$/.exec(text) ?? [];
  const name = marginNames.find((one) => one === key);
  if (!name) {
    throw bad(`a margin for one of ${marginNames.join(', ')}`, text, didYouMean(key, marginNames));
  }
  if (amount === 'none') return [name, null];
  if (name === 'recovery') return [name, lengthIn(amount, text)];
  const [, digits] = /^(\d+(?:\.\d+)?) ?%$/.exec(amount) ?? [];
  if (digits === undefined) throw bad(`a share such as ${name}=1%, or ${name}=none`, text, '');
  return [name, Number(digits) / 100];
}

function lengthIn(amount: string, text: string): number {
  try {
    return toMs(amount as Duration);
  } catch {
    throw bad('a length of time such as recovery=5s', text, '');
  }
}

function bad(expected: string, got: string, hint: string): HarnessError {
  const fix = hint === '' ? 'Correct it.' : hint.trim();
  return new HarnessError('bad-argument', { expected, got: JSON.stringify(got), fix });
}
