import { parsedJson } from '../../model/json/parsed-json.ts';
import { textOf, type Frame, type Reply } from '../../model/reply.ts';
import { isObject } from '../../model/json/walk.ts';
import { decodedMessage } from '../../model/streams/binary-message.ts';
import { eventsOf, streamFormatOf } from '../../model/streams/stream-format.ts';
import type { Turn } from '../../model/turn.ts';

/**
 * The JSON values of a body: one, those of a list, or those of the events of a stream. Of a binary
 * message the value stands under the name of its event.
 */
export function valuesIn(reply: Reply): readonly unknown[] {
  const format = streamFormatOf(reply.headers) ?? 'events';
  if (format === 'messages') return reply.frames.flatMap(({ data }) => messagesIn(data));
  const text = textOf(reply);
  const whole = parsedJson(text);
  if (Array.isArray(whole)) return whole;
  if (whole !== undefined) return [whole];
  return eventsOf(text, format).flatMap((event) => {
    const data = format === 'lines' ? event : dataOf(event);
    const value = data === null ? undefined : parsedJson(data);
    return value === undefined ? [] : [value];
  });
}

function messagesIn(data: Frame['data']): readonly unknown[] {
  return eventsOf(typeof data === 'string' ? Buffer.from(data) : data, 'messages').flatMap(
    (bytes) => {
      const { headers, payload = '' } = decodedMessage(bytes) ?? {};
      const name = headers?.[':event-type'] ?? headers?.[':exception-type'];
      const value = parsedJson(payload);
      return name === undefined || !isObject(value) ? [] : [{ [name]: value }];
    },
  );
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
