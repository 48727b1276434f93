import type { Scenario } from '../model/scenario.ts';
import { runWhole } from '../run/run.ts';
import type { Subject } from './subject.ts';
import { learnMarks, type TimeMarks } from './time-marks.ts';

/**
 * How much later the storm comes when it is looked at again (ms): so late that clocks of whole
 * seconds show it, or, where that is late enough for something to run out, hardly later at all.
 */
const latenesses = [1013, 17];

/**
 * Which words of a subject's calls tell the time, from what changes when nothing happens but that
 * time passes. None where that alone makes it go another way.
 */
export async function tellingTime(
  scenario: Scenario,
  { seed, variant, file }: Subject,
): Promise<TimeMarks> {
  const options = { mode: 'sim', seed, variant, file, plan: [] } as const;
  const { trace } = await runWhole(scenario, options);
  let best: TimeMarks = new Map();
  for (const lateMs of latenesses) {
    const late = await runWhole(scenario, { ...options, lateMs });
    const learnt = learnMarks(trace, late.trace, lateMs);
    if (learnt) best = learnt.marks;
    if (learnt?.isAll) break;
  }
  return best;
}
