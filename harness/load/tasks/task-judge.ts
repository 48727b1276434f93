import { canonical } from '../../model/json/json.ts';
import type { Arrival } from '../schedule.ts';
import type { Outcome } from '../../model/trace/outcome.ts';
import type { Event, Trace } from '../../model/trace/trace.ts';
import { judgedOutcomes } from '../../run/verdict/judge.ts';
import { settledReadings } from '../../run/verdict/settled-readings.ts';

/** What came of one arrival, known once the task has ended and its calls have landed. */
export interface Judged {
  readonly arrival: Arrival;
  readonly outcome: Outcome;
  /** From when it was meant to begin to its end (ms). */
  readonly responseMs: number;
  /** From when it did begin to its end (ms). */
  readonly serviceMs: number;
  /** Whether the task is right: done as asked, or declined where that is right. Not whether it was in time. */
  readonly correct: boolean;
  /** Its events, beside those of the same task in the baseline. */
  readonly trace: () => Trace;
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

/** Judges tasks one by one. */
export interface TaskJudge {
  readonly judge: (task: OpenTask) => Judged;
}

/**
 * Judges each task by its own events, beside those of the same task in the baseline: as a run with
 * nothing else in it would be judged.
 */
export function taskJudge(header: Omit<Trace, 'events' | 'truncated'>): TaskJudge {
  /** The first good task of the baseline, by input. */
  const twins = new Map<string, readonly Event[]>();
  const phaseEvent = ({ name, role }: Arrival['phase']): Event => ({
    seq: 0,
    atMs: 0,
    kind: 'phase',
    phase: name,
    role,
  });
  return {
    judge: (open) => {
      const { arrival, beganMs, endedMs } = open;
      const key = canonical(arrival.task.input);
      const isBefore = arrival.phase.role === 'before';
      const own = [phaseEvent(arrival.phase), ...open.events];
      const events = isBefore ? own : [...(twins.get(key) ?? []), ...own];
      const noted: Trace = { ...header, events, truncated: null };
      const trace = { ...noted, events: settledReadings(noted) };
      const outcome = judgedOutcomes(trace).at(-1)?.outcome ?? 'hung';
      if (isBefore && outcome === 'unaffected' && !twins.has(key)) twins.set(key, own);
      const endMs = endedMs ?? arrival.atMs;
      return {
        arrival,
        outcome,
        responseMs: endMs - arrival.atMs,
        serviceMs: endMs - beganMs,
        correct: isCorrect(outcome, arrival),
        trace: () => ({ ...trace, events: trace.events.map((event, seq) => ({ ...event, seq })) }),
      };
    },
  };
}

function isCorrect(outcome: Outcome, { task }: Arrival): boolean {
  if (outcome === 'abstained') return task.expect?.abstain === true;
  return outcome === 'unaffected' || outcome === 'recovered';
}
