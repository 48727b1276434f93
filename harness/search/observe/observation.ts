import { fieldNames, mostFields } from '../../model/json/walk.ts';
import { verdictsOf } from '../../model/trace/verdicts-of.ts';
import { outcomeOf } from '../../model/trace/worst-outcome.ts';
import type { Outcome } from '../../model/trace/outcome.ts';
import { failuresIn } from '../../model/trace/failures-in.ts';
import { digest, hash } from '../../model/json/json.ts';
import type { Plan } from '../../model/fault/plan.ts';
import { isFor, type Facet } from '../../model/fault/facet.ts';
import type { RunRecord } from '../../model/trace/run-record.ts';
import { tally } from '../../model/tally.ts';
import { sayingOf, timeless, type TimeMarks, type TimeTold } from './time-marks.ts';
import type { Turn } from '../../model/turn.ts';
import {
  eventsIn,
  eventsOf,
  type CallOutcome,
  type Ending,
  type Event,
  type Trace,
} from '../../model/trace/trace.ts';

/** One call of the fault phase, as the search sees it. */
export interface Crossing {
  readonly point: string;
  /** What its point offers for faults to act on. */
  readonly has: readonly Facet[];
  readonly label: string;
  readonly op: string;
  readonly attempt: number;
  /** Names the operation, whatever the time is that it tells; `op` where it tells none. */
  readonly asks: string;
  /** How often its task had made this call by then, whatever the time was; from 1. */
  readonly nth: number;
  readonly task: string;
  /** Whether its label changes the world. */
  readonly acts: boolean;
  /** Whether its point says that it changes nothing. */
  readonly safe: boolean;
  /** Whether its reply came in pieces; null where no whole reply came. */
  readonly streamed: boolean | null;
  /** How often the agent had been started anew by then. */
  readonly life: number;
  /** Names everything that happened in the fault phase before it: equal names, equal pasts. */
  readonly past: string;
  readonly outcome: CallOutcome;
  /** Names how it came back and with what, apart from when, and from the time that it tells. */
  readonly reply: string;
  /** The first fields of its reply, apart by spaces; '' where it says no JSON value. */
  readonly fields: string;
  /** The strikes that hit it, and what they did to it: `lose`, `delay` …; '' where none did. */
  readonly hits: readonly number[];
  readonly effect: string;
}

/** A check that failed. */
export interface Violation {
  readonly check: string;
  readonly signature: string;
  readonly reason: string;
  /** The worst outcome of the tasks that it is about; null where no task has one. */
  readonly outcome: Outcome | null;
}

/** A check that could not tell, or had nothing to judge. */
export interface Untold {
  readonly check: string;
  readonly result: 'unknown' | 'not-applicable';
  readonly reason: string;
}

/** The part of a run that a search keeps: small plain data, the same on every thread. */
export interface Observation {
  readonly plan: Plan;
  /** For each strike of the plan, whether it hit. */
  readonly struck: readonly boolean[];
  readonly crossings: readonly Crossing[];
  readonly violations: readonly Violation[];
  readonly untold: readonly Untold[];
  /** How the tasks of the fault phase ended, by task. */
  readonly endings: Readonly<Record<string, TaskEnding>>;
  /** From the fault phase's first event to its last (ms). */
  readonly tookMs: number;
  /** Whether the agent reads clocks of minutes into what it sends, does or answers. */
  readonly isCoarse: boolean;
  /** Names the whole trace, times and all. */
  readonly fingerprint: string;
}

/** The end of one task. */
export interface TaskEnding {
  /**
   * Names its answer or error, and what effects it left, apart from the time: equal names, equal
   * ends.
   */
  readonly name: string;
  /** The kind of end, without its words: `answered full true`. */
  readonly manner: string;
}

/** Where no words that tell the time are known yet: none is told apart. */
export const timeUntold: TimeTold = { marks: new Map(), isCoarse: true };

/** The observation of a run, given which of its words tell the time. */
export function observe(record: RunRecord, { marks, isCoarse }: TimeTold): Observation {
  const { trace } = record;
  const during = eventsIn(trace, 'during');
  const hits = eventsOf(trace, 'fault.hit');
  const hit = new Set(hits.map(({ strike }) => strike));
  const first = during[0]?.atMs ?? 0;
  return {
    plan: trace.plan,
    struck: trace.plan.map((_, index) => hit.has(index)),
    crossings: crossingsOf(during, trace, marks),
    violations: failuresIn(record).map(({ check, verdict }) => ({
      check,
      signature: verdict.signature,
      reason: verdict.reason,
      outcome: outcomeOf(record, verdict.evidence),
    })),
    untold: untoldIn(record),
    endings: endingsOf(during, marks),
    tookMs: (during.at(-1)?.atMs ?? 0) - first,
    isCoarse,
    fingerprint: digest(JSON.stringify(trace.events)),
  };
}

