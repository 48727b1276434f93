import type { Call } from '../../harness/model/call.ts';
import type { Condition } from '../../harness/model/fault/condition.ts';
import type { Effect } from '../../harness/model/fault/effect.ts';
import { isStanding, type Fault, type Moment } from '../../harness/model/fault/fault.ts';
import { draws } from '../../harness/model/random.ts';
import { jsonReply, type Reply } from '../../harness/model/reply.ts';
import type { Turn } from '../../harness/model/turn.ts';
import { catalogue } from '../catalogue.ts';

/** A sample call of a tool. */
export const sampleCall: Call = {
  id: 1,
  point: 'flights',
  label: 'GET /search',
  site: { op: 'GET /search#k3f9', attempt: 1 },
  task: 'task 1',
  acts: false,
  incoming: { method: 'GET', path: '/search?to=rome', headers: {}, body: '' },
  input: { to: 'rome' },
};

/** The moment of a decision, with the draws of this seed. */
export function momentOf(seed = 1, lastGood?: unknown): Moment {
  return { draw: draws(seed, 'test'), nowMs: 1_000, lastGood, alongside: 0 };
}

/** The effect of a fault at a moment. */
export function effectOf(fault: Fault, moment: Moment = momentOf()): Effect {
  const kind = catalogue.named(fault.name);
  if (isStanding(kind)) throw new Error(`${fault.name} is not decided call by call`);
  return kind.effect(fault.params, sampleCall, moment);
}

/** The condition of a standing fault; throws for a fault that is decided call by call. */
export function conditionOf(fault: Fault): Condition {
  const kind = catalogue.named(fault.name);
  if (!isStanding(kind)) throw new Error(`${fault.name} is decided call by call`);
  return kind.condition(fault.params);
}

/** The meaning after a fault has altered it; throws if the effect is not `alter`. */
export function alteredBy(fault: Fault, meaning: unknown, seed = 1): unknown {
  const effect = effectOf(fault, momentOf(seed));
  if (effect.kind !== 'alter') throw new Error(`${fault.name} does not alter`);
  return effect.alter(frozen(meaning));
}

/** The reply after a fault has rewritten it; throws if the effect is not `rewrite`. */
export function rewrittenBy(fault: Fault, reply: Reply): Reply {
  const effect = effectOf(fault);
  if (effect.kind !== 'rewrite') throw new Error(`${fault.name} does not rewrite`);
  return effect.rewrite(frozen(reply));
}

/** The value itself, with all in it frozen, so that a change to it throws. */
export function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  Object.values(value).forEach(frozen);
  return Object.freeze(value);
}

/** A search result as a tool sends it. */
export const search: Readonly<Record<string, unknown>> = {
  total: 2,
  hasMore: true,
  flights: [
    { flight: 'BA-0k3f9x2a', price: 480, seats: 3, updatedAt: '2026-03-06T10:00:00Z' },
    { flight: 'AZ-7h2m4q8z', price: 310.5, seats: 9, updatedAt: '2026-03-06T11:30:00Z' },
  ],
};

/** The search result as a reply of one frame. */
export const searchReply: Reply = jsonReply(search, 200, {
  'content-length': String(Buffer.byteLength(JSON.stringify(search))),
});

/** A turn in which a model calls two tools. */
export const callingTurn: Turn = {
  text: '',
  toolCalls: [
    { id: 'call_1', name: 'search', arguments: '{"to":"rome"}' },
    { id: 'call_2', name: 'book', arguments: '{"flight":"BA-0k3f9x2a"}' },
  ],
  finish: 'tool-calls',
};

/** A streamed reply of OpenAI's chat API, one event a frame: role, two words, finish, [DONE]. */
export const chatStream: Reply = {
  status: 200,
  headers: { 'content-type': 'text/event-stream; charset=utf-8' },
  frames: [
    chunk({ role: 'assistant', content: '' }, null, 300),
    chunk({ content: 'Hello' }),
    chunk({ content: ' world' }),
    chunk({}, 'stop'),
    { afterMs: 0, data: 'data: [DONE]\n\n' },
  ],
  end: 'done',
  meaning: { text: 'Hello world', toolCalls: [], finish: 'stop' },
  tokens: 12,
};

/** A streamed reply of Anthropic's messages API, all of it in one frame. */
export const messageStream: Reply = {
  status: 200,
  headers: { 'Content-Type': 'text/event-stream' },
  frames: [
    {
      afterMs: 20,
      data: [
        'event: message_start\ndata: {"type":"message_start"}\n\n',
        'event: ping\ndata: {"type":"ping"}\n\n',
        'event: message_stop\ndata: {"type":"message_stop"}\n\n',
      ].join(''),
    },
  ],
  end: 'done',
  meaning: { text: '', toolCalls: [], finish: 'stop' },
};

function chunk(delta: object, finish_reason: string | null = null, afterMs = 10) {
  const body = { id: 'chatcmpl-1', choices: [{ index: 0, delta, finish_reason }] };
  return { afterMs, data: `data: ${JSON.stringify(body)}\n\n` };
}
