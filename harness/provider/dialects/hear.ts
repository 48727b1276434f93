import { parsedJson } from '../../model/json/parsed-json.ts';
import { textOf, type Reply } from '../../model/reply.ts';
import { eventsOf, streamFormatOf } from '../../model/streams/stream-format.ts';
import type { Turn } from '../../model/turn.ts';

/** The JSON values of a body: one, those of a list, or those of the events of a stream. */
export function valuesIn(reply: Reply): readonly unknown[] {
  const text = textOf(reply);
  const whole = parsedJson(text);
  if (Array.isArray(whole)) return whole;
  if (whole !== undefined) return [whole];
  const format = streamFormatOf(reply.headers) ?? 'events';
  return eventsOf(text, format).flatMap((event) => {
    const data = format === 'lines' ? event : dataOf(event);
    const value = data === null ? undefined : parsedJson(data);
    return value === undefined ? [] : [value];
  });
}

function dataOf(event: string): string | null {
  const lines = event.match(/^data:.*$/gm)?.map((line) => line.slice('data:'.length));
  return lines?.join('\n') ?? null;
}

/** A number of tokens as a usage states it; 0 where it states none. */
export function counted(value: unknown): number {
  return typeof value === 'number' && value >= 0 ? value : 0;
}

/** A text; '' for anything else. */
export function textIn(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A turn of these parts, without those that it lacks. */
export function heardTurn(turn: Turn & { readonly thoughts: string }): Turn {
  const { thoughts, ...said } = turn;
  return thoughts === '' ? said : turn;
}
