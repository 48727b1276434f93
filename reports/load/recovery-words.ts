import type { LoadHerd } from '../../harness/model/load/load-strain.ts';
import type { LoadRecovery } from '../../harness/model/load/load-report.ts';
import { printable } from '../words/printable.ts';
import { time } from './load-words.ts';
import { amount } from './use-words.ts';

/** What keeps a system in a bad state, in words. */
export function mechanismWords(
  mechanism: NonNullable<LoadRecovery['mechanism']>,
  high: LoadRecovery['high'],
): string {
  if (mechanism === 'unknown') return 'kept so by something not known';
  const [, ...others] = high.map(({ what, times }) => `${what} ${amount(times)} times`);
  const more = others.length > 0 ? ` (also high: ${others.join(', ')})` : '';
  return `kept so by ${mechanism}, ${amount(high[0]?.times ?? 1)} times those of the baseline${more}`;
}

/** A line for each point on which calls fell as a herd. */
export function herdWords(herds: readonly LoadHerd[]): readonly string[] {
  return herds
    .filter(({ isHerd }) => isHerd)
    .map(({ point, peakPerSecond, usualPerSecond, peakAfterMs }) =>
      printable(
        `herd at ${point}: ${amount(peakPerSecond)} calls a second within 100 ms, ` +
          `${time(peakAfterMs)} after the faults, where ${amount(usualPerSecond)} are usual`,
      ),
    );
}
