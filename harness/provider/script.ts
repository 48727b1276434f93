import { HarnessError } from '../model/error.ts';
import { anyText, oneOf, text } from '../model/options/kinds.ts';
import { demandOptions, type Demand } from '../model/options/strict.ts';
import { finishes, type ToolCall, type Turn } from '../model/turn.ts';
import type { Conversation } from './conversation.ts';

/** A tool call in a script; arguments given as text are sent unchanged, whole JSON or not. */
export interface Calling {
  readonly name: string;
  readonly args: object | string;
}

/**
 * A model's turn in a script: its text, its calls, its end; with a call the end is `tool-calls`.
 */
export interface ScriptedTurn {
  readonly say?: string;
  /** What it thinks before; clients see it where the dialect shows it. */
  readonly think?: string;
  readonly call?: Calling | readonly Calling[];
  readonly finish?: Turn['finish'];
}

/** A reply in a script; the texts of a list are joined, and its calls are made together. */
export type ScriptReply = string | ScriptedTurn | readonly (string | ScriptedTurn)[];

/** The condition of a rule: all that is given must hold. A text matches if it is contained. */
export interface When {
  /** The user's last message. */
  readonly user?: RegExp | string;
  /** The system messages. */
  readonly told?: RegExp | string;
  /** A result of this tool is among the latest: those after the last turn. */
  readonly after?: string;
  /** The tool was called in some turn before. */
  readonly called?: string;
  /** The tool was never called. */
  readonly notCalled?: string;
  /** The tool is on offer. */
  readonly offered?: string;
}

/** A rule of a script; without `when` it always answers. */
export interface Rule {
  readonly when?: When;
  /** The reply, or a function of the conversation that returns it. */
  readonly reply: ScriptReply | ((conversation: Conversation) => ScriptReply);
}

/**
 * The script of a simulated model: a table of rules, of which the first that matches answers, or a
 * function. It answers from the conversation alone, so retries and concurrency cannot put it out of
 * step.
 */
export type Script = readonly Rule[] | ((conversation: Conversation) => ScriptReply);

/**
 * The script's reply to a conversation; throws `bad-scenario` if no rule matches. What the script itself
 * throws says of which rule and conversation.
 */
export function follow(script: Script, conversation: Conversation): ScriptReply {
  if (typeof script === 'function') return asked(script, 'the script', conversation);
  const rule = script.find(({ when }) => !when || holds(when, conversation));
  if (!rule) throw unmatched(script, conversation);
  if (typeof rule.reply !== 'function') return rule.reply;
  return asked(rule.reply, `rule ${script.indexOf(rule) + 1} of the script`, conversation);
}

/** The reply as a turn; its nth call, from 0, gets the id `idOf(n)`, which each delivery has anew. */
export function turnOf(
  reply: ScriptReply,
  conversation: Conversation,
  idOf: (nth: number) => string,
): Turn {
  let text = '';
  let thoughts = '';
  let finish: Turn['finish'] | null = null;
  const toolCalls: ToolCall[] = [];
  for (const part of partsOf(reply, conversation)) {
    const saying: ScriptedTurn = typeof part === 'string' ? { say: part } : part;
    text += saying.say ?? '';
    thoughts += saying.think ?? '';
    finish = saying.finish ?? finish;
    for (const { name, args } of listOf(saying.call)) {
      const id = idOf(toolCalls.length);
      const json = typeof args === 'string' ? args : JSON.stringify(args);
      toolCalls.push({ id, name, arguments: json });
    }
  }
  const turn = {
    text,
    toolCalls,
    finish: finish ?? (toolCalls.length > 0 ? 'tool-calls' : 'stop'),
  };
  return thoughts === '' ? turn : { ...turn, thoughts };
}

function holds(when: When, conversation: Conversation): boolean {
  const { user, told, after, called, notCalled, offered } = when;
  return (
    (user === undefined || matches(conversation.user, user)) &&
    (told === undefined || matches(conversation.told, told)) &&
    (after === undefined || latest(conversation).includes(after)) &&
    (called === undefined || wasCalled(conversation, called)) &&
    (notCalled === undefined || !wasCalled(conversation, notCalled)) &&
    (offered === undefined || conversation.tools.includes(offered))
  );
}

