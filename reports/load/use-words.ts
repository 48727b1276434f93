import type { LoadPhaseReport } from '../../harness/model/load/load-report.ts';
import type { LoadRatio } from '../../harness/model/load/load-spent.ts';
import { time } from './load-words.ts';

/** What a phase's streams and tokens came to, in words; none where no model was called. */
export function useWords({ streams, spent }: LoadPhaseReport): readonly string[] {
  if (spent.tokens === 0) return [];
  return [...(streams ? [streamWords(streams)] : []), spentWords(spent)];
}

/** A number as people read it, to three digits. */
export function amount(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en');
  return String(Number(value.toPrecision(3)));
}

/** A ratio with its interval: `820 (790 to 850)`. */
export function ratioWords(ratio: LoadRatio | null): string {
  if (!ratio) return '-';
  const { value, low, high } = ratio;
  const [from, to] = [low ?? value, high ?? value].map(amount);
  return from === to ? amount(value) : `${amount(value)} (${from} to ${to})`;
}

function streamWords(streams: NonNullable<LoadPhaseReport['streams']>): string {
  const { ttftMs, gapMs, tpotMs, tokensPerSecond } = streams;
  return [
    `time to first token p50 ${time(ttftMs.p50)}, p99 ${time(ttftMs.p99)}`,
    `gap p99 ${time(gapMs.p99)}`,
    `${time(tpotMs.p50)} a token`,
    ...(tokensPerSecond === null ? [] : [`${amount(tokensPerSecond)} tokens a second`]),
  ].join('; ');
}

function spentWords({ perRight }: LoadPhaseReport['spent']): string {
  const { calls, tokens, cost } = perRight;
  if (!calls || !tokens) return 'no task is right, whatever is spent';
  const money = cost ? `, money ${amount(cost.value)}` : '';
  return `for each right task ${amount(calls.value)} calls, ${amount(tokens.value)} tokens${money}`;
}
