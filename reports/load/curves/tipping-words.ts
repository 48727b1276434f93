import type { FrontierPoint, Tipping, TippingTrial } from '../../../harness/model/load/tipping.ts';
import { strikeLine } from '../../words/wording.ts';
import { time } from '../load-words.ts';
import { levelWord } from './curve-words.ts';

/** The smallest fault that tips the system, in a sentence or two; what is known where none was seen. */
export function tippingWords(tipping: Tipping): string {
  const { smallest, axis, rate, longestMs, result } = tipping;
  const range = `${axis.name} up to ${levelWord(axis, axis.values.at(-1) ?? 0)} for ${time(longestMs)}`;
  if (smallest) {
    const { x, faultMs, kind, reason } = smallest;
    return `At ${rate} tasks a second, ${axis.name} ${levelWord(axis, x)} for ${time(faultMs)} is enough, and it does not come back by itself (${kind}): ${reason}.`;
  }
  return result === 'pass'
    ? `At ${rate} tasks a second it comes back by itself from all that was tried: ${range}.`
    : `Whether it comes back by itself from ${range} is not known.`;
}

/** How it was looked for, in a few facts. */
export function tippingFacts(tipping: Tipping): readonly string[] {
  const { rate, arrivals, withinMs, mode, seed, variant, trials, shrinking } = tipping;
  return [
    `${rate} tasks a second (${arrivals})`,
    `right within ${time(withinMs)}`,
    `${trials.length + shrinking.length} loads`,
    `${mode}, seed ${seed}`,
    ...(variant === 'careful' ? [] : [variant]),
  ];
}

/** The strikes of the smallest fault, else of the plan that was tried. */
export function tippingStrikes({ plan, smallest, axis }: Tipping): readonly string[] {
  if (smallest) return smallest.plan.map(strikeLine);
  return plan.map((one, n) => `${strikeLine(one)}${n === axis.strike ? ', varied' : ''}`);
}

/** All that is not known. */
export function tippingDoubts({ cut, trials, axis }: Tipping): readonly string[] {
  const unknown = trials.filter(({ outcome }) => outcome === 'unknown');
  return [
    ...(cut === null ? [] : [`${cut}: what was tried before is whole`]),
    ...unknown.map(
      ({ x, faultMs, reason }) =>
        `${axis.name} ${levelWord(axis, x)} for ${time(faultMs)}: ${reason}`,
    ),
  ];
}

/** For how long the system bears one depth. */
export function frontierCells(
  { axis, longestMs }: Tipping,
  { x, returnsAtMs, tipsAtMs }: FrontierPoint,
): readonly string[] {
  return [
    levelWord(axis, x),
    returnsAtMs === null ? 'not seen' : time(returnsAtMs),
    tipsAtMs === null ? `not seen up to ${time(longestMs)}` : time(tipsAtMs),
  ];
}

/** What the cells of a depth are. */
export const frontierHeads: readonly string[] = ['Comes back after', 'Does not after'];

/** What a trial came to. */
export function faultCells({ axis }: Tipping, trial: TippingTrial): readonly string[] {
  const { x, faultMs, outcome, kind, reason } = trial;
  return [levelWord(axis, x), time(faultMs), verdicts[outcome], kind ?? '-', reason];
}

const verdicts = { tips: 'tips', returns: 'comes back', unknown: 'unknown' } as const;

/** What the cells of a trial are. */
export const faultHeads: readonly string[] = ['For', 'Verdict', 'Recovery', 'Why'];
