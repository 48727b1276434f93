import { digest } from '../../model/json/json.ts';
import { isHidden } from './hidden.ts';
import type { Observation } from '../observe/observation.ts';
import { siteOf } from '../schedule.ts';

/**
 * Maps each task that begins after that of the crossing `hit` to a name of the run from there on: its
 * calls, their replies, and the ends of the tasks that were open. Equal names mean equal suffixes.
 */
export function suffixesOf(
  { crossings, endings }: Observation,
  hit: number,
): ReadonlyMap<string, string> {
  const begins = new Map<number, string>();
  const ends = new Map<string, number>();
  for (const [index, { task }] of crossings.entries()) {
    if (!ends.has(task)) begins.set(index, task);
    ends.set(task, index);
  }
  const over = ends.get(crossings[hit]?.task ?? '') ?? -1;
  const rests = new Map<string, string>();
  let calls = crossings.some(({ effect }) => isHidden(effect)) ? 'hidden' : '';
  for (const [index, crossing] of [...crossings.entries()].toReversed()) {
    if (index <= over) break;
    calls = digest(`${siteOf(crossing)} ${crossing.reply} ${calls}`);
    const task = begins.get(index);
    if (task === undefined) continue;
    const left = Object.entries(endings).filter(([one]) => (ends.get(one) ?? index) >= index);
    rests.set(task, digest([calls, left.map(([one, { name }]) => [one, name])]));
  }
  return rests;
}
