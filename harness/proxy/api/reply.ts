import type { ServerResponse } from 'node:http';
import type { Refusal } from './refusal.ts';

/** The reply to an API request: a body, or a stream that writes to the response itself. */
export type ApiReply =
  | {
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    }
  | { readonly stream: (response: ServerResponse) => void };

/** A value as JSON. */
export function json(value: object, status = 200): ApiReply {
  const headers = { 'content-type': 'application/json' };
  return { status, headers, body: JSON.stringify(value) };
}

/** A reply without a body. */
export function bare(status: number, headers: Readonly<Record<string, string>> = {}): ApiReply {
  return { status, headers, body: '' };
}

/** A plain-text reply, as Go's `http.Error` sends it. */
export function plain(status: number, text: string): ApiReply {
  const headers = {
    'content-type': 'text/plain; charset=utf-8',
    'x-content-type-options': 'nosniff',
  };
  return { status, headers, body: `${text}\n` };
}

/** A refusal as a reply: JSON with the media type of text, as in the real server. */
export function refused(refusal: Refusal): ApiReply {
  return plain(refusal.status, JSON.stringify(refusalJson(refusal)));
}

/** A refusal as JSON. */
export function refusalJson({ message, status }: Refusal): object {
  return { error: message, status };
}