function matches(text: string, pattern: RegExp | string): boolean {
  // `search`, not `test`: a pattern with the flag `g` remembers where `test` left off.
  return typeof pattern === 'string' ? text.includes(pattern) : text.search(pattern) >= 0;
}

function latest({ messages, toolResults }: Conversation): readonly string[] {
  const count = messages.length - 1 - messages.findLastIndex(({ role }) => role !== 'tool');
  return count === 0 ? [] : toolResults.slice(-count).map((result) => result.tool);
}

function wasCalled({ messages }: Conversation, tool: string): boolean {
  return messages.some(({ toolCalls }) => toolCalls.some(({ name }) => name === tool));
}

function listOf(call: ScriptedTurn['call']): readonly Calling[] {
  if (call === undefined) return [];
  return Array.isArray(call) ? call : [call as Calling];
}

function partsOf(
  reply: ScriptReply,
  conversation: Conversation,
): readonly (string | ScriptedTurn)[] {
  const parts: readonly (string | ScriptedTurn)[] = Array.isArray(reply)
    ? reply
    : [reply as string | ScriptedTurn];
  for (const part of parts) {
    if (typeof part === 'string') continue;
    if (typeof part !== 'object' || part === null) throw noReply(part, conversation);
    demandOptions<ScriptedTurn>(part, sayingDemand);
    for (const call of listOf(part.call)) demandOptions<Calling>(call, callingDemand);
  }
  return parts;
}

const sayingDemand: Demand<ScriptedTurn> = {
  what: 'a reply of the script',
  code: 'bad-scenario',
  alias: { text: 'say', content: 'say', toolCalls: 'call', tool: 'call' },
  shape: {
    say: anyText,
    think: anyText,
    call: {
      words: '{ name, args }, or a list of them',
      fits: (value) => typeof value === 'object',
    },
    finish: oneOf(...finishes),
  },
};

const callingDemand: Demand<Calling> = {
  what: 'a call in a reply of the script',
  code: 'bad-scenario',
  needs: ['name', 'args'],
  alias: { arguments: 'args', input: 'args', tool: 'name' },
  shape: {
    name: text,
    args: {
      words: 'an object, or a text that goes out as it is',
      fits: (value) => typeof value === 'string' || (typeof value === 'object' && value !== null),
    },
  },
};

function noReply(part: unknown, conversation: Conversation): HarnessError {
  return new HarnessError('bad-scenario', {
    expected: 'the script to return a text, { say, call, finish }, or a list of them',
    got: `${String(part)} for a conversation that ends ${tailOf(conversation)}`,
    fix: 'Return a reply on every path of the script.',
  });
}

function asked(
  reply: (conversation: Conversation) => ScriptReply,
  what: string,
  conversation: Conversation,
): ScriptReply {
  try {
    return reply(conversation);
  } catch (error) {
    const where = `(thrown by ${what} for a conversation that ends ${tailOf(conversation)})`;
    if (!(error instanceof Error)) throw new Error(`${String(error)} ${where}`, { cause: error });
    // The same error, for its stack names the file; one that is thrown again is named once.
    if (!error.message.includes('(thrown by ')) {
      Reflect.set(error, 'message', `${error.message} ${where}`);
    }
    throw error;
  }
}

function unmatched(script: readonly Rule[], conversation: Conversation): HarnessError {
  return new HarnessError('bad-scenario', {
    expected: `one of the script's ${script.length} rules to match`,
    got: `a conversation that ends ${tailOf(conversation)}`,
    fix: "Add a rule for it, or a last rule without 'when'.",
  });
}

/** The last three messages, for people. */
function tailOf({ messages, turn }: Conversation): string {
  const lines = messages.slice(-3).map(({ role, text, toolCalls }) => {
    const calls = toolCalls.map((call) => `${call.name}(${call.arguments})`).join(', ');
    return `${role}: ${JSON.stringify((text || calls).slice(0, 120))}`;
  });
  return `[${lines.join(' | ')}], with ${turn} assistant turns before`;
}
