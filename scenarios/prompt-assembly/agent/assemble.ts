import { mandatoryBlocks, optionalBlocks } from './blocks.ts';
import type { Safeguards } from './safeguards.ts';
import { worded, type Section } from './sections.ts';
import type { Entitlements, Flag } from './sources.ts';

/** What a prompt is made of. */
export interface Ingredients {
  readonly tenant: string;
  /** The message, in the words of its sender. */
  readonly text: string;
  /** Null where nobody knows. */
  readonly flags: ReadonlySet<Flag> | null;
  /** Null where nobody knows. */
  readonly regime: Entitlements['regime'] | null;
  /** Null where nobody knows. */
  readonly profile: string | null;
  readonly passages: readonly string[];
  /** The names of the tools on offer. */
  readonly tools: readonly string[];
}

/** A prompt for one message. */
export interface Assembled {
  readonly instructions: string;
  readonly input: string;
  /** What there was no room for. */
  readonly leftOut: readonly string[];
}

/** Characters of instructions and input; the rest of the window is for tools and their replies. */
export const budget = 4_000;

/**
 * Puts a prompt together: first what is the same from message to message, then what is not. Throws
 * `TooLong` where even what is mandatory does not fit.
 */
export function assemble(from: Ingredients, safeguards: Safeguards): Assembled {
  const flags = from.flags ?? new Set<Flag>();
  const mandatory = mandatoryBlocks(from.tenant, from.regime, flags);
  const tools = { name: 'tools', text: `You may use: ${from.tools.join(', ') || 'none'}.` };
  const now = { name: 'now', text: new Date().toISOString() };
  const question = { name: 'question', text: from.text };
  const optional: readonly (readonly ['told' | 'asked', Section])[] = [
    ...optionalBlocks(flags, safeguards.excludes).map((one) => ['told', one] as const),
    ...sectionsOf('profile', from.profile ?? ''),
    ...sectionsOf('passages', from.passages.join('\n')),
  ];
  const always = [...mandatory, tools, now, question];
  const kept = safeguards.fitsByPriority ? fitting(always, optional, safeguards) : optional;
  const chosen = (where: string) => kept.flatMap(([its, one]) => (its === where ? [one] : []));
  const { keepsPrefix } = safeguards;
  const told = [...(keepsPrefix ? [] : [now]), ...mandatory, ...chosen('told'), tools];
  const asked = [...(keepsPrefix ? [now] : []), ...chosen('asked'), question];
  return {
    ...cut(wordsOf(told, safeguards), wordsOf(asked, safeguards)),
    leftOut: optional.filter((one) => !kept.includes(one)).map(([, { name }]) => name),
  };
}

/** Thrown where a message leaves no room for what every prompt must hold. */
export class TooLong extends Error {
  override readonly name = 'TooLong';
}

function sectionsOf(name: string, text: string): readonly (readonly ['asked', Section])[] {
  return text === '' ? [] : [['asked', { name, text }]];
}

/** The optional parts that fit beside the mandatory ones; after one that does not, none is taken. */
function fitting<Part extends readonly [unknown, Section]>(
  always: readonly Section[],
  optional: readonly Part[],
  safeguards: Safeguards,
): readonly Part[] {
  const size = (one: Section) => worded(one, safeguards).length + 1;
  let room = budget - always.reduce((sum, one) => sum + size(one), 0);
  if (room < 0) throw new TooLong('the message is too long');
  const end = optional.findIndex(([, one]) => (room -= size(one)) < 0);
  return end === -1 ? optional : optional.slice(0, end);
}

function wordsOf(sections: readonly Section[], safeguards: Safeguards): string {
  return sections.map((one) => worded(one, safeguards)).join('\n');
}

/** Whatever is over the budget goes, from the top. */
function cut(instructions: string, input: string): Omit<Assembled, 'leftOut'> {
  const over = Math.max(0, instructions.length + input.length - budget);
  const cutAbove = Math.min(over, instructions.length);
  return { instructions: instructions.slice(cutAbove), input: input.slice(over - cutAbove) };
}
