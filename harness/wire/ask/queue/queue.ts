import type { Ask } from '../../../model/scenario.ts';
import { taskHeaders } from '../../../model/trace/trace-context.ts';
import { readAnswer } from '../../agent/answer.ts';
import { orAborted } from '../../process/aborted.ts';
import { conversations } from '../conversations.ts';
import { ownFields } from '../own-fields.ts';
import type { AskAt, AskForm, Way } from '../way.ts';
import { queuePlace, type QueuePlace } from './queue-place.ts';
import { connector, type Connector, type Redis } from './redis.ts';
import { replyIn } from './worker-reply.ts';

/**
 * Asks a worker by a list or a stream of Redis: one entry a message, and the reply in a key of its
 * own, which the entry names. A message that was put there is not put there again: whether it is
 * delivered a second time is up to the queue and its workers.
 */
export const queue: Way = {
  form: "'list name redis://host', 'stream name redis://host'",
  isMeant: (ask) => /^(list|stream)\b|\bredis/i.test(ask),
  open: (how, form) => {
    const place = queuePlace(how);
    const open = connector(place);
    const talks = conversations<never>();
    const waits = new Map<string, Wait>();
    const begin = (ask: Ask, id: string): Wait => {
      const stop = new AbortController();
      const replyTo = replyKey(place, id);
      const message = {
        ...usual(ask, id, talks.thread(ask), replyTo),
        ...ownFields(form.body, ask),
      };
      const answer = open(stop.signal, async (redis) => {
        await place.kind.put(redis, place.name, message);
        return await answered(redis, place, replyTo, form, stop.signal);
      });
      return { answer, stop };
    };
    const asked = async (_: string, ask: Ask, signal: AbortSignal) => {
      signal.throwIfAborted();
      const id = talks.message(ask);
      const wait = waits.get(id) ?? begin(ask, id);
      dropOldest(waits);
      waits.set(id, wait);
      const leave = () => wait.stop.abort(signal.reason);
      signal.addEventListener('abort', leave, { once: true });
      return await wait.answer.finally(() => signal.removeEventListener('abort', leave));
    };
    const close = () => forget(open, place, talks.start, waits);
    return Object.assign(asked, { isQueued: true, close } as const) satisfies AskAt;
  },
};

/** A message that was put there, and the answer to it: after a crash it is waited for further. */
interface Wait {
  readonly answer: Promise<unknown>;
  readonly stop: AbortController;
}

/** As many messages as are remembered: tasks that can be open at once. */
const mostWaits = 10_000;

function dropOldest(waits: Map<string, Wait>): void {
  const [oldest] = waits.keys();
  if (waits.size >= mostWaits && oldest !== undefined) waits.delete(oldest);
}

function replyKey({ name }: QueuePlace, id: string): string {
  return `${name}:reply:${id}`;
}

function usual(ask: Ask, id: string, conversation: string, replyTo: string) {
  const { id: task, input, past } = ask;
  const turn = past ? { turn: past.length + 1, conversation } : {};
  return { id, task, input: input ?? null, ...turn, replyTo, headers: taskHeaders(task) };
}

async function answered(
  redis: Redis,
  { kind }: QueuePlace,
  key: string,
  { answer: reader }: AskForm,
  signal: AbortSignal,
): Promise<unknown> {
  for (;;) {
    const said = await orAborted(kind.take(redis, key, sliceS), signal);
    if (said === null) continue;
    await redis.del(key);
    const { content, text } = replyIn(said);
    return reader === undefined ? content : await readAnswer(reader, text);
  }
}

/** How long one command waits (s): a reply of a wrong type, which wakes none, is found by the next. */
const sliceS = 1;

/** Takes what is left of this start out of Redis, so that no worker of a later run is given it. */
async function forget(
  open: Connector,
  { kind, name }: QueuePlace,
  start: string,
  waits: Map<string, Wait>,
): Promise<void> {
  const replies = [...waits.keys()].map((id) => `${name}:reply:${id}`);
  for (const { stop } of waits.values()) stop.abort(new Error('the run is closed'));
  waits.clear();
  if (replies.length === 0) return;
  const limit = AbortSignal.timeout(forgetMs);
  await open(limit, async (redis) => {
    await orAborted(kind.remove(redis, name, start), limit);
    await orAborted(redis.del(replies), limit);
  }).catch(() => {
    // A Redis that is gone by now holds nothing that could be taken back.
  });
}

const forgetMs = 5000;
