import { check, type Checker } from '../model/checker.ts';
import { toMs, type Duration } from '../model/duration.ts';
import { duration } from '../model/kinds.ts';
import { demandOptions } from '../model/strict.ts';
import { judgeTasks, verdictOf, type Finding } from './finding.ts';
import { rankOf } from './disposition-rank.ts';
import type { TaskRecord, TaskRecords } from './tasks.ts';

/**
 * Once the faults are gone, every task of the calm is answered, and as well as the same task of the
 * baseline: in no worse a disposition, and not wrong. `within` bounds the time from the start of
 * the calm to the end of the first such task.
 */
export function recovers(options: { readonly within?: Duration } = {}): Checker {
  demandOptions(options, { what: 'the options of recovers(…)', shape: { within: duration } });
  const withinMs = options.within === undefined ? undefined : toMs(options.within);
  return check('recovers', (trace) =>
    judgeTasks(trace, 'calm', (calm, records) => {
      const before = records.tasks.filter((task) => task.phase === 'baseline');
      const baseline = new Map(before.map((task) => [task.twin, task]));
      const worse = calm.flatMap((task) => flaw(task, baseline.get(task.twin)) ?? []);
      const good = calm.filter((task) => flaw(task, baseline.get(task.twin)) === null);
      return verdictOf([...worse, ...tooLate(calm, good, records, withinMs)]);
    }),
  );
}

function flaw(task: TaskRecord, twin: TaskRecord | undefined): Finding | null {
  const { ending } = task;
  const was = twin?.ending.how === 'answered' ? twin.ending : null;
  const say = (what: string) => ({
    reason: `task ${task.id} of the calm ${what}`,
    evidence: [task.start.seq, ...(task.end ? [task.end.seq] : [])],
    signature: `recovers: a task of the calm ${what}`,
  });
  if (ending.how !== 'answered') return say(ending.how);
  if (ending.disposition === 'failed' && was?.disposition !== 'failed')
    return say('says that it failed');
  if (was && rankOf(ending.disposition) < rankOf(was.disposition)) {
    return say(`is ${ending.disposition}, ${was.disposition} before the storm`);
  }
  // A task whose expectation is for the storm may be wrong by it in peace, too.
  return ending.correct === false && was?.correct !== false ? say('is wrong') : null;
}

function tooLate(
  calm: readonly TaskRecord[],
  good: readonly TaskRecord[],
  records: TaskRecords,
  limitMs: number | undefined,
): readonly Finding[] {
  const began = records.phases.find((event) => event.phase === 'calm') ?? calm[0]?.start;
  if (limitMs === undefined || !began) return [];
  const ends = good.flatMap((task) => task.end ?? []);
  const first = ends.toSorted((a, b) => a.atMs - b.atMs)[0];
  if (first && first.atMs - began.atMs <= limitMs) return [];
  const when = first ? `took ${first.atMs - began.atMs} ms` : 'never came';
  return [
    {
      reason: `the first good task of the calm ${when}, ${limitMs} ms at most`,
      evidence: [began.seq, ...(first ? [first.seq] : [])],
      signature: 'recovers: the first good task comes too late',
    },
  ];
}
