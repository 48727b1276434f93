import type { Incoming } from '../../model/call.ts';
import { textOf, type Reply } from '../../model/reply.ts';
import { splitEvents } from '../../model/streams/server-sent-events.ts';
import { streamFormatOf } from '../../model/streams/stream-format.ts';
import type { ToolCall, Turn } from '../../model/turn.ts';

/** A conversation, as a test of every dialect asks for its next turn. */
export interface Talk {
  readonly model: string;
  readonly system?: string;
  readonly user: string;
  /** The turns so far, with the results of their calls in the same order. */
  readonly past: readonly { readonly turn: Turn; readonly results: readonly string[] }[];
  /** Names of the tools on offer. */
  readonly tools: readonly string[];
  readonly maxTokens?: number;
  readonly stream: boolean;
}

/** The content of a reply, as a client of the dialect reads it. */
export interface Heard {
  readonly text: string;
  readonly calls: readonly ToolCall[];
  /** In the dialect's own words; null for a stream without its end. */
  readonly finish: string | null;
  readonly model: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** The id of the reply. */
  readonly id: string;
  /** Whether its text stands where a refusal does. */
  readonly isRefusal: boolean;
  /** The words of an error in mid-stream, or null. */
  readonly error: string | null;
}

/** A client of one dialect, made for the tests that every dialect must pass. */
export interface Speaker {
  readonly ask: (talk: Talk) => Incoming;
  readonly hear: (reply: Reply) => Heard;
  /** The kind of an error in the dialect's own words, its message, and the wait it asks for (ms). */
  readonly refusal: (reply: Reply) => {
    readonly kind: string;
    readonly message: string;
    readonly waitMs: number | null;
  };
  /** The finish of each kind of turn on its wire. */
  readonly finishes: Readonly<Record<Turn['finish'], string>>;
  /** Statuses, each with the kind of the error. */
  readonly kinds: Readonly<Record<number, string>>;
  /** The words of refusals that differ from what most providers say. */
  readonly words?: Readonly<Partial<Record<'money' | 'too-long' | 'no-such-model', RegExp>>>;
  /** The header with the id of a request. */
  readonly idHeader: string | null;
  /** The requests left as its headers state them; null where they do not. */
  readonly requestsLeft: ((reply: Reply) => number) | null;
  /** The request for the list of models. */
  readonly models: Incoming;
  /** Bodies that are refused with 400, and a part of the message. */
  readonly bad: readonly (readonly [body: string, words: RegExp])[];
  /** The most a minimal `maxTokens` of the dialect. */
  readonly leastTokens: number;
  /** What the wire has no words for, and why. */
  readonly lacks: Readonly<Partial<Record<Lack, string>>>;
}

/** What a wire may lack. */
export type Lack =
  | 'broken-arguments'
  | 'call-ids'
  | 'request-id'
  | 'limits'
  | 'end'
  | 'model'
  | 'wait'
  | 'no-such-model';

/** The JSON body of a reply. */
export function jsonOf(reply: Reply): unknown {
  return JSON.parse(textOf(reply));
}

/** The events of a stream: their names, '' for none, and their data. */
export function eventsIn(
  reply: Reply,
): readonly { readonly name: string; readonly data: string }[] {
  return splitEvents(textOf(reply))
    .filter((event) => event.trim() !== '')
    .map((event) => ({
      name: /^event: ([^\n]*)$/m.exec(event)?.[1] ?? '',
      data: /^data: ([^\n]*)$/m.exec(event)?.[1] ?? '',
    }));
}

/** Whether a reply is a stream. */
export function isStream(reply: Reply): boolean {
  return streamFormatOf(reply.headers) !== null;
}

/** A POST of JSON. */
export function posted(path: string, body: unknown, headers: Incoming['headers'] = {}): Incoming {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return {
    method: 'POST',
    path,
    headers: { 'content-type': 'application/json', ...headers },
    body: text,
  };
}

/** The wait of OpenAI's and Anthropic's headers (ms), or null. */
export function retryAfterOf({ headers }: Reply): number | null {
  const exact = headers['retry-after-ms'];
  if (exact !== undefined) return Number(exact);
  const seconds = headers['retry-after'];
  return seconds === undefined ? null : Number(seconds) * 1000;
}
