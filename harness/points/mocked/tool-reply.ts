import type { Frame, Reply } from '../../model/reply.ts';
import { splitEvents } from '../../model/streams/server-sent-events.ts';
import { sorted } from '../../model/sorted.ts';
import { bodyIn } from '../plain-http/reading.ts';
import { takenJson } from './http-response.ts';

/** The response of a mocked tool as a reply: its text, and the value that this stands for. */
export async function toolReply(response: Response): Promise<Reply> {
  const json = takenJson(response);
  if (json) return ofText(json.status, inOrder(json.headers), json.text);
  const { status } = response;
  const headers = Object.fromEntries(response.headers);
  const bytes = await response.bytes();
  const isText = /json|text|xml|javascript|^$/.test(headers['content-type'] ?? '');
  if (isText) return ofText(status, headers, decoder.decode(bytes));
  return { status, headers, frames: framesOf(bytes), end: 'done' };
}

const decoder = new TextDecoder();

/** As a `Headers` gives them. */
function inOrder(headers: Readonly<Record<string, string>>): Record<string, string> {
  const names = sorted(Object.keys(headers));
  return Object.fromEntries(names.map((name) => [name, headers[name] as string]));
}

function ofText(status: number, headers: Record<string, string>, text: string): Reply {
  const isStream = headers['content-type']?.includes('event-stream') === true;
  const frames = isStream ? eventsOf(text) : framesOf(text);
  return { status, headers, frames, end: 'done', meaning: bodyIn(text) ?? text };
}

/** One frame an event, so that a server-sent stream can be cut between events. */
function eventsOf(stream: string): readonly Frame[] {
  return splitEvents(stream).map((data) => ({ afterMs: 0, data }));
}

function framesOf(data: string | Uint8Array): readonly Frame[] {
  return data.length === 0 ? [] : [{ afterMs: 0, data }];
}
