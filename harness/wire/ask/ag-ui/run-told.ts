import { z } from 'zod';
import { AgentError } from '../../agent/agent-error.ts';

/** What a run of an agent has told so far. */
export interface RunSoFar {
  /** The texts of the assistant, by message. */
  readonly texts: Map<string, string>;
  /** Messages and calls of tools that have begun and not ended. */
  readonly open: Set<string>;
  /** How it ended; undefined while it runs. */
  end?: RunEnd;
}

/** How a run finished. */
export interface RunEnd {
  readonly result: unknown;
  /** What it waits for, where it is interrupted. */
  readonly interrupts: readonly RunInterrupt[];
}

/** What a run needs from its user before it goes on. */
export interface RunInterrupt {
  readonly id: string;
  readonly message?: string | undefined;
}

const interrupt: z.ZodType<RunInterrupt> = z.object({
  id: z.string(),
  message: z.string().optional(),
});

const id = { messageId: z.string() };
const delta = z.string();
const role = z.string().optional();
const toolCallId = z.string();
const message = z.looseObject({ id: z.string(), role: z.string(), content: z.unknown() });
const named = <Name extends string, Shape extends z.ZodRawShape>(name: Name, shape: Shape) =>
  z.looseObject({ type: z.literal(name), ...shape });

const event = z.discriminatedUnion('type', [
  named('TEXT_MESSAGE_START', { ...id, role }),
  named('TEXT_MESSAGE_CONTENT', { ...id, delta }),
  named('TEXT_MESSAGE_CHUNK', { messageId: z.string().optional(), delta: delta.optional(), role }),
  named('TEXT_MESSAGE_END', id),
  named('TOOL_CALL_START', { toolCallId }),
  named('TOOL_CALL_END', { toolCallId }),
  named('MESSAGES_SNAPSHOT', { messages: z.array(message) }),
  named('RUN_FINISHED', {
    result: z.unknown().optional(),
    outcome: z
      .looseObject({ type: z.string(), interrupts: z.array(interrupt).optional() })
      .optional(),
  }),
  named('RUN_ERROR', { message: z.string(), code: z.string().nullish() }),
]);

type Known = z.infer<typeof event>;

/** Nothing told yet. */
export function nothingTold(): RunSoFar {
  return { texts: new Map(), open: new Set() };
}

/**
 * Takes one more event in; of types that say nothing to a user it takes none.
 * @throws AgentError for `RUN_ERROR`, a cancelled run, and an event that is none of the protocol.
 */
export function takeEvent(so: RunSoFar, value: unknown): void {
  const read = event.safeParse(value);
  if (read.success) return take(so, read.data);
  const { type } = z.looseObject({ type: z.string().optional() }).catch({}).parse(value);
  if (type !== undefined && !taken.has(type)) return;
  const text = JSON.stringify(value);
  throw new AgentError(`no event of AG-UI: ${text.slice(0, 2000)}`, 200, text);
}

const taken: ReadonlySet<string> = new Set(
  event.options.map(({ shape }): string => shape.type.value),
);

function take(so: RunSoFar, told: Known): void {
  const { texts, open } = so;
  const isOurs = (of: string | undefined) => of === undefined || of === 'assistant';
  switch (told.type) {
    case 'TEXT_MESSAGE_START':
      open.add(told.messageId);
      if (isOurs(told.role)) texts.set(told.messageId, '');
      return;
    case 'TEXT_MESSAGE_CONTENT':
      add(texts, told.messageId, told.delta);
      return;
    case 'TEXT_MESSAGE_CHUNK':
      if (told.messageId !== undefined && isOurs(told.role) && !texts.has(told.messageId)) {
        texts.set(told.messageId, '');
      }
      // One without an id goes on with the message before it.
      add(texts, told.messageId ?? [...texts.keys()].at(-1), told.delta ?? '');
      return;
    case 'TEXT_MESSAGE_END':
      open.delete(told.messageId);
      return;
    case 'TOOL_CALL_START':
      open.add(told.toolCallId);
      return;
    case 'TOOL_CALL_END':
      open.delete(told.toolCallId);
      return;
    case 'MESSAGES_SNAPSHOT':
      replace(texts, told.messages);
      return;
    case 'RUN_FINISHED':
      so.end = endOf(told);
      return;
    case 'RUN_ERROR': {
      const code = told.code ? ` ${told.code}` : '';
      throw new AgentError(`the run failed${code}: ${told.message}`, 200, told.message);
    }
  }
}

function add(texts: Map<string, string>, message: string | undefined, more: string): void {
  const before = message === undefined ? undefined : texts.get(message);
  if (message !== undefined && before !== undefined) texts.set(message, before + more);
}

/** A snapshot is the whole conversation: what the assistant said since the user did is the answer. */
function replace(texts: Map<string, string>, messages: readonly z.infer<typeof message>[]): void {
  texts.clear();
  const asked = messages.findLastIndex((one) => one.role === 'user');
  for (const one of messages.slice(asked + 1)) {
    if (one.role === 'assistant' && typeof one.content === 'string') texts.set(one.id, one.content);
  }
}

function endOf({ result, outcome }: Extract<Known, { type: 'RUN_FINISHED' }>): RunEnd {
  const { type = 'success', interrupts = [] } = outcome ?? {};
  if (type === 'success' || type === 'interrupt') return { result, interrupts };
  throw new AgentError(`the run ended as ${type}`, 200, '');
}
