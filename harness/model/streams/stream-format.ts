import { splitEvents } from '../server-sent-events.ts';

/** The format of a stream: server-sent events, or a JSON value a line. */
export type StreamFormat = 'events' | 'lines';

/** The format that the headers of a reply say; null for what is no stream. */
export function streamFormatOf(headers: Readonly<Record<string, string>>): StreamFormat | null {
  const type = headers['content-type'] ?? headers['Content-Type'] ?? otherCase(headers);
  const [said = ''] = /^[^;\s]*/.exec(type) ?? [];
  return formats[said.toLowerCase()] ?? null;
}

/** The events of a stream's text, each with what ends it; joined they are the text. */
export function eventsOf(text: string, format: StreamFormat): readonly string[] {
  return format === 'events' ? splitEvents(text) : text.split(/(?<=\n)/);
}

const formats: Readonly<Record<string, StreamFormat>> = {
  'text/event-stream': 'events',
  'application/x-ndjson': 'lines',
};

function otherCase(headers: Readonly<Record<string, string>>): string {
  const named = Object.keys(headers).find((name) => name.toLowerCase() === 'content-type');
  return named === undefined ? '' : (headers[named] ?? '');
}