function untoldIn(record: RunRecord): readonly Untold[] {
  return verdictsOf(record).flatMap(({ check, verdict }): readonly Untold[] => {
    const its = verdict.result;
    return its === 'unknown' || its === 'not-applicable'
      ? [{ check, result: its, reason: verdict.reason }]
      : [];
  });
}

function crossingsOf(
  during: readonly Event[],
  trace: Trace,
  marks: TimeMarks,
): readonly Crossing[] {
  const ends = new Map<number, Extract<Event, { kind: 'call.end' }>>();
  const hits = new Map<number, { readonly strikes: number[]; readonly effect: string }>();
  for (const event of during) {
    if (event.kind === 'call.end') ends.set(event.call, event);
    if (event.kind === 'fault.hit') {
      const strikes = [...(hits.get(event.call)?.strikes ?? []), event.strike];
      hits.set(event.call, { strikes, effect: event.effect });
    }
  }
  const made = tally();
  let past = 0;
  let life = 0;
  const crossings: Crossing[] = [];
  for (const event of during) {
    // Which faults are armed is no part of the past: parent and child differ in just that.
    if (event.kind === 'fault.on' || event.kind === 'fault.off') continue;
    if (event.kind === 'process' && event.what === 'restarted') life += 1;
    if (event.kind === 'call.start') {
      const end = ends.get(event.call);
      const { point, label, site, task, safe = false } = event;
      const { has = [], effects = [] } = trace.points[point] ?? {};
      const asked = sayingOf(event);
      const asks = marks.has(asked.who) ? digest(timeless(asked, marks)) : site.op;
      const told = end && timeless(sayingOf(end, label), marks);
      crossings.push({
        point,
        has,
        label,
        op: site.op,
        attempt: site.attempt,
        asks,
        nth: made.next(`${task} ${point} ${asks}`),
        task,
        acts: effects.includes(label),
        safe,
        streamed: end?.outcome === 'replied' ? (end.streamed ?? false) : null,
        life,
        past: past.toString(36),
        outcome: end?.outcome ?? 'unanswered',
        reply: digest([
          end?.outcome,
          end?.status,
          isFor(['turn'], { has }) ? withoutIds(told) : told,
        ]),
        fields: isFor(['value'], { has }) ? fieldNames(end?.meaning, mostFields).join(' ') : '',
        hits: hits.get(event.call)?.strikes ?? [],
        effect: hits.get(event.call)?.effect ?? '',
      });
    }
    const { seq: _, ...told } = event;
    // Equal pasts are made by the same steps, so that their fields stand in the same order, too.
    past = hash(JSON.stringify(event.kind === 'fault.hit' ? { ...told, strike: 0 } : told), past);
  }
  return crossings;
}

/**
 * A turn without the ids of its calls: they are new in every reply, and which is nothing to tell.
 */
function withoutIds(meaning: unknown): unknown {
  const { toolCalls } = (meaning ?? {}) as Partial<Turn>;
  if (!Array.isArray(toolCalls)) return meaning;
  return { ...(meaning as Turn), toolCalls: toolCalls.map((call) => [call.name, call.arguments]) };
}

function endingsOf(during: readonly Event[], marks: TimeMarks): Observation['endings'] {
  const said = new Map<string, unknown[]>();
  const manners = new Map<string, string>();
  for (const event of during) {
    if (!isSaid(event)) continue;
    const all = said.get(event.task) ?? [];
    said.set(event.task, all);
    const told = timeless(sayingOf(event), marks);
    if (event.kind === 'effect') all.push([event.does, told, event.undoes]);
    else all.push(told);
    if (event.kind === 'task.end') manners.set(event.task, mannerOf(event.ending));
  }
  return Object.fromEntries(
    [...said].map(([task, all]) => [task, { name: digest(all), manner: manners.get(task) ?? '' }]),
  );
}

/** Whether an event is a part of how a task went: what it answered on the way and last, what it did. */
function isSaid(
  event: Event,
): event is Extract<Event, { readonly kind: 'task.turn' | 'task.end' | 'effect' }> {
  return event.kind === 'task.turn' || event.kind === 'task.end' || event.kind === 'effect';
}

function mannerOf(ending: Ending): string {
  return ending.how === 'answered'
    ? `${ending.how} ${ending.disposition} ${ending.correct}`
    : ending.how === 'hung'
      ? `${ending.how} ${ending.why}`
      : ending.how;
}
