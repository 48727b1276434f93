import { splitEvents } from './server-sent-events.ts';
import { splitMessages } from './binary-message.ts';

/** The format of a stream: server-sent events, a JSON value a line, or AWS's binary messages. */
export type StreamFormat = 'events' | 'lines' | 'messages';

/** The format that the headers of a reply say; null for what is no stream. */
export function streamFormatOf(headers: Readonly<Record<string, string>>): StreamFormat | null {
  const type = headers['content-type'] ?? headers['Content-Type'] ?? otherCase(headers);
  const [said = ''] = /^[^;\s]*/.exec(type) ?? [];
  return formats[said.toLowerCase()] ?? null;
}

/** The events of a stream's data, each with what ends it; joined they are the data. */
export function eventsOf<T extends string | Uint8Array>(
  data: T,
  format: StreamFormat,
): readonly T[];
export function eventsOf(
  data: string | Uint8Array,
  format: StreamFormat,
): readonly (string | Uint8Array)[] {
  if (typeof data !== 'string') return format === 'messages' ? splitMessages(data) : [data];
  return format === 'events' ? splitEvents(data) : data.split(/(?<=\n)/);
}

const formats: Readonly<Record<string, StreamFormat>> = {
  'text/event-stream': 'events',
  'application/x-ndjson': 'lines',
  'application/vnd.amazon.eventstream': 'messages',
};

function otherCase(headers: Readonly<Record<string, string>>): string {
  const named = Object.keys(headers).find((name) => name.toLowerCase() === 'content-type');
  return named === undefined ? '' : (headers[named] ?? '');
}
