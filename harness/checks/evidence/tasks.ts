import { askedIn } from '../../model/scenario.ts';
import { canonical } from '../../model/json/json.ts';
import type { Role } from '../../model/phase.ts';
import { demandTrace } from '../../model/options/demand-trace.ts';
import type { CallOutcome, Ending, Event, Trace } from '../../model/trace/trace.ts';

/** The events of one kind. */
export type EventOf<K extends Event['kind']> = Extract<Event, { kind: K }>;

/** A call of a task; `end` is null if the trace has none. */
export interface TaskCall {
  readonly start: EventOf<'call.start'>;
  readonly end: EventOf<'call.end'> | null;
  readonly hits: readonly EventOf<'fault.hit'>[];
}

/** The events of one task in a trace. */
export interface TaskRecord {
  readonly id: string;
  readonly phase: string;
  readonly role: Role;
  /**
   * A key that is the same for a task in every phase: its input, and its number among tasks with
   * that input.
   */
  readonly twin: string;
  readonly start: EventOf<'task.start'>;
  /** Its messages that were answered and followed by another, in order; empty where it is one message. */
  readonly turns: readonly EventOf<'task.turn'>[];
  /** The end of the task; null if the trace breaks off before. */
  readonly end: EventOf<'task.end'> | null;
  /** The ending of the task; `hung` if the trace has none. */
  readonly ending: Ending;
  /** The time from start to end (ms); infinite if there is no end. */
  readonly tookMs: number;
  readonly calls: readonly TaskCall[];
  readonly hits: readonly EventOf<'fault.hit'>[];
  readonly effects: readonly EventOf<'effect'>[];
  /** The `seq` of the agent's last death during the task; -1 if there was none. */
  readonly diedAt: number;
  /** How often a fault killed the agent during the task, whichever task's call it struck. */
  readonly killed: number;
}

/** The calls and effects of a trace by task; `stray` ones belong to no task. */
export interface TaskRecords {
  readonly tasks: readonly TaskRecord[];
  readonly stray: {
    readonly calls: readonly TaskCall[];
    readonly effects: readonly EventOf<'effect'>[];
  };
  /** The calls of tasks and stray ones, by number. */
  readonly calls: ReadonlyMap<number, TaskCall>;
  readonly phases: readonly EventOf<'phase'>[];
  readonly points: Trace['points'];
}

/**
 * Groups a trace by task, in order of their start. Cached for the last trace, since every check of
 * a run asks.
 *
 * @example readTasks(trace).tasks.map(({ id, calls }) => `${id}: ${calls.length} calls`)
 */
export function readTasks(trace: Trace): TaskRecords {
  if (last?.trace === trace) return last.records;
  demandTrace(trace, 'readTasks(…)');
  last = { trace, records: read(trace) };
  return last.records;
}

/** Not a WeakMap: its values outlive their keys until the next garbage collection. */
let last: { readonly trace: Trace; readonly records: TaskRecords } | undefined;

function read(trace: Trace): TaskRecords {
  const draft: Draft = {
    tasks: [],
    open: new Map(),
    calls: new Map(),
    stray: blank(),
    phases: [],
    isKilled: false,
  };
  for (const event of trace.events) take(draft, event);
  const seen = new Map<string, number>();
  const { calls, effects } = draft.stray;
  return {
    tasks: draft.tasks.map((task) => finish(task, seen)),
    stray: { calls, effects },
    calls: draft.calls,
    phases: draft.phases,
    points: trace.points,
  };
}

/** Whether a call is at this point; any call where none is named. */
export function isAt({ start }: TaskCall, point: string | undefined): boolean {
  return point === undefined || start.point === point;
}

/** The outcome of a call; `unanswered` if it has no end. */
export function outcomeOfCall(call: TaskCall): CallOutcome {
  return call.end?.outcome ?? 'unanswered';
}

/**
 * Whether a call got a true reply that is whole, or that the agent left after its first byte; one
 * that it left before tells nothing.
 */
export function isSound({ end }: TaskCall): boolean {
  if (end?.taint !== '') return false;
  return end.outcome === 'replied' || (end.outcome === 'left' && end.firstByteMs !== undefined);
}

