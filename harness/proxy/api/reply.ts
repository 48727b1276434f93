import type { ServerResponse } from 'node:http';
import type { Refusal } from './refusal.ts';

/** What the API answers to a request: all at once, or a stream that goes on by itself. */
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

/** Nothing but a status. */
export function bare(status: number, headers: Readonly<Record<string, string>> = {}): ApiReply {
  return { status, headers, body: '' };
}

/** Text as Go's `http.Error` answers it. */
export function plain(status: number, text: string): ApiReply {
  const headers = {
    'content-type': 'text/plain; charset=utf-8',
    'x-content-type-options': 'nosniff',
  };
  return { status, headers, body: `${text}\n` };
}

/** A refusal: JSON that says it is text, as the real server has it. */
export function refused(refusal: Refusal): ApiReply {
  return plain(refusal.status, JSON.stringify(refusalJson(refusal)));
}

/** A refusal as JSON. */
export function refusalJson({ message, status }: Refusal): object {
  return { error: message, status };
}
