import type { Call, Incoming } from '../model/call.ts';
import type { Clock } from '../model/clock.ts';
import type { Effect } from '../model/effect.ts';
import { isStanding, type FaultKind } from '../model/fault.ts';
import { canonical } from '../model/json.ts';
import type { Connected } from '../model/place.ts';
import type { Plan } from '../model/plan.ts';
import type { Point, Reading } from '../model/point.ts';
import type { Delivery, Failure, Reply } from '../model/reply.ts';
import type { CallOutcome, Happening } from '../model/trace.ts';
import { armed, type Armed } from './armed.ts';
import { askingFor } from './context.ts';
import { tally } from '../model/tally.ts';

/** What a gate needs of the run it belongs to. */
export interface GateOptions {
  readonly seed: number;
  readonly clock: Clock;
  readonly points: Readonly<Record<string, Point>>;
  readonly record: (happening: Happening) => unknown;
  readonly faultNamed: (name: string) => FaultKind;
  /** Kills the agent where it stands. */
  readonly crash: () => void;
}

/** The one place that every call crosses: it decides, applies and records what strikes it. */
export interface Gate {
  readonly cross: (point: string, incoming: Incoming, signal: AbortSignal) => Promise<Delivery>;
  /** Notes a connection over a link; what strikes it is for the link to say. */
  readonly connect: (link: string) => Connected;
  /** Notes a request to a host that is no point, which was refused. */
  readonly foreign: (host: string) => void;
  /** Calls that cannot be told apart otherwise belong to this task from now on. */
  readonly serve: (task: string) => void;
  readonly arm: (plan: Plan) => void;
  readonly disarm: () => void;
  /** Resolves when every request on its way has landed, or after `limitMs`. */
  readonly settle: (limitMs: number) => Promise<void>;
  /** Notes calls that still wait as unanswered. */
  readonly hangUp: () => void;
  /** What went wrong in a point itself, such as a script with no rule; null where nothing did. */
  readonly trouble: () => Error | null;
}

/** A gate with no faults armed. */
export function gate(options: GateOptions): Gate {
  const { points, clock } = options;
  const attempts = tally();
  const lastGood = new Map<string, unknown>();
  const waiting = new Map<number, (outcome: CallOutcome) => void>();
  const landing = new Set<Promise<unknown>>();
  let strikes: readonly Armed[] = [];
  let task = '';
  let calls = 0;
  let trouble: Error | null = null;

  function open(point: string, incoming: Incoming, { label, op, input }: Reading): Call {
    const serving = askingFor() ?? task;
    const attempt = attempts.next(`${serving} ${point} ${op}`);
    const call = { id: ++calls, point, label, site: { op, attempt }, task: serving };
    options.record({
      kind: 'call.start',
      call: call.id,
      point,
      label,
      site: call.site,
      task: serving,
      input,
    });
    return { ...call, incoming, input };
  }

  async function cross(name: string, incoming: Incoming, signal: AbortSignal): Promise<Delivery> {
    const point = points[name];
    if (!point) throw new Error(`no point is called ${name}`);
    const call = open(name, incoming, point.read(incoming));
    const crossing = { call, point, options, lastGood, end: ending(call, signal) };
    const good = `${name} ${call.label}`;
    const moment = { nowMs: clock.nowMs(), lastGood: lastGood.get(good) };
    const strike = strikes.map((one) => one.strike(call, moment)).find((hit) => hit !== null);
    const delivery = apply(crossing, strike ?? null);
    landing.add(delivery);
    try {
      return await delivery;
    } catch (error) {
      // The agent may swallow it; the run must not.
      trouble ??= error instanceof Error ? error : new Error(String(error));
      throw error;
    } finally {
      landing.delete(delivery);
    }
  }

  function ending(call: Call, signal: AbortSignal) {
    const leave = () => end('unanswered');
    const end = (outcome: CallOutcome, reply?: Reply, taint = '') => {
      if (!waiting.delete(call.id)) return;
      signal.removeEventListener('abort', leave);
      options.record(endOf(call, outcome, reply, taint));
    };
    waiting.set(call.id, end);
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true });
    return end;
  }

  function connect(link: string): Connected {
    const call = open(link, noRequest, { label: 'connect', op: 'connect', input: null });
    let isOpen = true;
    return {
      call: call.id,
      end: (outcome) => {
        if (isOpen) options.record(endOf(call, outcome, undefined, ''));
        isOpen = false;
      },
    };
  }

  return {
    cross,
    connect,
    foreign: (host) => {
      options.record({ kind: 'foreign', host, task: askingFor() ?? task });
    },
    serve: (next) => {
      task = next;
    },
    arm: (plan) => {
      const sinceMs = clock.nowMs();
      strikes = plan.flatMap((strike, index) => {
        const kind = options.faultNamed(strike.fault.name);
        return isStanding(kind)
          ? []
          : [armed({ plan, index, strike, kind, seed: options.seed, sinceMs })];
      });
    },
    disarm: () => {
      strikes = [];
    },
    settle: async (limitMs) => {
      const limit = new AbortController();
      const landed = Promise.allSettled(landing);
      await Promise.race([landed, clock.sleep(limitMs, limit.signal)]);
      limit.abort('over');
    },
    hangUp: () => {
      for (const end of waiting.values()) end('unanswered');
    },
    trouble: () => trouble,
  };
}

