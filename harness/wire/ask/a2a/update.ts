import { z } from 'zod';
import { AgentError } from '../../agent/agent-error.ts';

/** What an agent tells of a task: the whole of it, its state, a part of an artifact, or a message. */
export type Update =
  | { readonly kind: 'message'; readonly message: TaskMessage }
  | { readonly kind: 'task'; readonly task: ToldTask }
  | {
      readonly kind: 'status';
      readonly taskId: string;
      readonly contextId: string | undefined;
      readonly status: TaskStatus;
    }
  | {
      readonly kind: 'artifact';
      readonly taskId: string;
      readonly artifact: Artifact;
      readonly append: boolean;
    };

/** A part of what is said: a text, data, or a file. */
export interface SpokenPart {
  readonly text?: string | undefined;
  readonly data?: unknown;
  readonly url?: string | undefined;
  readonly filename?: string | undefined;
  /** Where 0.3 has the name of a file. */
  readonly file?:
    { readonly uri?: string | undefined; readonly name?: string | undefined } | undefined;
}

/** A message of a task. */
export interface TaskMessage {
  readonly role: string;
  readonly parts: readonly SpokenPart[];
  readonly contextId?: string | undefined;
}

/** The state of a task, in the words of 0.3, and what is said with it. */
export interface TaskStatus {
  readonly state: string;
  readonly message?: TaskMessage | null | undefined;
}

/** A thing that a task made. */
export interface Artifact {
  readonly artifactId: string;
  readonly parts: readonly SpokenPart[];
}

/** A task as the agent tells it. */
export interface ToldTask {
  readonly id: string;
  readonly contextId?: string | undefined;
  readonly status: TaskStatus;
  readonly artifacts?: readonly Artifact[] | undefined;
  readonly history?: readonly TaskMessage[] | undefined;
}

const text = z.string();
const part: z.ZodType<SpokenPart> = z.object({
  text: text.optional(),
  data: z.unknown().optional(),
  url: text.optional(),
  filename: text.optional(),
  file: z.object({ uri: text.optional(), name: text.optional() }).optional(),
});
const parts = z.array(part).default([]);
const message: z.ZodType<TaskMessage> = z.object({ role: text, parts, contextId: text.optional() });

/** `TASK_STATE_INPUT_REQUIRED` of 1.0 is `input-required` of 0.3. */
const state = text.transform((name) =>
  name
    .replace(/^TASK_STATE_/, '')
    .toLowerCase()
    .replaceAll('_', '-'),
);
const status: z.ZodType<TaskStatus> = z.object({ state, message: message.nullish() });
const artifact: z.ZodType<Artifact> = z.object({ artifactId: text, parts });
const task: z.ZodType<ToldTask> = z.object({
  id: text,
  contextId: text.optional(),
  status,
  artifacts: z.array(artifact).optional(),
  history: z.array(message).optional(),
});
const statusUpdate = z.object({ taskId: text, contextId: text.optional(), status });
const artifactUpdate = z.object({ taskId: text, artifact, append: z.boolean().optional() });

const kindOf = <Kind extends string>(kind: Kind) => z.object({ kind: z.literal(kind) });

/** In 1.0 a field names what a result is, in 0.3 its `kind` does; a task may also come bare. */
const result = z.union([
  z.object({ message }).transform((of) => ofMessage(of.message)),
  z.object({ task }).transform((of) => ofTask(of.task)),
  z.object({ statusUpdate }).transform((of) => ofStatus(of.statusUpdate)),
  z.object({ artifactUpdate }).transform((of) => ofArtifact(of.artifactUpdate)),
  kindOf('message').and(message).transform(ofMessage),
  kindOf('status-update').and(statusUpdate).transform(ofStatus),
  kindOf('artifact-update').and(artifactUpdate).transform(ofArtifact),
  task.transform(ofTask),
]);

/** Reads the result of a request in either era. Throws an AgentError for what is no result. */
export function readUpdate(value: unknown): Update {
  const read = result.safeParse(value);
  if (read.success) return read.data;
  const text = JSON.stringify(value) ?? 'nothing';
  throw new AgentError(`no result of A2A: ${text.slice(0, 2000)}`, 200, text);
}

function ofMessage(spoken: TaskMessage): Update {
  return { kind: 'message', message: spoken };
}

function ofTask(told: ToldTask): Update {
  return { kind: 'task', task: told };
}

function ofStatus(of: z.infer<typeof statusUpdate>): Update {
  return { kind: 'status', taskId: of.taskId, contextId: of.contextId, status: of.status };
}

function ofArtifact(of: z.infer<typeof artifactUpdate>): Update {
  return {
    kind: 'artifact',
    taskId: of.taskId,
    artifact: of.artifact,
    append: of.append === true,
  };
}
