import { askedIn } from '../../model/scenario.ts';
import { evidencePoints } from '../../checks/evidence/claims/claims.ts';
import { noTaskIn } from '../../checks/evidence/finding.ts';
import { allowanceIn } from '../../checks/evidence/outcome-of.ts';
import { canonical } from '../../model/json/json.ts';
import type { Role } from '../../model/phase.ts';
import type { Checker } from '../../model/trace/checker.ts';
import { steadyCheck, type Outcome } from '../../model/trace/outcome.ts';
import type { CheckVerdict } from '../../model/trace/run-record.ts';
import type { Event, Trace } from '../../model/trace/trace.ts';
import type { TraceHeader } from '../../run/run.ts';
import { judgedOutcomes, judgePart } from '../../run/verdict/judge.ts';
import { settledReadings } from '../../run/verdict/settled-readings.ts';
import type { Arrival } from '../schedule.ts';
import { brokenBy } from './broken-by.ts';
import { modelUse, type ModelUse } from './model-use.ts';
import { othersCalls } from './others-calls.ts';
import { toldClaims } from './told-claims.ts';

/** What came of one arrival, known once the task has ended and its calls have landed. */
export interface Judged {
  readonly arrival: Arrival;
  readonly outcome: Outcome;
  /** From when it was meant to begin to its end (ms). */
  readonly responseMs: number;
  /** From when it did begin to its end (ms). */
  readonly serviceMs: number;
  /** All the ways in which it may have ended, `outcome` among them. */
  readonly possible: ReadonlySet<Outcome>;
  /** Whether the task ended as asked: done, or declined where that is right. Not whether it was in time. */
  readonly correct: boolean;
  /** Whether it ended so whatever is in doubt, of how it ended or by any check. */
  readonly surelyCorrect: boolean;
  /** Whether it ended so if all that is in doubt is well. */
  readonly perhapsCorrect: boolean;
  /** Whether a check fails it; null where one fails and does not say by which task. None fails a task of the baseline. */
  readonly broken: boolean | null;
  /** What the checks say of it; none of a task of the baseline. */
  readonly verdicts: readonly CheckVerdict[];
  /** What it called for, and how its models' streams came. */
  readonly use: ModelUse;
  /** Its events, beside those of the same task in the baseline: of two such tasks where it met trouble. */
  readonly trace: Trace;
}

/** The events of one task while it is open. */
export interface OpenTask {
  readonly arrival: Arrival;
  readonly beganMs: number;
  readonly events: Event[];
  /** When it ended (ms since the load began); null while it goes on. */
  endedMs: number | null;
  /** Calls of it that have not landed. */
  inFlight: number;
}

/** The tasks beside those that are judged: those that are still open, and whether others are made elsewhere. */
export interface BesideOptions {
  readonly open: () => readonly OpenTask[];
  readonly isPart: boolean;
}

/** Judges tasks one by one. */
export interface TaskJudge {
  readonly judge: (task: OpenTask) => Judged;
}

/**
 * Judges each task by its own events, beside those of the same task in the baseline: as a run with
 * nothing else in it would be judged. One that met trouble stands beside two of the baseline, which show
 * what changes from task to task. What it says that another task was told is noted, and how others fared last where it
 * called less than usual.
 */
export function taskJudge(
  header: TraceHeader,
  checks: readonly Checker[],
  { open, isPart }: BesideOptions,
): TaskJudge {
  const evidence = [...evidencePoints(header), ...(allowanceIn(checks).evidence ?? [])];
  const told = toldClaims({ evidence, isPart });
  const others = othersCalls(open);
  /** The first good tasks of the baseline, by input. */
  const twins = new Map<string, (readonly Event[])[]>();
  return {
    judge: (task) => {
      const { arrival, beganMs, endedMs } = task;
      const key = canonical(askedIn(arrival.task));
      const isBefore = arrival.phase.role === 'before';
      const own = [phaseEvent(arrival.phase), ...task.events];
      const its = isBefore ? [] : (twins.get(key) ?? []);
      const before = task.events.some(isTrouble) ? its : its.slice(0, 1);
      const beside = isBefore ? [] : others.beside(task, its[0] ?? []);
      const both = beside.length === 0 ? own : inTime([...own, ...beside]);
      const events = [...before.flat(), ...both].map((event, seq) => ({ ...event, seq }));
      const lent = told.lentTo(task, open);
      told.see(task);
      if (!isBefore) others.see(task);
      const noted: Trace = { ...header, events, lent, truncated: null };
      const trace = { ...noted, events: settledReadings(noted) };
      const { outcome, possible } = judgedOutcomes(trace, checks).at(-1) ?? hung;
      const all = isBefore ? [] : verdictsOn(trace, checks, arrival.phase.role);
      const verdicts = firstOfEach(all);
      const isTold = verdicts.every(({ verdict }) => verdict.result !== 'unknown');
      const ways = [...possible].map((one) => isCorrect(one, arrival));
      if (isBefore && outcome === 'unaffected') keep(twins, key, own);
      const endMs = endedMs ?? arrival.atMs;
      return {
        arrival,
        outcome,
        possible,
        responseMs: endMs - arrival.atMs,
        serviceMs: endMs - beganMs,
        correct: isCorrect(outcome, arrival),
        surelyCorrect: isTold && !ways.includes(false),
        perhapsCorrect: ways.includes(true),
        broken: brokenBy(all, trace, arrival.id),
        verdicts,
        use: modelUse(task.events, header.points),
        trace,
      };
    },
  };
}

const hung: Pick<Judged, 'outcome' | 'possible'> = { outcome: 'hung', possible: new Set(['hung']) };

/** Events in the order of their time; those of one time as they stand, the phase first. */
function inTime([phase, ...events]: readonly Event[]): readonly Event[] {
  const sorted = events.toSorted((a, b) => a.atMs - b.atMs);
  return phase ? [phase, ...sorted] : sorted;
}

/** How many tasks of the baseline stand for all with that input. */
const mostTwins = 2;

function keep(
  twins: Map<string, (readonly Event[])[]>,
  key: string,
  events: readonly Event[],
): void {
  const its = twins.get(key);
  if (!its) twins.set(key, [events]);
  else if (its.length < mostTwins) its.push(events);
}

function isTrouble(event: Event): boolean {
  if (event.kind === 'fault.hit') return true;
  return event.kind === 'call.end' && (event.outcome !== 'replied' || event.taint !== '');
}

function phaseEvent({ name, role, fromMs }: Arrival['phase']): Event {
  return { seq: 0, atMs: fromMs, kind: 'phase', phase: name, role };
}

/** Without those of checks that are about the tasks of another phase. */
function verdictsOn(trace: Trace, checks: readonly Checker[], role: Role): readonly CheckVerdict[] {
  const elsewhere = noTaskIn(role === 'during' ? 'after' : 'during');
  return judgePart(trace, checks).filter(
    ({ check, verdict }) =>
      check !== steadyCheck && !(verdict.result === 'unknown' && verdict.reason === elsewhere),
  );
}

/** One that fails in several ways is still one task. */
function firstOfEach(told: readonly CheckVerdict[]): readonly CheckVerdict[] {
  return told.filter((one, n) => told.findIndex(({ check }) => check === one.check) === n);
}

function isCorrect(outcome: Outcome, { task }: Arrival): boolean {
  if (outcome === 'abstained') return task.expect?.abstain === true;
  return outcome === 'unaffected' || outcome === 'recovered';
}
