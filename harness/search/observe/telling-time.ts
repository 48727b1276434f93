import type { Executor } from '../executor/executor.ts';
import type { Subject } from '../subject.ts';
import { learnMarks, saysTheSame, type TimeMarks, type TimeTold } from './time-marks.ts';

/**
 * How much later the fault phase comes when it is looked at again (ms): so late that clocks of
 * whole seconds show it, or, where that is late enough for something to run out, hardly later at
 * all.
 */
const latenesses = [1013, 17];

/** So late that clocks of minutes, and of quarters of an hour, show it (ms). */
const muchLaterMs = 961_013;

/**
 * Which words of a subject's calls tell the time, from what changes when nothing happens but that
 * time passes. None where that alone makes it go another way.
 */
export async function tellingTime(
  run: Executor['run'],
  { seed, variant, file }: Subject,
): Promise<TimeTold> {
  const spec = { seed, variant, file, plan: [] };
  const { trace } = await run(spec);
  let marks: TimeMarks = new Map();
  for (const lateMs of latenesses) {
    const late = await run({ ...spec, late: lateMs });
    const learnt = learnMarks(trace, late.trace, lateMs);
    if (learnt) marks = learnt.marks;
    if (learnt?.isAll) break;
  }
  const muchLater = await run({ ...spec, late: muchLaterMs });
  return { marks, isCoarse: !saysTheSame(trace, muchLater.trace, marks) };
}
