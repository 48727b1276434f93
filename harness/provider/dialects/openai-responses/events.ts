import { namedEvent } from '../../../model/streams/server-sent-events.ts';
import { piecesOf, type StreamEvent } from '../../sse.ts';
import { refusalPart, textPart, type ContentPart, type OutputItem } from './output.ts';
import type { ResponseJson } from './response.ts';

/** The number of pieces of text in a stream of these items. */
export function deltaCount(output: readonly OutputItem[]): number {
  return output.reduce((sum, item) => sum + piecesOf(textOf(item)).length, 0);
}

/** The events of a streamed response, with their sequence numbers. */
export function eventsOf(
  response: ResponseJson,
  output: readonly OutputItem[],
): readonly StreamEvent[] {
  const begun = `"response":${response.begun}`;
  const all: readonly ItemEvent[] = [
    ['response.created', begun],
    ['response.in_progress', begun],
    ...output.flatMap(itemEvents),
    [response.ending, `"response":${response.ended}`],
  ];
  return all.map(([type, rest], sequence) => ({
    data: namedEvent(type, `{"type":"${type}","sequence_number":${sequence},${rest}}`),
    isPiece: type.endsWith('.delta'),
  }));
}

/** The type of an event, and its other members as JSON. */
type ItemEvent = readonly [type: string, rest: string];

function itemEvents(item: OutputItem, index: number): readonly ItemEvent[] {
  const at = `"output_index":${index}`;
  const inner = { reasoning: thinking, message: speaking, function_call: calling }[item.type];
  return [
    ['response.output_item.added', `${at},"item":${JSON.stringify(begun(item))}`],
    ...(inner as (item: OutputItem, at: string) => readonly ItemEvent[])(
      item,
      `"item_id":"${item.id}",${at}`,
    ),
    ['response.output_item.done', `${at},"item":${JSON.stringify(item)}`],
  ];
}

/** An item before anything of it has come. */
function begun(item: OutputItem): object {
  switch (item.type) {
    case 'reasoning':
      return { ...item, summary: [] };
    case 'message':
      return { ...item, status: 'in_progress', content: [] };
    case 'function_call':
      return { ...item, status: 'in_progress', arguments: '' };
  }
}

type Of<Type extends OutputItem['type']> = Extract<OutputItem, { readonly type: Type }>;

function thinking({ summary }: Of<'reasoning'>, at: string): readonly ItemEvent[] {
  return summary.flatMap(({ text }, index): readonly ItemEvent[] => {
    const here = `${at},"summary_index":${index}`;
    const part = (value: string) =>
      `"part":${JSON.stringify({ type: 'summary_text', text: value })}`;
    return [
      ['response.reasoning_summary_part.added', `${here},${part('')}`],
      ...pieces('response.reasoning_summary_text.delta', here, text),
      ['response.reasoning_summary_text.done', `${here},"text":${JSON.stringify(text)}`],
      ['response.reasoning_summary_part.done', `${here},${part(text)}`],
    ];
  });
}

function speaking({ content }: Of<'message'>, at: string): readonly ItemEvent[] {
  return content.flatMap((part, index): readonly ItemEvent[] => {
    const here = `${at},"content_index":${index}`;
    const isText = part.type === 'output_text';
    const text = textIn(part);
    const empty = isText ? textPart('') : refusalPart('');
    const name = isText ? 'output_text' : 'refusal';
    const said = isText
      ? `"text":${JSON.stringify(text)},"logprobs":[]`
      : `"refusal":${JSON.stringify(text)}`;
    return [
      ['response.content_part.added', `${here},"part":${JSON.stringify(empty)}`],
      ...pieces(`response.${name}.delta`, isText ? `${here},"logprobs":[]` : here, text),
      [`response.${name}.done`, `${here},${said}`],
      ['response.content_part.done', `${here},"part":${JSON.stringify(part)}`],
    ];
  });
}

function calling({ name, arguments: args }: Of<'function_call'>, at: string): readonly ItemEvent[] {
  const whole = `"name":${JSON.stringify(name)},"arguments":${JSON.stringify(args)}`;
  return [
    ...pieces('response.function_call_arguments.delta', at, args),
    ['response.function_call_arguments.done', `${at},${whole}`],
  ];
}

function pieces(type: string, at: string, text: string): readonly ItemEvent[] {
  return piecesOf(text).map((piece) => [type, `${at},"delta":${JSON.stringify(piece)}`]);
}

function textOf(item: OutputItem): string {
  switch (item.type) {
    case 'reasoning':
      return item.summary.map(({ text }) => text).join('');
    case 'message':
      return item.content.map(textIn).join('');
    case 'function_call':
      return item.arguments;
  }
}

function textIn(part: ContentPart): string {
  return part.type === 'output_text' ? part.text : part.refusal;
}
