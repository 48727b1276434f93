import { outcomes } from '../../model/trace/outcome.ts';
import type { LoadCounts, PhaseCount } from '../counts/fold.ts';
import type { Clause } from './slo.ts';
import type { TimedPhase } from '../schedule.ts';
import { boundGate, isAbout } from './bound-gate.ts';
import { boundGates } from './bound-gates.ts';
import type { BoundOptions } from './bound-options.ts';
import type { ChecksSeen } from './check-gates.ts';
import { zeroGates } from './judge-gates.ts';

/** Looks at the gates of a load while it goes on. */
export interface GateWatch {
  /** The part that a phase goes on for, as a gate of it is undecided; null where none is, or the cap is reached. */
  readonly more: (phase: TimedPhase) => TimedPhase | null;
  /** Whether the load is to end, as a gate surely fails; looks now and then. */
  readonly isLost: (nowMs: number) => boolean;
  /** The gate that ended the load; null where none did. */
  readonly lost: () => string | null;
}

/** What is watched, and what for. */
export interface GateWatchOptions {
  readonly counts: Pick<LoadCounts, 'phases'>;
  readonly gates: Omit<ChecksSeen & BoundOptions, 'phases'>;
  /** How many times as long as planned a phase may last; 1 where it may not go on. */
  readonly mostTimes: number;
  /** How long the load goes on once a gate surely fails (ms); null where it does not end for that. */
  readonly abortAfterMs: number | null;
}

/** Between two looks, at least: each takes some ms, in which no task can begin (ms). */
const lookMs = 5_000;

/** So sure is a look at a gate that is looked at again and again. */
const sure = 0.999;

/** Watches a load that has not begun. */
export function gateWatch({ counts, gates, mostTimes, abortAfterMs }: GateWatchOptions): GateWatch {
  let looked = 0;
  let found: { readonly what: string; readonly atMs: number } | null = null;
  let isOver = false;
  const known = () => counts.phases.map(settledPart).filter(({ windows }) => windows.length > 0);
  const failing = (): string | null => {
    const phases = known();
    const zero = zeroGates({ ...gates, phases }).filter(({ result }) => result === 'fail');
    const bound = gates.clauses.flatMap((clause) =>
      phases
        .filter((count) => isRepeatable(clause) && isAbout(clause, count))
        .map((count) => boundGate(clause, count, { ...gates, phases, confidence: sure })),
    );
    const first = [...zero, ...bound.filter(({ result }) => result === 'fail')][0];
    return first ? `${first.gate}: ${first.reason}` : null;
  };
  const isUndecided = (count: PhaseCount) => {
    const its = boundGates(gates.clauses, { ...gates, phases: known() });
    return its.some(({ phase, isOpen }) => phase === count.phase.name && isOpen);
  };
  return {
    more: (phase) => {
      const count = counts.phases.find((one) => one.phase.name === phase.name);
      const plannedMs = count?.plannedMs ?? 0;
      const leftMs = mostTimes * plannedMs - (phase.toMs - phase.fromMs);
      if (!count || isOver || leftMs < 1 || !isUndecided(count)) return null;
      const lastsMs = Math.min(leftMs, plannedMs / 2);
      const load = { ...phase.load, lastsMs };
      return { ...phase, load, sinceMs: phase.toMs, toMs: phase.toMs + lastsMs };
    },
    isLost: (nowMs) => {
      if (abortAfterMs === null || isOver) return isOver;
      if (!found && nowMs >= looked + Math.max(lookMs, gates.windowMs)) {
        looked = nowMs;
        const what = failing();
        found = what === null ? null : { what, atMs: nowMs };
      }
      if (found && nowMs >= found.atMs + abortAfterMs) isOver = true;
      return isOver;
    },
    lost: () => (isOver && found ? found.what : null),
  };
}

/** Shares are looked at with an interval so wide that many looks do no harm; that of others is for one look. */
function isRepeatable({ metric }: Clause): boolean {
  return metric.kind !== 'amplification' && metric.kind !== 'spent';
}

/** The windows of a phase up to the first whose tasks have not all ended: of those nothing can be said yet. */
function settledPart(count: PhaseCount): PhaseCount {
  const open = count.windows.findIndex(
    ({ started, outcomes: its }) => outcomes.reduce((sum, one) => sum + its[one], 0) < started,
  );
  return open < 0 ? count : { ...count, windows: count.windows.slice(0, open) };
}
