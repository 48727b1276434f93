import { phaseOf, usualPhases, type Phase, type PhaseName } from '../model/phase.ts';
import { isObject } from '../model/json/walk.ts';
import { either, oneOf, text, thing, type Kind } from '../model/options/kinds.ts';
import { demandArgument } from '../model/options/strict.ts';
import { toMs, type Duration } from '../model/options/duration.ts';
import type { Wanted } from '../model/wanted.ts';
import type { CallOutcome, Disposition, Ending, Happening, Trace } from '../model/trace/trace.ts';

/**
 * The steps of a call, named as in its events; by default a quick, true, empty reply to the last
 * task.
 */
export interface CallSteps {
  readonly task?: string;
  readonly op?: string;
  readonly outcome?: CallOutcome;
  readonly input?: unknown;
  /** Whether the call only reads. */
  readonly safe?: boolean;
  readonly path?: string;
  readonly meaning?: unknown;
  /** The true reply, where a fault changed it. */
  readonly truth?: unknown;
  readonly taint?: string;
  readonly tokens?: number;
  readonly retryAfterMs?: Duration;
  readonly tookMs?: Duration;
  /** When the first byte of a reply in pieces came (ms). */
  readonly firstByteMs?: number;
  /** The index of the strike that hits the call, and its effect; `lose` by default. */
  readonly hit?: number;
  readonly effect?: string;
  /** How long the strike delays the call. */
  readonly delayMs?: Duration;
  /** Whether the agent's process dies before the call ends. */
  readonly dies?: boolean;
  /** The id of the side effect that the call makes. */
  readonly makes?: string;
  /** The id of the side effect that the call undoes. */
  readonly undoes?: string;
  readonly key?: string;
  /** Whether the same request, sent once more, does nothing new. */
  readonly idempotent?: boolean;
  /** The id that the reply to an undo told, of what it made itself. */
  readonly receipt?: string;
}

/** Builds a trace step by step, to test a check; each step returns the same builder. */
export interface TraceBuilder {
  /** Lets time pass. */
  readonly wait: (time: Duration) => TraceBuilder;
  /** Begins a phase; tasks after it are its own. */
  readonly phase: (phase: PhaseName | Phase) => TraceBuilder;
  /** Begins a task; the following calls and endings belong to the task. */
  readonly task: (id: string, asks?: TaskSteps) => TraceBuilder;
  /** Makes a call of the last task. */
  readonly call: (point: string, label: string, how?: CallSteps) => TraceBuilder;
  /** Has the last task answer its message, and asks it the next one. */
  readonly turn: (input: unknown, answer: unknown, disposition?: Disposition) => TraceBuilder;
  /** Ends the last task with an answer. */
  readonly answer: (
    answer: unknown,
    disposition?: Disposition,
    correct?: boolean | null,
  ) => TraceBuilder;
  /** Ends the last task with an error. */
  readonly fail: (error?: string) => TraceBuilder;
  /** Ends the last task as hung. */
  readonly hang: (why?: 'idle' | 'deadline' | 'runaway') => TraceBuilder;
  /** Adds any event. */
  readonly add: (happening: Happening) => TraceBuilder;
  /** The trace so far. */
  readonly trace: () => Trace;
}

/** The declarations of a task. */
export interface TaskSteps {
  readonly input?: unknown;
  readonly shouldAbstain?: boolean;
  readonly shouldDo?: Readonly<Record<string, Wanted>>;
  readonly mayMiss?: readonly string[];
}

/**
 * A builder of traces. Where no points are given there are two tools, `flights` and `hotels`, and a
 * `model`; the phase is the fault phase until another begins.
 *
 * @example
 * const trace = traceBuilder().task('t1').call('flights', 'POST /book', { makes: 'BK-1'
 * }).answer('BK-1').trace(); expect(myCheck.judge(trace).result).toBe('pass');
 */
export function traceBuilder(
  run: Partial<Pick<Trace, 'plan' | 'mode' | 'points' | 'deadlineMs'>> = {},
): TraceBuilder {
  demand(run, plain, 'the beginning', 'Leave it out, or write { points }.');
  const pen = recorder();
  const self: TraceBuilder = {
    wait: (time) => step(() => (pen.now.ms += toMs(time))),
    phase: (phase) =>
      step(() => {
        demand(phase, phases, 'phase(…)', "phase('recovery')");
        pen.enter(phaseOf(phase));
      }),
    task: (id, asks = {}) =>
      step(() => {
        demand(id, text, 'task(…)', "task('t1')");
        demand(asks, plain, 'task(…)', "task('t1', { shouldDo: { 'POST /book': 1 } })");
        pen.begin(id, asks);
      }),
    call: (point, label, how = {}) =>
      step(() => {
        for (const name of [point, label]) demand(name, text, 'call(…)', called);
        demand(how, plain, 'call(…)', called);
        pen.call(point, label, how);
      }),
    turn: (input, answer, disposition = 'full') =>
      step(() => pen.turn(input, { how: 'answered', answer, disposition, correct: null })),
    answer: (answer, disposition = 'full', correct = null) =>
      step(() => pen.end({ how: 'answered', answer, disposition, correct })),
    fail: (error = 'boom') => step(() => pen.end({ how: 'failed', error })),
    hang: (why = 'idle') => step(() => pen.end({ how: 'hung', why })),
    add: (happening) => step(() => pen.write(happening)),
    trace: () => ({
      version: 2,
      scenario: 'a trace that was built',
      variant: 'careful',
      mode: run.mode ?? 'sim',
      seed: 1,
      plan: run.plan ?? [],
      ...(run.deadlineMs !== undefined && { deadlineMs: run.deadlineMs }),
      reader: 'default',
      points: run.points ?? points,
      events: [...pen.events],
      truncated: null,
    }),
  };
  function step(act: () => unknown): TraceBuilder {
    act();
    return self;
  }
  return self;
}

