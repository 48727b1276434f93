import { isObject, type JsonObject } from '../../../model/json/walk.ts';
import type { ToolCall, Turn } from '../../../model/turn.ts';
import type { Heard } from '../dialect.ts';
import { counted, heardTurn, textIn } from '../hear.ts';
import { textOf } from './input.ts';
import { keptAs } from './kept.ts';

/** Reads an interaction, or the events of one; null where it has not ended. */
export function hear(values: readonly unknown[]): Heard | null {
  const objects = values.filter(isObject);
  const streamed = objects.find((value) => value['event_type'] === 'interaction.completed');
  const [whole] = streamed ? [streamed['interaction']] : objects;
  if (!isObject(whole)) return null;
  const steps = streamed ? streamedSteps(objects) : whole['steps'];
  const finish = finishOf(whole);
  if (!Array.isArray(steps) || finish === undefined) return null;
  const turn = turnOf(steps.filter(isObject), finish);
  const usage = isObject(whole['usage']) ? whole['usage'] : {};
  const outputTokens =
    counted(usage['total_output_tokens']) + counted(usage['total_thought_tokens']);
  return {
    turn,
    tokens: counted(usage['total_input_tokens']) + outputTokens,
    outputTokens,
    keeps: (chat) => keptAs(textIn(whole['id']), turn, chat),
  };
}

function finishOf({ status, errors }: JsonObject): Turn['finish'] | undefined {
  if (status !== 'failed') return finishes[textIn(status)];
  const codes = Array.isArray(errors) ? errors.filter(isObject).map(({ code }) => code) : [];
  return codes.some((code) => blocked.has(textIn(code))) ? 'content-filter' : undefined;
}

const finishes: Readonly<Record<string, Turn['finish']>> = {
  completed: 'stop',
  requires_action: 'tool-calls',
  incomplete: 'length',
};

/** Why Google blocks what a model says. */
const blocked: ReadonlySet<string> = new Set([
  'safety',
  'recitation',
  'language',
  'prohibited_content',
  'spii',
  'blocklist',
  'content_blocked',
]);

/** The steps that events tell of, put together: what deltas add stands in the place of JSON's. */
function streamedSteps(events: readonly JsonObject[]): readonly JsonObject[] {
  const steps = new Map<unknown, JsonObject>();
  for (const { index, step, delta } of events) {
    if (isObject(step)) steps.set(index, step);
    const known = steps.get(index);
    if (known && isObject(delta)) steps.set(index, { ...known, ...added(known, delta) });
  }
  return [...steps.values()];
}

function added(step: JsonObject, { type, text, content, arguments: args }: JsonObject): JsonObject {
  switch (type) {
    case 'text':
      return { content: textOf(step['content']) + textIn(text) };
    case 'thought_summary':
      return { summary: textOf(step['summary']) + textOf(content) };
    case 'arguments_delta':
      return { written: textIn(step['written']) + textIn(args) };
    default:
      return {};
  }
}

function turnOf(steps: readonly JsonObject[], finish: Turn['finish']): Turn {
  const of = (type: string) => steps.filter((step) => step['type'] === type);
  const toolCalls = of('function_call').map(callOf);
  return heardTurn({
    text: of('model_output')
      .map(({ content }) => textOf(content))
      .join(''),
    toolCalls,
    finish: finish === 'stop' && toolCalls.length > 0 ? 'tool-calls' : finish,
    thoughts: of('thought')
      .map(({ summary }) => textOf(summary))
      .join(''),
  });
}

function callOf({ id, name, arguments: args, written }: JsonObject): ToolCall {
  const said = textIn(written) || JSON.stringify(args ?? {});
  return { id: textIn(id), name: textIn(name), arguments: said };
}
