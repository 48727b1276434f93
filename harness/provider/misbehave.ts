import { draws } from '../model/random.ts';
import { amount, anything, either, func, pattern, text } from '../model/options/kinds.ts';
import { demandOptions } from '../model/options/strict.ts';
import { conversationOf, type Conversation } from './conversation.ts';
import { follow, type Script, type ScriptReply } from './script.ts';

/** The share of conversations in which a script misbehaves; for one seed they are the same ones. */
interface Chance {
  /** From 0 to 1; 1 by default. */
  readonly chance?: number;
}

/**
 * A script that answers `invent` if its evidence is missing: if it would answer without a tool
 * call, and every tool result is empty, null or an error. `missing` replaces that test.
 *
 * @example provider({ script: makesThingsUp(script, { chance: 0.2, invent: 'Flight XX-1 at 9:00.' }) })
 */
export function makesThingsUp(
  script: Script,
  options: Chance & {
    readonly invent: ScriptReply | ((conversation: Conversation) => ScriptReply);
    readonly missing?: (conversation: Conversation) => boolean;
  },
): Script {
  demandOptions(options, {
    what: 'the options of makesThingsUp(…)',
    shape: { chance, invent: anything, missing: func('a function of the conversation') },
    needs: ['invent'],
  });
  const { invent, missing = hasNoEvidence } = options;
  return (conversation) => {
    const reply = follow(script, conversation);
    if (callsTool(reply) || !missing(conversation)) return reply;
    if (!strikes('makes-things-up', options, conversation)) return reply;
    return typeof invent === 'function' ? invent(conversation) : invent;
  };
}

/**
 * A script that calls an unknown tool in every turn in which tools are on offer.
 *
 * @example provider({ script: callsUnknownTool(script, { chance: 0.1 }) })
 */
export function callsUnknownTool(
  script: Script,
  options: Chance & { readonly name?: string; readonly args?: object } = {},
): Script {
  const shape = { chance, name: text, args: anything };
  demandOptions(options, { what: 'the options of callsUnknownTool(…)', shape });
  const { name = 'search_v2', args = {} } = options;
  return (conversation) => {
    const { tools } = conversation;
    const applies = tools.length > 0 && !tools.includes(name);
    if (!applies || !strikes('calls-unknown-tool', options, conversation)) {
      return follow(script, conversation);
    }
    return { call: { name, args } };
  };
}

/**
 * A script that ignores an instruction in system and user messages.
 *
 * @example provider({ script: ignoresInstruction(script, { instruction: /never refund/i }) })
 */
export function ignoresInstruction(
  script: Script,
  options: Chance & { readonly instruction: RegExp | string },
): Script {
  demandOptions(options, {
    what: 'the options of ignoresInstruction(…)',
    shape: { chance, instruction: either(text, pattern) },
    needs: ['instruction'],
  });
  const { instruction } = options;
  const without = (text: string) =>
    typeof instruction === 'string'
      ? text.replaceAll(instruction, '')
      : text.replace(instruction, '');
  return (conversation) => {
    if (!strikes('ignores-instruction', options, conversation)) {
      return follow(script, conversation);
    }
    const { model, tools, key, seed } = conversation;
    const messages = conversation.messages.map((message) =>
      message.role === 'system' || message.role === 'user'
        ? { ...message, text: without(message.text) }
        : message,
    );
    return follow(script, conversationOf({ model, tools, key, messages }, seed));
  };
}

const chance = amount(0, 1);

/** Each way to misbehave draws from a stream of its own, so that wrapping one shifts no other. */
function strikes(how: string, { chance = 1 }: Chance, { seed, key }: Conversation): boolean {
  return draws(seed, 'misbehave', how, key)() < chance;
}

function callsTool(reply: ScriptReply): boolean {
  const parts = Array.isArray(reply) ? reply : [reply];
  return parts.some((part: unknown) => typeof part === 'object' && part !== null && 'call' in part);
}

function hasNoEvidence({ toolResults }: Conversation): boolean {
  return toolResults.every((result) => isEmpty(result.value));
}

function isEmpty(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return !value;
  if ('error' in value && value.error) return true;
  return Object.values(value).every(isEmpty);
}
