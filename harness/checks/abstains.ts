import { check, type Checker } from '../model/trace/checker.ts';
import { isObject } from '../model/json/walk.ts';
import { amount, duration, oneOf } from '../model/options/kinds.ts';
import { demandOptions, type Demand } from '../model/options/strict.ts';
import { usualPhases, type PhaseName, type Role } from '../model/phase.ts';
import type { Trace } from '../model/trace/trace.ts';
import { unknown, type Verdict } from '../model/trace/verdict.ts';
import { judgeTasks, mergedOf, roleWords, verdictOf, type Breach } from './evidence/finding.ts';
import { toMs, type Duration } from '../model/options/duration.ts';
import { isAbstention } from './evidence/ending/disposition-rank.ts';
import type { TaskRecord, TaskRecords } from './evidence/tasks.ts';

/** Options of `abstains`, beside the check of each task's label. */
export interface Abstention {
  /** The phase whose tasks are checked against their label; the fault phase by default. */
  readonly phase?: PhaseName;
  /** The least share of the baseline's answerable tasks that must be answered, in [0, 1]. */
  readonly coverageFloor?: number;
  /**
   * Tasks that the baseline answered must be answered in the recovery, if they begin `within` this
   * time of it.
   */
  readonly returns?: { readonly within?: Duration };
}

/**
 * A task abstains or escalates if and only if it should. Labels hold for the fault phase, since
 * such a task may be answerable in the baseline: coverage is over the baseline's tasks except those
 * labelled there, and `returns` compares the recovery with the baseline.
 *
 * @example abstains({ coverageFloor: 0.9, returns: { within: '30 s' } })
 */
export function abstains(options: Abstention = {}): Checker {
  demandOptions(options, { what: 'the options of abstains(…)', shape });
  const { phase = 'fault', coverageFloor, returns } = options;
  const { role } = usualPhases[phase];
  if (returns) {
    const what = '`returns` of abstains(…)';
    demandOptions<Returns>(returns, { what, shape: { within: duration } });
  }
  const withinMs = toMs(returns?.within ?? 0);
  const judge = (trace: Trace) => {
    const verdicts = [judgeTasks(trace, role, (tasks) => judgeLabels(tasks, role))];
    if (coverageFloor !== undefined) verdicts.push(judgeCoverage(trace, coverageFloor));
    if (returns) {
      verdicts.push(judgeTasks(trace, 'after', (after, all) => judgeReturn(after, all, withinMs)));
    }
    return mergedOf(verdicts);
  };
  const isOver = coverageFloor !== undefined || returns !== undefined;
  return check('abstains', judge, isOver ? { over: 'run' } : {});
}

type Returns = NonNullable<Abstention['returns']>;

const shape: Demand<Abstention>['shape'] = {
  phase: oneOf(...Object.keys(usualPhases)),
  coverageFloor: amount(0, 1),
  returns: { words: 'an object such as { within: "30 s" }', fits: isObject },
};

function judgeLabels(tasks: readonly TaskRecord[], role: Role): Verdict {
  const labelled = tasks.filter((task) => task.start.shouldAbstain !== null);
  if (labelled.length === 0)
    return unknown(`no task of the ${roleWords[role]} says whether to abstain`);
  const wrong = labelled.filter((task) => isAbstention(task.ending) !== task.start.shouldAbstain);
  return verdictOf(
    wrong.map((task) =>
      task.start.shouldAbstain
        ? breachOf(task, 'should have abstained', 'did not abstain')
        : breachOf(task, 'abstained from what it should answer', 'abstained without need'),
    ),
  );
}

function judgeCoverage(trace: Trace, floor: number): Verdict {
  return judgeTasks(trace, 'before', (tasks) => {
    const answerable = tasks.filter((task) => task.start.shouldAbstain !== true);
    if (answerable.length === 0) return unknown('no task of the baseline is answerable');
    const missed = answerable.filter(({ ending }) => !isAnswer(ending));
    const share = (answerable.length - missed.length) / answerable.length;
    if (share >= floor) return verdictOf([]);
    return verdictOf([
      {
        reason: `coverage in the baseline is ${share.toFixed(3)}, at least ${floor} asked`,
        evidence: missed.flatMap((task) => task.end?.seq ?? []),
        signature: 'abstains: coverage under its floor',
      },
    ]);
  });
}

function judgeReturn(after: readonly TaskRecord[], records: TaskRecords, restMs: number): Verdict {
  const began = records.phases.find((event) => event.role === 'after') ?? after[0]?.start;
  const late = after.filter((task) => task.start.atMs - (began?.atMs ?? 0) >= restMs);
  const answered = new Set(
    records.tasks
      .filter((task) => task.role === 'before' && !isAbstention(task.ending))
      .map((task) => task.twin),
  );
  const paired = late.filter((task) => answered.has(task.twin));
  if (paired.length === 0)
    return unknown('no task of the recovery has an answered twin to compare');
  const still = paired.filter((task) => isAbstention(task.ending));
  return verdictOf(
    still.map((task) =>
      breachOf(task, 'still abstains after the fault phase', 'still abstains in the recovery'),
    ),
  );
}

function isAnswer(ending: TaskRecord['ending']): boolean {
  return (
    ending.how === 'answered' &&
    (ending.disposition === 'full' || ending.disposition === 'degraded')
  );
}

function breachOf(task: TaskRecord, reason: string, what: string): Breach {
  return {
    reason: `task ${task.id} ${reason}`,
    evidence: [task.start.seq, ...(task.end ? [task.end.seq] : [])],
    signature: `abstains: ${what}`,
  };
}
