import { digest } from '../../model/json/json.ts';
import { isHidden } from './hidden.ts';
import type { Observation } from '../observe/observation.ts';
import { siteOf } from '../schedule.ts';

/**
 * Names for what is left of a run, by the task that it begins with: the calls from there on, how they
 * were answered, and how the tasks ended that were not over by then. Equal names, equal rests. Only of
 * tasks that begin when the one of the crossing `hit` is over.
 */
export function restsOf(
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
