import { check, type Allowance, type Checker } from '../model/trace/checker.ts';
import { toMs, type Duration } from '../model/options/duration.ts';
import { duration } from '../model/options/kinds.ts';
import { demandOptions } from '../model/options/strict.ts';
import type { Trace } from '../model/trace/trace.ts';
import { notApplicable } from '../model/trace/verdict.ts';
import { doubtful, judgeTasks, verdictOf, type Breach } from './evidence/finding.ts';
import { rankOf } from './evidence/ending/disposition-rank.ts';
import { shortOf } from './evidence/ledger/expected-effects.ts';
import { ledgerOf, type Ledger } from './evidence/ledger.ts';
import { readTasks, type TaskRecord, type TaskRecords } from './evidence/tasks.ts';
import { followsFromKept, keptInstead } from './evidence/outdated/kept.ts';
import { adviceOfSource, takenElsewhere } from './evidence/outdated/other-source.ts';
import { keptWaiting } from './evidence/excuses/told-to-wait.ts';
import { wrongAnswer } from './evidence/ending/wrong-answer.ts';

/**
 * Every task of the recovery is answered, as well as the same task of the baseline: in no worse a
 * disposition, and not wrong. `within` bounds the time from the start of the recovery to the end of
 * the first such task. Unknown where neither a baseline nor an expectation says how a task should
 * end, and for one that keeps to a wait it was told under the faults, may keep what stood in for a
 * lost reply, or goes on with another source in silence; not applicable to a run without a recovery.
 *
 * @example recovers({ within: '10 s' })
 */
export function recovers(options: { readonly within?: Duration } = {}): Checker {
  demandOptions(options, { what: 'the options of recovers(…)', shape: { within: duration } });
  const withinMs = options.within === undefined ? undefined : toMs(options.within);
  const judge = (trace: Trace, { allowsCached = false }: Allowance = {}) => {
    if (hasNoRecovery(readTasks(trace))) return notApplicable('the run has no recovery');
    return judgeTasks(trace, 'after', (after, records) => {
      const before = records.tasks.filter((task) => task.role === 'before');
      const baseline = new Map(before.map((task) => [task.twin, task]));
      const ledger = ledgerOf(records);
      const good: TaskRecord[] = [];
      const found: Breach[] = [];
      for (const task of after) {
        const bad = flaw(task, baseline.get(task.twin), ledger);
        const waits = bad && patience(task, bad, records);
        if (bad === null) good.push(task);
        else found.push(waits === null ? bad : doubtful(waits));
        if (!isMeasured(task, baseline)) found.push(doubtful(unmeasured(task)));
        const other = otherThanBefore(task, baseline.get(task.twin), { records, allowsCached });
        if (other === null) continue;
        found.push(doubtful(`task ${task.id} of the recovery answers in full, and ${other}`));
      }
      return verdictOf([...found, ...tooLate(after, good, records, withinMs)]);
    });
  };
  return check('recovers', judge, { over: 'run' });
}

/** What a task of the recovery has other than before the faults, from what stands in for a reply, or another source. */
function otherThanBefore(
  task: TaskRecord,
  twin: TaskRecord | undefined,
  { records, allowsCached }: { readonly records: TaskRecords; readonly allowsCached: boolean },
): string | null {
  const kept = keptInstead(task, twin, { records, allowsCached });
  if (kept !== null) return `${kept} ${adviceOfKept}`;
  const other = allowsCached ? null : takenElsewhere(task, records);
  if (other !== null) return `${other} ${adviceOfSource}`;
  const follows = followsFromKept(task, twin, { records, allowsCached });
  return follows && `${follows} ${adviceOfKept}`;
}

const adviceOfKept =
  '(what stands in for a lost reply should not be kept as if it were one; if the task may do without, say it in expect.optional)';

function hasNoRecovery({ tasks, phases }: TaskRecords): boolean {
  return tasks.length > 0 && [...tasks, ...phases].every(({ role }) => role !== 'after');
}

/** Whether a baseline or an expectation says how a task of the recovery should end. */
function isMeasured(task: TaskRecord, baseline: ReadonlyMap<string, TaskRecord>): boolean {
  const { ending, start } = task;
  const isExpected = ending.how === 'answered' && ending.correct !== null;
  return isExpected || Object.keys(start.shouldDo ?? {}).length > 0 || baseline.has(task.twin);
}

function unmeasured({ id }: TaskRecord): string {
  return `nothing says how task ${id} should end: there is no baseline, and it expects nothing`;
}

/** The doubt about a task that keeps to a wait which the faults left behind; null where it does not. */
function patience(task: TaskRecord, { reason }: Breach, records: TaskRecords): string | null {
  const { ending } = task;
  // An answer that is put off is not the expected one, and need not be.
  const isLess =
    ending.how === 'answered' &&
    !ending.wrong &&
    (ending.correct !== false || ending.disposition !== 'full');
  const kept = isLess ? keptWaiting(task, records) : null;
  return kept === null ? null : `${reason}, but ${kept}: let the recovery begin later, by \`rest\``;
}

function flaw(task: TaskRecord, twin: TaskRecord | undefined, ledger: Ledger): Breach | null {
  const { ending } = task;
  const was = twin?.ending.how === 'answered' ? twin.ending : null;
  const say = (what: string, more = '') => ({
    reason: `task ${task.id} of the recovery ${what}${more}`,
    evidence: [task.start.seq, ...(task.end ? [task.end.seq] : [])],
    signature: `recovers: a task of the recovery ${what}`,
  });
  if (ending.how !== 'answered') return say(ending.how);
  if (ending.disposition === 'failed' && was?.disposition !== 'failed')
    return say('says that it failed');
  if (was && rankOf(ending.disposition) < rankOf(was.disposition)) {
    return say(`is ${ending.disposition}, ${was.disposition} before the fault phase`);
  }
  // A task whose expectation is for the fault phase may be wrong by it in peace, too.
  if (ending.correct === false && was?.correct !== false) return say('is wrong', wrongAnswer(task));
  const [short] = shortOf(ledger, task);
  const isNew = !twin || shortOf(ledger, twin).length === 0;
  return short && isNew ? say(`left too few of ${short.label}`) : null;
}

function tooLate(
  after: readonly TaskRecord[],
  good: readonly TaskRecord[],
  records: TaskRecords,
  limitMs: number | undefined,
): readonly Breach[] {
  const began = records.phases.find((event) => event.role === 'after') ?? after[0]?.start;
  if (limitMs === undefined || !began) return [];
  const ends = good.flatMap((task) => task.end ?? []);
  const first = ends.toSorted((a, b) => a.atMs - b.atMs)[0];
  if (first && first.atMs - began.atMs <= limitMs) return [];
  const when = first ? `took ${first.atMs - began.atMs} ms` : 'never came';
  return [
    {
      reason: `the first good task of the recovery ${when}, ${limitMs} ms at most`,
      evidence: [began.seq, ...(first ? [first.seq] : [])],
      signature: 'recovers: the first good task comes too late',
    },
  ];
}
