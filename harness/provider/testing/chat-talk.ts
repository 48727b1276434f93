import type { ToolCall } from '../../model/turn.ts';
import type { Talk } from './speaker.ts';

/** The differences between those whose requests have the shape of Chat Completions. */
interface ChatWords {
  /** A call of an assistant's turn. */
  readonly called: (call: ToolCall) => object;
  /** What the result of a call has beside its id and content. */
  readonly answered?: (call: ToolCall | undefined) => object;
}

/** The model, messages and tools of a talk in the shape of Chat Completions. */
export function chatTalk(
  { model, system, user, past, tools }: Talk,
  { called, answered = () => ({}) }: ChatWords,
): object {
  return {
    model,
    messages: [
      ...(system === undefined ? [] : [{ role: 'system', content: system }]),
      { role: 'user', content: user },
      ...past.flatMap(({ turn: { text, toolCalls }, results }) => [
        {
          role: 'assistant',
          content: text,
          ...(toolCalls.length > 0 && { tool_calls: toolCalls.map(called) }),
        },
        ...results.map((result, nth) => ({
          role: 'tool',
          tool_call_id: toolCalls[nth]?.id,
          ...answered(toolCalls[nth]),
          content: result,
        })),
      ]),
    ],
    ...(tools.length > 0 && {
      tools: tools.map((name) => ({ type: 'function', function: { name } })),
    }),
  };
}
