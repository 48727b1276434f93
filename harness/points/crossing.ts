import type { Call, Leaving } from '../model/call.ts';
import type { Clock } from '../model/clock.ts';
import { HarnessError } from '../model/error.ts';
import { applied, type ReplyEffect } from '../model/fault/applied.ts';
import type { Effect } from '../model/fault/effect.ts';
import type { Point, Surroundings } from '../model/point.ts';
import { keepLatest } from '../model/recent.ts';
import {
  isFailed,
  wholeOf,
  type Delivery,
  type Failure,
  type Reply,
  type Sending,
} from '../model/reply.ts';
import { streamFormatOf } from '../model/streams/stream-format.ts';
import type { CallOutcome, Happening } from '../model/trace/trace.ts';
import { whileAnswering } from './context.ts';
import type { PieceTimes } from './calls/piece-times.ts';
import type { ServerQueue } from './server-queue.ts';

/** The parts of a run that its crossings use. */
export interface CrossingOptions {
  readonly seed: number;
  readonly clock: Clock;
  readonly record: (happening: Happening) => unknown;
  /** Kills the agent; false if no task is under way. Absent if the agent cannot be killed. */
  readonly crash?: () => boolean;
  /** Withdraws a task; returns false if it is over. Absent if the tasks are asked elsewhere. */
  readonly cancel?: (task: string) => boolean;
}

/** A call on its way through the gate. */
export interface GateCall {
  readonly call: Call;
  readonly point: Point;
  readonly options: CrossingOptions;
  readonly lastGood: Map<string, unknown>;
  /** The queue of a point with a capacity. */
  readonly queue: ServerQueue | undefined;
  /** Aborts when delays end that are longer than their phase. */
  readonly held: AbortSignal;
  readonly left: Leaving;
  readonly end: (outcome: CallOutcome, reply?: Reply, taint?: string) => void;
  /** Records its end once the reply is sent. */
  readonly send: (reply: Reply, taint: string) => Sending;
}

/** A fault's effect on one call. */
export interface Hit {
  readonly effect: Effect;
  readonly strike: number;
  readonly fault: string;
  /** Whether the fault is still on. */
  readonly isOn: () => boolean;
}

/**
 * Applies a hit to a call, or lets the call pass, and records it. An effect that changes nothing is
 * no hit: a reply that stays equal, a kill without a live agent.
 */
export async function apply(at: GateCall, hit: Hit | null): Promise<Delivery> {
  const { crash, cancel } = at.options;
  const effect: Effect = hit?.effect ?? { kind: 'pass' };
  switch (effect.kind) {
    case 'alter':
    case 'rewrite':
      return changed(at, effect, hit);
    case 'forget':
      if (at.point.forget) note(at, hit);
      at.point.forget?.();
      break;
    case 'cancel':
      if (cancel?.(at.call.task)) note(at, hit);
      break;
    case 'crash': {
      const reply = effect.acts ? await wholeOf(await act(at)) : null;
      if (!crash?.()) return deliver(at, reply ?? (await act(at)));
      note(at, hit);
      return { kind: 'never' };
    }
    case 'pass':
      break;
    case 'delay':
      return delayed(at, effect, hit);
    default:
      note(at, hit);
      return struck(at, effect);
  }
  return deliver(at, await act(at));
}

function note({ call, options }: GateCall, hit: Hit | null): void {
  if (!hit) return;
  const { strike, fault, effect } = hit;
  const delayMs = effect.kind === 'delay' ? { delayMs: effect.ms } : {};
  options.record({
    kind: 'fault.hit',
    strike,
    call: call.id,
    fault,
    effect: effect.kind,
    ...delayMs,
  });
}

/** Carries out an effect that always does something. */
async function struck(
  at: GateCall,
  effect: Extract<Effect, { kind: 'hang' | 'refuse' | 'lose' | 'forge' | 'repeat' }>,
): Promise<Delivery> {
  switch (effect.kind) {
    case 'hang':
      if (effect.acts) await wholeOf(await act(at));
      return { kind: 'never' };
    case 'refuse':
      return fail(at, effect.failure);
    case 'lose':
      await wholeOf(await act(at));
      return fail(at, effect.failure);
    case 'forge':
      return deliver(at, { ...forged(at, effect.meaning), truth: null }, effect.how);
    case 'repeat': {
      let reply = await act(at);
      for (let n = 2; n <= effect.times; n += 1) {
        await wholeOf(reply);
        reply = await act(at, n);
      }
      return deliver(at, reply);
    }
  }
}

