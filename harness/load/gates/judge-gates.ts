import type { LoadGate, LoadRecovery } from '../../model/load/load-report.ts';
import { alwaysFail } from '../../model/trace/outcome.ts';
import type { BoundOptions } from './bound-options.ts';
import { isAbout } from './bound-gate.ts';
import { boundGates } from './bound-gates.ts';
import { checkGates, neverDoubt, type ChecksSeen } from './check-gates.ts';
import type { Clause } from './slo.ts';

/** What the gates look at. */
export interface LoadGateOptions extends ChecksSeen, BoundOptions {
  readonly recovery: LoadRecovery | null;
}

/**
 * What each bound comes to in each phase that it is about. Beside them: how the system came out of the
 * faults, and that no task is silently wrong, unsafe or hung where no bound says how many may be.
 */
export function judgeGates(options: LoadGateOptions): readonly LoadGate[] {
  const { clauses, recovery } = options;
  const bounds = boundGates(clauses, options).map(({ gate, phase, result, reason }) => ({
    gate,
    phase,
    result,
    reason,
  }));
  const idle = clauses
    .filter((clause) => clause.metric.kind !== 'recovery')
    .filter((clause) => !options.phases.some((count) => isAbout(clause, count)))
    .map(({ text }): LoadGate => ({ gate: text, phase: '', result: 'unknown', reason: noPhase }));
  const recoveries = clauses
    .filter(({ metric }) => metric.kind === 'recovery')
    .map((clause) => recoveryGate(clause, recovery));
  return [...bounds, ...idle, ...recoveries, ...comingOut(options), ...zeroGates(options)];
}

/** Why nothing is known of a bound on a phase that the load had not, or on a check that applied to no task. */
export const noPhase = 'the load had no phase, or no task, that it is about';

/** That no task fails a check, or is silently wrong, unsafe or hung, where no bound says how many may. */
export function zeroGates(options: ChecksSeen): readonly LoadGate[] {
  const isAsked = (of: string) =>
    options.clauses.some(({ metric }) => metric.kind === 'share' && metric.of === of);
  const nevers = alwaysFail.filter((one) => !isAsked(one)).map((one) => neverGate(one, options));
  return [...checkGates(options), ...nevers];
}

function recoveryGate(clause: Clause, recovery: LoadRecovery | null): LoadGate {
  const gate = { gate: clause.text, phase: '' };
  if (!recovery) return { ...gate, result: 'unknown', reason: 'nothing to recover from' };
  const { kind, afterMs, notBeforeMs, reason } = recovery;
  if (afterMs !== null && afterMs <= clause.limit) return { ...gate, result: 'pass', reason };
  const isLost = kind !== 'unknown' && kind !== 'recovered';
  const isOver = isLost || (notBeforeMs ?? 0) > clause.limit;
  return { ...gate, result: isOver ? 'fail' : 'unknown', reason };
}

function comingOut({ recovery, clauses }: LoadGateOptions): readonly LoadGate[] {
  if (!recovery || clauses.some(({ metric }) => metric.kind === 'recovery')) return [];
  const { kind, reason } = recovery;
  const isBad = kind === 'metastable' || kind === 'latched' || kind === 'under-provisioned';
  const result = kind === 'recovered' ? 'pass' : isBad ? 'fail' : 'unknown';
  return [{ gate: 'recovers', phase: '', result, reason }];
}

function neverGate(outcome: (typeof alwaysFail)[number], options: ChecksSeen): LoadGate {
  const gate = { gate: `never ${outcome}`, phase: '' };
  const its = options.phases.map(({ phase, windows }) => ({
    name: phase.name,
    count: windows.reduce((sum, { outcomes }) => sum + outcomes[outcome], 0),
  }));
  const found = its.filter(({ count }) => count > 0);
  const where = found.map(({ name, count }) => `${count} in ${name}`).join(', ');
  if (found.length > 0) return { ...gate, result: 'fail', reason: where };
  const doubt = neverDoubt(outcome, options);
  if (doubt !== null) return { ...gate, result: 'unknown', reason: doubt };
  return { ...gate, result: 'pass', reason: 'none' };
}
