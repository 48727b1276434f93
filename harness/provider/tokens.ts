import type { ToolCall, Turn } from '../model/turn.ts';

/**
 * The number of tokens in a text: one for every 4 UTF-16 units, rounded up. It is a rule, not a
 * tokenizer, so that a bill can be checked by hand. Source: the estimate in OpenAI's help page on
 * tokens.
 */
export function tokensIn(text: string): number {
  return Math.ceil(text.length / unitsPerToken);
}

/**
 * The number of tokens in a turn: its thoughts, its text, and the name and arguments of each tool
 * call.
 */
export function tokensOf(turn: Turn): number {
  let tokens = tokensIn(turn.text) + tokensIn(turn.thoughts ?? '');
  for (const call of turn.toolCalls) tokens += tokensIn(call.name) + tokensIn(call.arguments);
  return tokens;
}

/** The tokens that the usage of a reply states. */
export interface Usage {
  readonly input: number;
  readonly output: number;
  /** Of `output`, those of its thoughts. */
  readonly thoughts: number;
}

/** The usage that the reply with this turn states; `output` is that of the turn. */
export function usageOf({ thoughts, stated }: Turn, input: number, output: number): Usage {
  const share = stated?.usage ?? 1;
  const times = (tokens: number) => (share === 1 ? tokens : Math.round(tokens * share));
  const thought = thoughts === undefined ? 0 : tokensIn(thoughts);
  return { input: times(input), output: times(output), thoughts: times(thought) };
}

/**
 * The turn limited to `maxTokens`: its thoughts come first, then its text, then the arguments of its
 * calls in order, and it ends with `length`.
 */
export function fitted(turn: Turn, maxTokens: number): Turn {
  if (tokensOf(turn) <= maxTokens) return turn;
  const thoughts = cut(turn.thoughts ?? '', maxTokens);
  let left = maxTokens - tokensIn(thoughts);
  const text = cut(turn.text, left);
  left -= tokensIn(text);
  const toolCalls: ToolCall[] = [];
  for (const call of turn.toolCalls) {
    left -= tokensIn(call.name);
    if (left < 0) break;
    const args = cut(call.arguments, left);
    left -= tokensIn(args);
    toolCalls.push({ ...call, arguments: args });
  }
  return { ...turn, ...(thoughts !== '' && { thoughts }), text, toolCalls, finish: 'length' };
}

const unitsPerToken = 4;

function cut(text: string, tokens: number): string {
  if (tokensIn(text) <= tokens) return text;
  const end = tokens * unitsPerToken;
  const isInPair = /[\uD800-\uDBFF]/.test(text.charAt(end - 1));
  return text.slice(0, isInPair ? end - 1 : end);
}
