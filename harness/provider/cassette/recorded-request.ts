import type { RecordedRequest } from '../../model/cassette.ts';
import type { Incoming } from '../../model/call.ts';
import { digest } from '../../model/json/json.ts';
import { jsonOrText } from '../../model/json/parsed-json.ts';
import { dialectNameOf } from '../dialects/index.ts';
import { numbered } from '../dialects/numbered.ts';
import type { Understood } from '../understanding.ts';

/** A request by which replies are found again. */
export interface KeyedRequest {
  readonly key: string;
  readonly request: RecordedRequest;
}

/**
 * The request under the name of what it asks: dialect, model, messages, tools, and whether it streams.
 * Ids of tool calls and of replies, keys, and how the model is to draw (temperature, the most tokens) make
 * no difference.
 */
export function keyedRequest(
  { asked, reading }: Pick<Understood, 'asked' | 'reading'>,
  incoming: Incoming,
): KeyedRequest {
  const dialect = dialectNameOf(incoming) ?? '';
  const common = { dialect, label: reading.label };
  if (asked.kind === 'chat') {
    const { key, model, stream, messages, tools } = asked.chat;
    const request = { ...common, model, stream, messages: numbered(messages), tools };
    return { key: digest([dialect, 'chat', stream, key]), request };
  }
  const plain = { ...common, stream: false, tools: [] };
  if (asked.kind === 'plain') {
    const { model, label, key, input } = asked.plain;
    const request = { ...plain, model, messages: [input] };
    return { key: digest([dialect, label, model, key]), request };
  }
  const { method, body, bytes } = incoming;
  const asks = bytes ? digest(Buffer.from(bytes).toString('base64')) : askedIn(incoming);
  const path = withoutKey(incoming.path);
  const request = { ...plain, label: `${method} ${path}`, model: '', messages: body ? [asks] : [] };
  return { key: digest([method, path, asks]), request };
}

/** The body, in which a multipart boundary is another word each time. */
function askedIn({ headers, body }: Incoming): unknown {
  const [, boundary] = /boundary="?([^";]+)/.exec(headers['content-type'] ?? '') ?? [];
  return jsonOrText(boundary === undefined ? body : body.replaceAll(boundary, 'boundary'));
}

function withoutKey(path: string): string {
  const [route = '', query = ''] = path.split('?', 2);
  const kept = new URLSearchParams(query);
  for (const name of ['key', 'api_key', 'api-key', 'access_token']) kept.delete(name);
  return kept.size === 0 ? route : `${route}?${kept.toString()}`;
}