/** A tool that is late to act holds a worker meanwhile, if it has so many: it does less a second. */
async function delayed(
  at: GateCall,
  { ms, where }: Extract<Effect, { kind: 'delay' }>,
  hit: Hit | null,
): Promise<Delivery> {
  const { held, options } = at;
  const { clock } = options;
  if (ms === 0) return deliver(at, await act(at));
  if (at.queue && where === 'request') {
    const extraMs = () => {
      if (!hit?.isOn()) return 0;
      note(at, hit);
      return ms;
    };
    return deliver(at, await act(at, 1, extraMs));
  }
  note(at, hit);
  if (where === 'request') await clock.sleep(ms, held);
  const reply = await act(at);
  if (where === 'reply') await clock.sleep(ms, held);
  // To its caller the call is as late as it was to be: later than the phase.
  return held.aborted ? { kind: 'never' } : deliver(at, reply);
}

async function changed(at: GateCall, effect: ReplyEffect, hit: Hit | null): Promise<Delivery> {
  const reply = await wholeOf(await act(at));
  const made = applied(effect, reply, (meaning) => rendered(at, meaning, reply));
  if (!made) return deliver(at, reply);
  note(at, hit);
  const isFalse = effect.kind === 'alter' && !effect.isTrue;
  return deliver(at, made, isFalse ? effect.how : '');
}

function rendered(at: GateCall, meaning: unknown, like?: Reply): Reply {
  return at.point.render(meaning, surroundings(at), like);
}

function forged(at: GateCall, meaning: unknown): Reply {
  if (meaning !== undefined) return rendered(at, meaning);
  return { status: 204, headers: {}, frames: [], end: 'done', meaning: null };
}

async function act(at: GateCall, delivery = 1, extraMs = nothingMore): Promise<Reply> {
  const { call, point, options } = at;
  if (at.queue && !(await at.queue.served(extraMs))) {
    return point.fail({ kind: 'status', status: 503 }, surroundings(at, delivery));
  }
  const where = surroundings(at, delivery);
  const reply = await whileAnswering(where, () => point.answer(call.incoming, where));
  for (const effect of point.sideEffects(call.incoming, reply)) {
    options.record({
      kind: 'effect',
      call: call.id,
      point: call.point,
      task: call.task,
      ...effect,
    });
  }
  if (!reply.live && !isFailed(reply)) {
    at.lastGood.set(`${call.point} ${call.label}`, reply.meaning);
    keepLatest(at.lastGood, mostGood);
  }
  return reply;
}

/** The most labels of which the last good reply is kept: whoever calls makes up the paths. */
const mostGood = 10_000;

function nothingMore(): number {
  return 0;
}

function surroundings({ call, options, left }: GateCall, delivery = 1): Surroundings {
  const { clock, seed } = options;
  return { call, clock, seed, delivery, left };
}

function fail(at: GateCall, failure: Failure): Delivery {
  switch (failure.kind) {
    case 'status':
      return deliver(at, at.point.fail(failure, surroundings(at)));
    case 'rpc':
      if (!at.point.failRpc) throw noRpc(at.call.point);
      return deliver(at, at.point.failRpc(failure, surroundings(at)));
    case 'network':
      at.end('broken');
      return { kind: 'broken', code: failure.code };
  }
}

function noRpc(point: string): HarnessError {
  return new HarnessError('bad-fault', {
    expected: 'an error of JSON-RPC at a point that speaks it',
    got: `one at ${point}`,
    fix: "Give the fault needs: ['request', 'rpc'], so that it is aimed at no other point.",
  });
}

function deliver(at: GateCall, reply: Reply, taint = ''): Delivery {
  if (takesTime(reply)) return { kind: 'reply', reply, sending: at.send(reply, taint) };
  at.end(outcomeOf(reply), reply, taint);
  return { kind: 'reply', reply };
}

function takesTime({ frames, end, live }: Reply): boolean {
  return live !== undefined || end === 'stall' || frames.some(({ afterMs }) => afterMs > 0);
}

/** How a call ends whose reply is sent. */
export function outcomeOf(reply: Reply): CallOutcome {
  if (isFailed(reply)) return 'failed';
  return reply.end === 'done' && reply.meaning !== undefined ? 'replied' : 'broken';
}

/** The end of a call, for the trace. */
export function endOf(
  call: Call,
  outcome: CallOutcome,
  reply: Reply | undefined,
  taint: string,
  sent: PieceTimes = {},
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
    ...(reply?.outputTokens !== undefined && { outputTokens: reply.outputTokens }),
    ...(reply && isStreamed(reply) && { streamed: true }),
    ...sent,
    retryAfterMs: reply ? retryAfterOf(reply) : null,
  };
}

function isStreamed({ frames, headers }: Reply): boolean {
  return frames.length > 1 || streamFormatOf(headers) !== null;
}

function retryAfterOf({ headers }: Reply): number | null {
  const exact = headers['retry-after-ms'];
  if (exact !== undefined) return Number(exact);
  const seconds = Number(headers['retry-after'] ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds * 1000 : null;
}
