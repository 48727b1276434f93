import type { Call } from '../model/call.ts';
import type { Clock } from '../model/clock.ts';
import type { Effect } from '../model/fault/effect.ts';
import { canonical } from '../model/json/json.ts';
import type { Point, Surroundings } from '../model/point.ts';
import type { Delivery, Failure, Reply, Sending } from '../model/reply.ts';
import type { CallOutcome, Happening } from '../model/trace/trace.ts';
import type { ServerQueue } from './server-queue.ts';

/** What the calls of a run have in common. */
export interface CrossingOptions {
  readonly seed: number;
  readonly clock: Clock;
  readonly record: (happening: Happening) => unknown;
  /** Kills the agent where it stands. */
  readonly crash: () => void;
  /** Withdraws a task; left out where nobody here asked for it. */
  readonly cancel?: (task: string) => void;
}

/** A call on its way through the gate. */
export interface GateCall {
  readonly call: Call;
  readonly point: Point;
  readonly options: CrossingOptions;
  readonly lastGood: Map<string, unknown>;
  /** Of a point with a capacity. */
  readonly queue?: ServerQueue;
  readonly end: (outcome: CallOutcome, reply?: Reply, taint?: string) => void;
  /** Notes its end once the reply is sent. */
  readonly send: (outcome: CallOutcome, reply: Reply, taint: string) => Sending;
}

/** What strikes a call. */
export interface Hit {
  readonly effect: Effect;
  readonly strike: number;
  readonly fault: string;
  /** Whether the fault is still on. */
  readonly isOn: () => boolean;
}

/** Applies what strikes a call, or lets it pass, and records it. */
export async function apply(at: GateCall, hit: Hit | null): Promise<Delivery> {
  const note = () => {
    if (!hit) return;
    const { strike, fault, effect } = hit;
    at.options.record({
      kind: 'fault.hit',
      strike,
      call: at.call.id,
      fault,
      effect: effect.kind,
      ...(effect.kind === 'delay' && { delayMs: effect.ms }),
    });
  };
  const effect: Effect = hit?.effect ?? { kind: 'pass' };
  switch (effect.kind) {
    case 'pass':
      return deliver(at, await act(at));
    case 'alter':
      return altered(at, effect, note);
    case 'rewrite':
      return rewritten(at, effect, note);
    case 'forget':
      if (at.point.forget) note();
      at.point.forget?.();
      return deliver(at, await act(at));
    case 'cancel':
      if (at.options.cancel) note();
      at.options.cancel?.(at.call.task);
      return deliver(at, await act(at));
    case 'delay':
      return delayed(at, effect, { note, isOn: hit?.isOn ?? (() => false) });
    default:
      note();
      return struck(at, effect);
  }
}

