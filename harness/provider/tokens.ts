import type { ToolCall, Turn } from '../model/turn.ts';

/**
 * The number of tokens in a text: one for every 4 UTF-16 units, rounded up. It is a rule, not a
 * tokenizer, so that a bill can be checked by hand. Source: the estimate in OpenAI's help page on
 * tokens.
 */
export function tokensIn(text: string): number {
  return Math.ceil(text.length / unitsPerToken);
}

/** The number of tokens in a turn: its text, and the name and arguments of each tool call. */
export function tokensOf(turn: Turn): number {
  let tokens = tokensIn(turn.text);
  for (const call of turn.toolCalls) tokens += tokensIn(call.name) + tokensIn(call.arguments);
  return tokens;
}

/**
 * The turn limited to `maxTokens`: its text is cut first, then the arguments of its calls in order,
 * and it ends with `length`.
 */
export function fitted(turn: Turn, maxTokens: number): Turn {
  if (tokensOf(turn) <= maxTokens) return turn;
  const text = cut(turn.text, maxTokens);
  let left = maxTokens - tokensIn(text);
  const toolCalls: ToolCall[] = [];
  for (const call of turn.toolCalls) {
    left -= tokensIn(call.name);
    if (left < 0) break;
    const args = cut(call.arguments, left);
    left -= tokensIn(args);
    toolCalls.push({ ...call, arguments: args });
  }
  return { text, toolCalls, finish: 'length' };
}

const unitsPerToken = 4;

function cut(text: string, tokens: number): string {
  if (tokensIn(text) <= tokens) return text;
  const end = tokens * unitsPerToken;
  const isInPair = /[\uD800-\uDBFF]/.test(text.charAt(end - 1));
  return text.slice(0, isInPair ? end - 1 : end);
}
