import type { LoadGate } from '../../model/load/load-report.ts';
import type { LoadUnjudged } from '../../model/load/load-checks.ts';
import { neverCheck, type alwaysFail } from '../../model/trace/outcome.ts';
import type { Checker } from '../../model/trace/checker.ts';
import { judgedIn, type CheckCount } from '../counts/check-count.ts';
import { countOf } from '../counts/check-report.ts';
import type { PhaseCount } from '../counts/fold.ts';
import type { CheckWords } from '../tasks/check-evidence.ts';
import type { Clause } from './slo.ts';

/** What the checks of a scenario came to under load. */
export interface ChecksSeen {
  readonly checks: readonly Pick<Checker, 'name' | 'over'>[];
  readonly clauses: readonly Clause[];
  readonly phases: readonly PhaseCount[];
  readonly evidence: CheckWords;
}

/**
 * That no task fails a check of the scenario, in the phases for which no bound says how many may: unknown
 * where none fails and some cannot be told. No gate of a check that was not judged.
 */
export function checkGates(seen: ChecksSeen): readonly LoadGate[] {
  return namesOf(seen.checks).flatMap((check): readonly LoadGate[] => {
    const open = unbounded(check, seen);
    const count = countOf(check, open);
    const { failed, unknown } = count;
    const judged = judgedIn(count);
    if (judged === 0) return [];
    const gate = { gate: check, phase: '' };
    if (failed > 0) return [{ ...gate, result: 'fail', reason: failureWords(check, seen, count) }];
    if (unknown > 0) {
      const why = seen.evidence.doubt(check) ?? 'the check says so';
      const reason = `cannot be told of ${unknown} of ${judged} tasks: ${why}`;
      return [{ ...gate, result: 'unknown', reason }];
    }
    return [{ ...gate, result: 'pass', reason: `holds for each of ${judged} tasks by itself` }];
  });
}

/** Why tasks that ended so would go unseen: those of which it cannot be told; null where there are none. */
export function neverDoubt(
  outcome: (typeof alwaysFail)[number],
  { phases, evidence }: Pick<ChecksSeen, 'phases' | 'evidence'>,
): string | null {
  const check = neverCheck(outcome);
  const { unknown } = countOf(check, phases);
  if (unknown === 0) return null;
  return `cannot be told of ${unknown} tasks: ${evidence.doubt(check) ?? ''}`;
}

/** The checks that say nothing of the load, and why. */
export function unjudged({ checks, phases, evidence }: ChecksSeen): readonly LoadUnjudged[] {
  const whole = checks
    .filter(({ over }) => over === 'run')
    .map(({ name }) => ({ check: name, why: standIns[name] ?? 'it compares tasks of a run' }));
  const idle = namesOf(checks).flatMap((check) => {
    if (judgedIn(countOf(check, phases)) > 0) return [];
    const why = evidence.idle(check) ?? 'no task was judged by it';
    return [{ check, why }];
  });
  return [...whole, ...idle];
}

const standIns: Readonly<Record<string, string>> = {
  recovers: 'how the load came out of the faults stands for it',
};

/** The checks that are judged task by task. */
export function namesOf(checks: ChecksSeen['checks']): readonly string[] {
  return [...new Set(checks.filter(({ over }) => over !== 'run').map(({ name }) => name))];
}

function unbounded(check: string, { clauses, phases }: ChecksSeen): readonly PhaseCount[] {
  const its = clauses.filter(({ metric }) => metric.kind === 'check' && metric.of === check);
  return phases.filter(
    ({ phase }) => !its.some(({ role }) => role === null || role === phase.role),
  );
}

function failureWords(check: string, { evidence }: ChecksSeen, count: CheckCount): string {
  const many = `${count.failed} of ${judgedIn(count)} tasks fail it`;
  const worst = evidence.worst(check);
  return worst ? `${many}, as in ${worst.phase}: ${worst.reason}` : many;
}