async function struck(
  at: GateCall,
  effect: Exclude<Effect, { kind: 'pass' | 'alter' | 'rewrite' | 'forget' | 'cancel' | 'delay' }>,
): Promise<Delivery> {
  const { crash } = at.options;
  switch (effect.kind) {
    case 'hang':
      if (effect.acts) await act(at);
      return { kind: 'never' };
    case 'refuse':
      return fail(at, effect.failure);
    case 'lose':
      await act(at);
      return fail(at, effect.failure);
    case 'forge':
      return deliver(at, { ...forged(at, effect.meaning), truth: null }, effect.how);
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

/** A tool that is late to act holds a worker meanwhile, if it has so many: it does less a second. */
async function delayed(
  at: GateCall,
  { ms, where }: Extract<Effect, { kind: 'delay' }>,
  { note, isOn }: { readonly note: () => void; readonly isOn: () => boolean },
): Promise<Delivery> {
  const { clock } = at.options;
  if (at.queue && where === 'request') {
    const extraMs = () => {
      if (!isOn()) return 0;
      note();
      return ms;
    };
    return deliver(at, await act(at, 1, extraMs));
  }
  note();
  if (where === 'request') await clock.sleep(ms);
  const reply = await act(at);
  if (where === 'reply') await clock.sleep(ms);
  return deliver(at, reply);
}

/** A fault that would change nothing in this reply has not struck, and is not recorded as a hit. */
async function altered(
  at: GateCall,
  effect: Extract<Effect, { kind: 'alter' }>,
  note: () => void,
): Promise<Delivery> {
  const reply = await act(at);
  if (reply.status >= 400 || reply.meaning === undefined) return deliver(at, reply);
  const meaning = effect.alter(reply.meaning);
  if (canonical(meaning) === canonical(reply.meaning)) return deliver(at, reply);
  note();
  const changed = rendered(at, meaning, reply);
  if (effect.isTrue) return deliver(at, changed);
  return deliver(at, { ...changed, truth: truthOf(reply) }, effect.how);
}

async function rewritten(
  at: GateCall,
  effect: Extract<Effect, { kind: 'rewrite' }>,
  note: () => void,
): Promise<Delivery> {
  const reply = await act(at);
  const changed = effect.rewrite(reply);
  if (changed !== reply) note();
  const isCut = reply.meaning !== undefined && changed.meaning === undefined;
  return deliver(at, isCut ? { ...changed, truth: truthOf(reply) } : changed);
}

function rendered(at: GateCall, meaning: unknown, like?: Reply): Reply {
  return at.point.render(meaning, surroundings(at), like);
}

function forged(at: GateCall, meaning: unknown): Reply {
  if (meaning !== undefined) return rendered(at, meaning);
  return { status: 204, headers: {}, frames: [], end: 'done', meaning: null };
}

function truthOf({ truth, meaning }: Reply): unknown {
  return truth ?? meaning;
}

async function act(at: GateCall, delivery = 1, extraMs = nothingMore): Promise<Reply> {
  const { call, point, options } = at;
  if (at.queue && !(await at.queue.served(extraMs))) {
    return point.fail({ kind: 'status', status: 503 }, surroundings(at, delivery));
  }
  const reply = await point.answer(call.incoming, surroundings(at, delivery));
  for (const effect of point.sideEffects(call.incoming, reply)) {
    options.record({
      kind: 'effect',
      call: call.id,
      point: call.point,
      task: call.task,
      ...effect,
    });
  }
  if (reply.status < 400) at.lastGood.set(`${call.point} ${call.label}`, reply.meaning);
  return reply;
}

function nothingMore(): number {
  return 0;
}

function surroundings({ call, options }: GateCall, delivery = 1): Surroundings {
  const { clock, seed } = options;
  return { call, clock, seed, delivery };
}

function fail(at: GateCall, failure: Failure): Delivery {
  if (failure.kind === 'status') return deliver(at, at.point.fail(failure, surroundings(at)));
  at.end('broken');
  return { kind: 'broken', code: failure.code };
}

function deliver(at: GateCall, reply: Reply, taint = ''): Delivery {
  const isWhole = reply.end === 'done' && reply.meaning !== undefined;
  const outcome = reply.status >= 400 ? 'failed' : isWhole ? 'replied' : 'broken';
  if (takesTime(reply)) return { kind: 'reply', reply, sending: at.send(outcome, reply, taint) };
  at.end(outcome, reply, taint);
  return { kind: 'reply', reply };
}

function takesTime({ frames, end }: Reply): boolean {
  return end === 'stall' || frames.some(({ afterMs }) => afterMs > 0);
}

/** The end of a call, for the trace. */
export function endOf(
  call: Call,
  outcome: CallOutcome,
  reply: Reply | undefined,
  taint: string,
  firstByteMs?: number,
): Happening {
  return {
    kind: 'call.end',
    call: call.id,
    point: call.point,
    task: call.task,
    outcome,
    status: reply?.status ?? 0,
    meaning: reply?.meaning ?? null,
    ...(reply?.truth !== undefined && { truth: reply.truth }),
    taint,
    tokens: reply?.tokens ?? 0,
    ...(reply && isStreamed(reply) && { streamed: true }),
    ...(firstByteMs !== undefined && { firstByteMs }),
    retryAfterMs: reply ? retryAfterOf(reply) : null,
  };
}

function isStreamed({ frames, headers }: Reply): boolean {
  return frames.length > 1 || /^text\/event-stream/i.test(headers['content-type'] ?? '');
}

function retryAfterOf({ headers }: Reply): number | null {
  const exact = headers['retry-after-ms'];
  if (exact !== undefined) return Number(exact);
  const seconds = Number(headers['retry-after'] ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds * 1000 : null;
}
