import { textOrJson } from '../../../model/json/parsed-json.ts';
import type { Disposition } from '../../../model/trace/trace.ts';
import { AgentError } from '../../agent/agent-error.ts';
import type { Artifact, SpokenPart, TaskMessage, Update } from './update.ts';

/** What an agent has told so far of the task that it was asked. */
export interface TaskSoFar {
  readonly id: string | undefined;
  readonly contextId: string | undefined;
  /** Its state in the words of 0.3; `message` where it answered without a task. */
  readonly state: string | undefined;
  /** What its last status says. */
  readonly said: readonly SpokenPart[];
  readonly artifacts: readonly Artifact[];
  readonly history: readonly TaskMessage[];
}

/** Nothing told yet. */
export const nothingTold: TaskSoFar = {
  id: undefined,
  contextId: undefined,
  state: undefined,
  said: [],
  artifacts: [],
  history: [],
};

/** What is told with one more update. */
export function toldMore(so: TaskSoFar, update: Update): TaskSoFar {
  switch (update.kind) {
    case 'message':
      return {
        ...so,
        contextId: update.message.contextId ?? so.contextId,
        state: 'message',
        said: update.message.parts,
      };
    case 'task': {
      const { id, contextId, status, artifacts = so.artifacts, history = [] } = update.task;
      const said = status.message?.parts ?? [];
      return { id, contextId, state: status.state, said, artifacts, history };
    }
    case 'status':
      return {
        ...so,
        id: update.taskId,
        contextId: update.contextId ?? so.contextId,
        state: update.status.state,
        said: update.status.message?.parts ?? [],
        history:
          so.said.length > 0 ? [...so.history, { role: 'agent', parts: so.said }] : so.history,
      };
    case 'artifact':
      return { ...so, id: update.taskId, artifacts: withArtifact(so.artifacts, update) };
  }
}

function withArtifact(
  artifacts: readonly Artifact[],
  { artifact, append }: Extract<Update, { kind: 'artifact' }>,
): readonly Artifact[] {
  const known = artifacts.findIndex((one) => one.artifactId === artifact.artifactId);
  if (known === -1) return [...artifacts, artifact];
  const before = artifacts[known]?.parts ?? [];
  return artifacts.with(
    known,
    append ? { ...artifact, parts: [...before, ...artifact.parts] } : artifact,
  );
}

/** States of a task in which the agent works on. */
const underway: readonly (string | undefined)[] = [undefined, 'submitted', 'working'];

/** Whether the agent waits for its caller, or has ended. */
export function isSettled({ state }: TaskSoFar): boolean {
  return !underway.includes(state);
}

/** Whether the next message belongs to the same task. */
export function isOpen({ state }: TaskSoFar): boolean {
  return state === 'input-required' || state === 'auth-required';
}

/** How an answer presents itself by the state of its task, where its words do not decide. */
const byState: Readonly<Record<string, Disposition>> = {
  rejected: 'abstained',
  'input-required': 'escalated',
  'auth-required': 'escalated',
};

/**
 * The answer that a settled task is: of a completed one its artifacts and its last message, else
 * `{ disposition, state, answer }`.
 * @throws AgentError where it failed, was canceled by the agent, or is in a state of no meaning.
 */
export async function answerOf(
  so: TaskSoFar,
  read: (content: unknown) => Promise<unknown>,
): Promise<unknown> {
  const { state = 'unknown' } = so;
  const content = contentOf(so);
  if (state === 'completed' || state === 'message') return await read(content);
  const disposition = byState[state];
  if (disposition) return { disposition, state, answer: await read(content) };
  const text = textOrJson(content);
  throw new AgentError(
    `the task ended as ${state}${text && `: ${text.slice(0, 2000)}`}`,
    200,
    text,
  );
}

/** All that is said: text where there is nothing else, data where it is all, else each by its kind. */
function contentOf({ artifacts, said, history }: TaskSoFar): unknown {
  const made = artifacts.flatMap((one) => one.parts);
  const last = history.findLast(({ role }) => /^(ROLE_)?agent$/i.test(role));
  const isTold = made.length > 0 || said.length > 0;
  const spoken = isTold ? said : (last?.parts ?? []);
  const parts = [...made, ...spoken];
  // Pieces of one text are parts of one artifact.
  const texts = [...artifacts.map((one) => textsOf(one.parts).join('')), ...textsOf(spoken)];
  const text = [...new Set(texts)].filter((one) => one !== '').join('\n');
  const data = parts.flatMap((part) => (part.data === undefined ? [] : [part.data]));
  const files = parts.flatMap((part) => nameOfFile(part) ?? []);
  if (data.length === 0 && files.length === 0) return text;
  const [only] = data;
  if (text === '' && files.length === 0 && data.length === 1) return only;
  return {
    ...(text !== '' && { text }),
    ...(data.length > 0 && { data: data.length === 1 ? only : data }),
    ...(files.length > 0 && { files }),
  };
}

function textsOf(parts: readonly SpokenPart[]): readonly string[] {
  return parts.flatMap((part) => part.text ?? []);
}

function nameOfFile({ url, filename, file }: SpokenPart): string | undefined {
  return url ?? file?.uri ?? filename ?? file?.name;
}
