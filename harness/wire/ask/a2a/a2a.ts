import { textOrJson } from '../../../model/json/parsed-json.ts';
import { sleep } from '../../../model/clock.ts';
import type { JsonObject } from '../../../model/json/walk.ts';
import type { Ask } from '../../../model/scenario.ts';
import { taskHeaders } from '../../../model/trace/trace-context.ts';
import { AgentError } from '../../agent/agent-error.ts';
import { readAnswer } from '../../agent/answer.ts';
import { orAborted } from '../../process/aborted.ts';
import { conversations } from '../conversations.ts';
import { ownFields } from '../own-fields.ts';
import { pathAfter } from '../route.ts';
import type { AskForm, Way } from '../way.ts';
import { readCard, type CardInterface } from './agent-card.ts';
import { call, type Caller } from './json-rpc.ts';
import { answerOf, isOpen, isSettled, nothingTold, toldMore, type TaskSoFar } from './task-told.ts';

/**
 * Asks by the Agent2Agent protocol, 1.0 or 0.3, over JSON-RPC: streamed where the agent card says so,
 * else by a message and polls. A task that is withdrawn, or over its time, is cancelled.
 */
export const a2a: Way = {
  form: "'a2a /path'",
  isMeant: (ask) => /^a2a\b/i.test(ask),
  open: (how, form) => {
    const base = pathAfter('a2a', how, '/');
    const talks = conversations<Known>();
    let endpoint: CardInterface | undefined;
    return async (address, ask, signal) => {
      endpoint ??= await readCard(address, base, signal);
      const caller = { address, endpoint, headers: taskHeaders(ask.id), signal };
      const known = talks.known(ask);
      if (ask.past?.length && !known?.contextId) throw noContext();
      const params = paramsOf(caller, ask, talks.message(ask), known, form);
      const so = await orAborted(settled(caller, params), signal);
      talks.learn(ask, { contextId: so.contextId, taskId: isOpen(so) ? so.id : undefined });
      const { answer: reader } = form;
      return await answerOf(so, async (content) =>
        reader === undefined ? content : await readAnswer(reader, textOrJson(content)),
      );
    };
  },
};

/** What the next message of a conversation refers to. */
interface Known {
  readonly contextId: string | undefined;
  /** The task that waits for it. */
  readonly taskId: string | undefined;
}

function noContext(): AgentError {
  return new AgentError('no conversation can be gone on with: it gave no contextId', 200, '');
}

function paramsOf(
  { endpoint: { era } }: Caller,
  ask: Ask,
  messageId: string,
  known: Known | undefined,
  { body }: AskForm,
): JsonObject {
  const { message, configuration, ...more } = ownFields(body, ask);
  const { kind } = era.partOf('') as { kind?: string };
  return {
    message: {
      ...(kind !== undefined && { kind: 'message' }),
      messageId,
      role: era.role,
      parts: [era.partOf(ask.input ?? null)],
      ...(known?.contextId !== undefined && { contextId: known.contextId }),
      ...(known?.taskId !== undefined && { taskId: known.taskId }),
      ...(message as JsonObject),
    },
    configuration: { ...era.configuration, ...(configuration as JsonObject) },
    ...more,
  };
}

/** Sends a message, and resolves to what was told once its task is settled. */
async function settled(caller: Caller, params: JsonObject): Promise<TaskSoFar> {
  const { signal, endpoint } = caller;
  signal.throwIfAborted();
  const known = new AbortController();
  const leaving = new AbortController();
  // A task can be cancelled only by its id, which comes with the first that the agent tells.
  const leave = () =>
    void sleep(mostMs, known.signal).then(() => leaving.abort(signal.reason as Error));
  const held = { ...caller, signal: leaving.signal };
  let so = nothingTold;
  const hear = async (method: 'stream' | 'send' | 'get', given: JsonObject) => {
    for await (const update of call(held, method, given)) {
      so = toldMore(so, update);
      if (so.id !== undefined) known.abort();
      if (isSettled(so)) return;
    }
    if (so.id === undefined) throw new AgentError('it told of no task and no message', 200, '');
  };
  signal.addEventListener('abort', leave, { once: true });
  try {
    await hear(endpoint.streams ? 'stream' : 'send', params);
    for (let waitMs = firstPollMs; !isSettled(so); waitMs = Math.min(2 * waitMs, lastPollMs)) {
      await sleep(waitMs, leaving.signal);
      leaving.signal.throwIfAborted();
      await hear('get', { id: so.id });
    }
    return so;
  } catch (error) {
    if (leaving.signal.aborted && so.id !== undefined) await cancel(caller, so.id);
    throw error;
  } finally {
    signal.removeEventListener('abort', leave);
  }
}

const firstPollMs = 50;
const lastPollMs = 1000;
/** The most time to take leave of a task, and to cancel it. */
const mostMs = 2000;

async function cancel(caller: Caller, id: string): Promise<void> {
  const within = { ...caller, signal: AbortSignal.timeout(mostMs) };
  // Nobody waits for the task any more: whether the agent stopped shows in what it still does.
  await call(within, 'cancel', { id })
    .next()
    .catch(() => {});
}