const plain: Kind = { words: 'an object', fits: isObject };
const phases = either(
  oneOf(...Object.keys(usualPhases)),
  thing('{ name, role }', { name: 'string', role: 'string' }),
);
const called = "call('flights', 'POST /book', { makes: 'BK-1' })";

function demand(given: unknown, kind: Kind, who: string, fix: string): void {
  demandArgument(given, kind, { who: `${who} of a trace that is built`, fix });
}

const points: Trace['points'] = {
  flights: { kind: 'api', has: ['request', 'value', 'memory'], effects: ['POST /book'] },
  hotels: {
    kind: 'api',
    has: ['request', 'value', 'memory'],
    effects: ['POST /book', 'POST /pay'],
  },
  model: { kind: 'model', has: ['request', 'turn'], effects: [] },
};

function recorder() {
  const now = { ms: 0, phase: usualPhases.fault, task: '', turn: 1, call: 0 };
  const events: Trace['events'][number][] = [];
  const tries = new Map<string, number>();
  const write = (happening: Happening) =>
    events.push({ seq: events.length, atMs: now.ms, ...happening });
  const attemptOf = (key: string) => {
    tries.set(key, (tries.get(key) ?? 0) + 1);
    return tries.get(key) ?? 1;
  };
  return {
    now,
    events,
    write,
    enter: (phase: Phase) => {
      now.phase = phase;
      write({ kind: 'phase', phase: phase.name, role: phase.role });
    },
    begin: (id: string, asks: Partial<Asks>) => {
      const { input = id, shouldAbstain = null, shouldDo = null, mayMiss } = asks;
      now.task = id;
      now.turn = 1;
      const { name: phase, role } = now.phase;
      const should = { shouldAbstain, shouldDo, ...(mayMiss && { mayMiss }) };
      write({ kind: 'task.start', task: id, phase, role, input, ...should });
    },
    turn: (input: unknown, ending: Ending) => {
      const turn = (now.turn += 1);
      write({ kind: 'task.turn', task: now.task, turn, input, ending });
    },
    end: (ending: Ending) => write({ kind: 'task.end', task: now.task, ending }),
    call: (point: string, label: string, how: CallSteps) => {
      const call = (now.call += 1);
      const { task = now.task, op = label, key = '', outcome = 'replied', tookMs = 1 } = how;
      const site = { op, attempt: attemptOf(`${task} ${point} ${op}`) };
      const { meaning = null, taint = '', tokens = 0 } = how;
      const retryAfterMs = how.retryAfterMs === undefined ? null : toMs(how.retryAfterMs);
      const path = how.path === undefined ? {} : { path: how.path };
      const asked = { input: how.input ?? null, ...path, ...(how.safe && { safe: true as const }) };
      write({ kind: 'call.start', call, point, label, site, task, ...asked });
      if (how.hit !== undefined) {
        const { hit: strike, effect = 'lose', delayMs } = how;
        const delay = delayMs === undefined ? {} : { delayMs: toMs(delayMs) };
        write({ kind: 'fault.hit', strike, call, fault: 'a-fault', effect, ...delay });
      }
      const id = how.makes ?? how.undoes;
      if (id !== undefined) {
        const undoes = how.undoes !== undefined;
        const { idempotent, receipt } = how;
        const more = {
          ...(idempotent !== undefined && { idempotent }),
          ...(receipt !== undefined && { receipt }),
        };
        write({ kind: 'effect', call, point, task, does: label, id, key, undoes, ...more });
      }
      now.ms += toMs(tookMs);
      if (how.dies) write({ kind: 'process', what: 'crashed', detail: '' });
      const status = outcome === 'replied' ? 200 : outcome === 'failed' ? 503 : 0;
      const truth = 'truth' in how ? { truth: how.truth } : {};
      const first = how.firstByteMs === undefined ? {} : { firstByteMs: how.firstByteMs };
      const what = { outcome, status, meaning, ...truth, taint, tokens, ...first, retryAfterMs };
      write({ kind: 'call.end', call, point, task, ...what });
    },
  };
}

interface Asks {
  readonly input: unknown;
  readonly shouldAbstain: boolean | null;
  readonly shouldDo: Readonly<Record<string, Wanted>> | null;
  readonly mayMiss: readonly string[];
}