/** The answers of a conversation before the last that are not what was expected of them. */
export function wrongTurns({ turns }: TaskRecord): TaskRecord['turns'] {
  return turns.filter(
    ({ shouldSay, ending }) =>
      shouldSay !== undefined && ending.how === 'answered' && ending.correct === false,
  );
}

/** Whether two calls are of one operation. */
export function isSameOp({ start: one }: TaskCall, { start: other }: TaskCall): boolean {
  return one.point === other.point && one.site.op === other.site.op;
}

/** Groups calls by operation: the same point and the same arguments. */
export function byOp(calls: readonly TaskCall[]): readonly (readonly TaskCall[])[] {
  const groups = Map.groupBy(calls, ({ start }) => `${start.point}\u0000${start.site.op}`);
  return [...groups.values()];
}

/** The phase at an event's place in the trace; null before the first. */
export function phaseAt(records: TaskRecords, seq: number): EventOf<'phase'> | null {
  return records.phases.findLast((event) => event.seq <= seq) ?? null;
}

interface Parts {
  readonly calls: CallDraft[];
  readonly hits: EventOf<'fault.hit'>[];
  readonly effects: EventOf<'effect'>[];
}

interface TaskDraft extends Parts {
  readonly start: EventOf<'task.start'>;
  readonly turns: EventOf<'task.turn'>[];
  end: EventOf<'task.end'> | null;
  diedAt: number;
  killed: number;
}

interface CallDraft {
  readonly start: EventOf<'call.start'>;
  end: EventOf<'call.end'> | null;
  readonly hits: EventOf<'fault.hit'>[];
  readonly owner: Parts;
}

interface Draft {
  readonly tasks: TaskDraft[];
  readonly open: Map<string, TaskDraft>;
  readonly calls: Map<number, CallDraft>;
  readonly stray: Parts;
  readonly phases: EventOf<'phase'>[];
  /** Whether a fault is killing the agent just now. */
  isKilled: boolean;
}

function blank(): Parts {
  return { calls: [], hits: [], effects: [] };
}

function take(draft: Draft, event: Event): void {
  if (event.kind === 'phase') draft.phases.push(event);
  else if (event.kind === 'task.start') {
    const unended = { start: event, turns: [], end: null, diedAt: -1, killed: 0 };
    const task: TaskDraft = { ...blank(), ...unended };
    draft.tasks.push(task);
    draft.open.set(event.task, task);
  } else if (event.kind === 'task.turn') {
    draft.open.get(event.task)?.turns.push(event);
  } else if (event.kind === 'task.end') {
    const task = draft.open.get(event.task);
    if (task) task.end = event;
  } else if (event.kind === 'call.start') {
    const owner = draft.open.get(event.task) ?? draft.stray;
    const call: CallDraft = { start: event, end: null, hits: [], owner };
    owner.calls.push(call);
    draft.calls.set(event.call, call);
  } else if (event.kind === 'call.end') {
    const call = draft.calls.get(event.call);
    if (call) call.end = event;
  } else if (event.kind === 'fault.hit') {
    const call = draft.calls.get(event.call);
    call?.hits.push(event);
    call?.owner.hits.push(event);
    if (event.effect === 'crash') draft.isKilled = true;
  } else if (event.kind === 'effect') {
    (draft.open.get(event.task) ?? draft.stray).effects.push(event);
  } else if (event.kind === 'process' && event.what === 'crashed') {
    for (const task of draft.tasks) {
      if (task.end !== null) continue;
      task.diedAt = event.seq;
      task.killed += draft.isKilled ? 1 : 0;
    }
    draft.isKilled = false;
  }
}

function finish(draft: TaskDraft, seen: Map<string, number>): TaskRecord {
  const { start, turns, end, calls, hits, effects, diedAt, killed } = draft;
  const input = canonical(askedIn(start));
  const group = `${start.phase} ${input}`;
  const nth = (seen.get(group) ?? 0) + 1;
  seen.set(group, nth);
  return {
    id: start.task,
    phase: start.phase,
    role: start.role,
    twin: `${input} ${nth}`,
    start,
    turns,
    end,
    ending: end?.ending ?? { how: 'hung', why: 'deadline' },
    tookMs: end ? end.atMs - start.atMs : Number.POSITIVE_INFINITY,
    calls,
    hits,
    effects,
    diedAt,
    killed,
  };
}
