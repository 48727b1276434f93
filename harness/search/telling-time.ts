import type { Scenario } from '../model/scenario.ts';
import { runWhole } from '../run/run.ts';
import type { Subject } from './subject.ts';
import { learnMarks, saysTheSame, type TimeMarks } from './time-marks.ts';

/**
 * How much later the storm comes when it is looked at again (ms): so late that clocks of whole
 * seconds show it, or, where that is late enough for something to run out, hardly later at all.
 */
const latenesses = [1013, 17];

/** So late that clocks of minutes, and of quarters of an hour, show it (ms). */
const muchLaterMs = 961_013;

/** What a subject's calls show of the time. */
export interface TimeTold {
  /** The words that move as the time does. */
  readonly marks: TimeMarks;
  /** Whether it sends, does or answers other things much later: a little time may then be what counts. */
  readonly isCoarse: boolean;
}

/**
 * Which words of a subject's calls tell the time, from what changes when nothing happens but that
 * time passes. None where that alone makes it go another way.
 */
export async function tellingTime(
  scenario: Scenario,
  { seed, variant, file }: Subject,
): Promise<TimeTold> {
  const options = { mode: 'sim', seed, variant, file, plan: [] } as const;
  const { trace } = await runWhole(scenario, options);
  let marks: TimeMarks = new Map();
  for (const lateMs of latenesses) {
    const late = await runWhole(scenario, { ...options, lateMs });
    const learnt = learnMarks(trace, late.trace, lateMs);
    if (learnt) marks = learnt.marks;
    if (learnt?.isAll) break;
  }
  const muchLater = await runWhole(scenario, { ...options, lateMs: muchLaterMs });
  return { marks, isCoarse: !saysTheSame(trace, muchLater.trace, marks) };
}
