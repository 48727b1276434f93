import { isObject, type JsonObject } from '../../../model/json/walk.ts';
import type { Turn } from '../../../model/turn.ts';
import type { Heard } from '../dialect.ts';
import { counted, heardTurn, textIn } from '../hear.ts';

/** Reads a message, or the events of one; null where it has not ended. */
export function hear(values: readonly unknown[]): Heard | null {
  const said = messageIn(values.filter(isObject));
  const reason = textIn(said.stop);
  if (reason === '') return null;
  const of = (type: string) => said.blocks.filter((block) => block['type'] === type);
  const joined = (type: string, name: string) =>
    of(type)
      .map((block) => textIn(block[name]))
      .join('');
  const outputTokens = counted(said.usage['output_tokens']);
  return {
    turn: heardTurn({
      text: joined('text', 'text'),
      toolCalls: of('tool_use').map(({ id, name, input, json }) => ({
        id: textIn(id),
        name: textIn(name),
        arguments: textIn(json) || JSON.stringify(input ?? {}),
      })),
      finish: finishes[reason] ?? 'stop',
      thoughts: joined('thinking', 'thinking'),
    }),
    tokens: counted(said.usage['input_tokens']) + outputTokens,
    outputTokens,
  };
}

interface Said {
  readonly blocks: readonly JsonObject[];
  readonly stop: unknown;
  readonly usage: JsonObject;
}

function messageIn(values: readonly JsonObject[]): Said {
  const blocks: Record<string, unknown>[] = [];
  let [stop, usage]: [unknown, JsonObject] = [undefined, {}];
  for (const value of values) {
    const { index, content_block: block, delta, message = value } = value;
    if (isObject(message) && message['type'] === 'message') {
      stop = message['stop_reason'];
      blocks.push(...(message['content'] as Record<string, unknown>[]));
    }
    const stated = value['usage'] ?? (isObject(message) ? message['usage'] : undefined);
    if (isObject(stated)) usage = { ...usage, ...stated };
    if (typeof index === 'number' && isObject(block)) blocks[index] = { ...block };
    if (!isObject(delta)) continue;
    if (delta['stop_reason'] !== undefined) stop = delta['stop_reason'];
    const grown = typeof index === 'number' ? blocks[index] : undefined;
    if (grown) grow(grown, delta);
  }
  return { blocks: blocks.filter(isObject), stop, usage };
}

function grow(block: Record<string, unknown>, delta: JsonObject): void {
  for (const [name, from] of pieces) {
    if (from in delta) block[name] = textIn(block[name]) + textIn(delta[from]);
  }
}

/** What grows by deltas, and the member of a delta that adds to it. */
const pieces = [
  ['text', 'text'],
  ['thinking', 'thinking'],
  ['json', 'partial_json'],
] as const;

const finishes: Readonly<Record<string, Turn['finish']>> = {
  end_turn: 'stop',
  stop_sequence: 'stop',
  pause_turn: 'stop',
  tool_use: 'tool-calls',
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  refusal: 'refusal',
};
