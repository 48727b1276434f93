import { isObject } from '../../../model/json/walk.ts';
import type { ToolCall } from '../../../model/turn.ts';
import type { Heard } from '../dialect.ts';
import { counted, heardTurn, textIn } from '../hear.ts';

/** Reads a reply to a chat or a completion, or the lines of one; null where it has not ended. */
export function hear(values: readonly unknown[]): Heard | null {
  const calls: ToolCall[] = [];
  let [text, thoughts] = ['', ''];
  for (const value of values.filter(isObject)) {
    const said = isObject(value['message']) ? value['message'] : value;
    text += textIn(said['content']) + textIn(said['response']);
    thoughts += textIn(said['thinking']);
    const called: readonly unknown[] = Array.isArray(said['tool_calls']) ? said['tool_calls'] : [];
    for (const call of called.filter(isObject)) {
      const { name, arguments: args } = isObject(call['function']) ? call['function'] : {};
      const id = textIn(call['id']) || `call_${calls.length}`;
      calls.push({ id, name: textIn(name), arguments: JSON.stringify(args ?? {}) });
    }
  }
  const last = values.at(-1);
  if (!isObject(last) || last['done'] !== true || !ends.has(textIn(last['done_reason'])))
    return null;
  const finish = last['done_reason'] === 'length' ? 'length' : 'stop';
  const outputTokens = counted(last['eval_count']);
  return {
    turn: heardTurn({
      text,
      toolCalls: calls,
      finish: finish === 'stop' && calls.length > 0 ? 'tool-calls' : finish,
      thoughts,
    }),
    tokens: counted(last['prompt_eval_count']) + outputTokens,
    outputTokens,
  };
}

/** Why a turn ends; a model that is loaded or unloaded says none. Older servers give no reason. */
const ends: ReadonlySet<string> = new Set(['stop', 'length', '']);