/** What crosses a link is bytes, and nobody reads them. */
const noRequest: Incoming = { method: '', path: '', headers: {}, body: '' };

interface Crossing {
  readonly call: Call;
  readonly point: Point;
  readonly options: GateOptions;
  readonly lastGood: Map<string, unknown>;
  readonly end: (outcome: CallOutcome, reply?: Reply, taint?: string) => void;
}

async function apply(
  at: Crossing,
  hit: { readonly effect: Effect; readonly strike: number; readonly fault: string } | null,
): Promise<Delivery> {
  const note = () => {
    if (!hit) return;
    const { strike, fault, effect } = hit;
    at.options.record({ kind: 'fault.hit', strike, call: at.call.id, fault, effect: effect.kind });
  };
  const effect: Effect = hit?.effect ?? { kind: 'pass' };
  switch (effect.kind) {
    case 'pass':
      return deliver(at, await act(at));
    case 'alter':
      return altered(at, effect, note);
    case 'rewrite':
      return rewritten(at, effect, note);
    default:
      note();
      return struck(at, effect);
  }
}

async function struck(
  at: Crossing,
  effect: Exclude<Effect, { kind: 'pass' | 'alter' | 'rewrite' }>,
): Promise<Delivery> {
  const { clock, crash } = at.options;
  switch (effect.kind) {
    case 'delay': {
      if (effect.where === 'request') await clock.sleep(effect.ms);
      const reply = await act(at);
      if (effect.where === 'reply') await clock.sleep(effect.ms);
      return deliver(at, reply);
    }
    case 'hang':
      if (effect.acts) await act(at);
      return { kind: 'never' };
    case 'refuse':
      return fail(at, effect.failure);
    case 'lose':
      await act(at);
      return fail(at, effect.failure);
    case 'forge':
      return deliver(at, at.point.render(effect.meaning, at.call.incoming), effect.how);
    case 'repeat': {
      let reply = await act(at);
      for (let n = 2; n <= effect.times; n += 1) reply = await act(at, n);
      return deliver(at, reply);
    }
    case 'crash':
      if (effect.acts) await act(at);
      crash();
      return { kind: 'never' };
  }
}

/** A fault that would change nothing in this reply has not struck, and is not recorded as a hit. */
async function altered(
  at: Crossing,
  effect: Extract<Effect, { kind: 'alter' }>,
  note: () => void,
): Promise<Delivery> {
  const reply = await act(at);
  if (reply.status >= 400 || reply.meaning === undefined) return deliver(at, reply);
  const meaning = effect.alter(reply.meaning);
  if (canonical(meaning) === canonical(reply.meaning)) return deliver(at, reply);
  note();
  return deliver(at, at.point.render(meaning, at.call.incoming, reply), effect.how);
}

async function rewritten(
  at: Crossing,
  effect: Extract<Effect, { kind: 'rewrite' }>,
  note: () => void,
): Promise<Delivery> {
  const reply = await act(at);
  const changed = effect.rewrite(reply);
  if (changed !== reply) note();
  return deliver(at, changed);
}

async function act(at: Crossing, delivery = 1): Promise<Reply> {
  const { call, point, options } = at;
  const { seed, clock, record } = options;
  const reply = await point.answer(call.incoming, { call, clock, seed, delivery });
  for (const effect of point.sideEffects(call.incoming, reply)) {
    record({ kind: 'effect', call: call.id, point: call.point, task: call.task, ...effect });
  }
  if (reply.status < 400) at.lastGood.set(`${call.point} ${call.label}`, reply.meaning);
  return reply;
}

function fail(at: Crossing, failure: Failure): Delivery {
  if (failure.kind === 'status') {
    return deliver(at, at.point.fail(failure, at.call.incoming, at.options.clock));
  }
  at.end('broken');
  return { kind: 'broken', code: failure.code };
}

function deliver(at: Crossing, reply: Reply, taint = ''): Delivery {
  const isWhole = reply.end === 'done' && reply.meaning !== undefined;
  at.end(reply.status >= 400 ? 'failed' : isWhole ? 'replied' : 'broken', reply, taint);
  return { kind: 'reply', reply };
}

function endOf(
  call: Call,
  outcome: CallOutcome,
  reply: Reply | undefined,
  taint: string,
): Happening {
  return {
    kind: 'call.end',
    call: call.id,
    point: call.point,
    task: call.task,
    outcome,
    status: reply?.status ?? 0,
    meaning: reply?.meaning ?? null,
    taint,
    tokens: reply?.tokens ?? 0,
    retryAfterMs: reply ? retryAfterOf(reply) : null,
  };
}

function retryAfterOf({ headers }: Reply): number | null {
  const exact = headers['retry-after-ms'];
  if (exact !== undefined) return Number(exact);
  const seconds = Number(headers['retry-after'] ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds * 1000 : null;
}
