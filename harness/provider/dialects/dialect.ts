import type { Incoming } from '../../model/call.ts';
import type { Reply } from '../../model/reply.ts';
import type { ToolCall, Turn } from '../../model/turn.ts';
import type { Levels, Rejection } from '../bucket.ts';

/** One message of a conversation, in no dialect. */
export interface Message {
  readonly role: 'system' | 'user' | 'assistant' | 'tool';
  readonly text: string;
  /** What an assistant called; empty for others. */
  readonly toolCalls: readonly ToolCall[];
  /** Which call a tool's message answers; '' for others. */
  readonly callId: string;
}

/** A request for a turn, in no dialect. */
export interface ChatRequest {
  readonly model: string;
  readonly messages: readonly Message[];
  /** Names of the tools on offer. */
  readonly tools: readonly string[];
  /** What the model may say at most, in tokens, or null. */
  readonly maxTokens: number | null;
  readonly stream: boolean;
  /** Whether the stream must end with a bill. */
  readonly includeUsage: boolean;
  /** Names all that a model would see (model, messages, tools), but not the ids of tool calls. */
  readonly key: string;
  /** Tokens of the messages and tools. */
  readonly promptTokens: number;
  /** The messages and tools as they came. */
  readonly raw: { readonly messages: unknown; readonly tools: unknown };
}

/** Something wrong, to be worded by a dialect: its own words where these are left out. */
export interface Problem {
  readonly status: number;
  readonly code?: string | null;
  readonly type?: string;
  readonly message?: string;
  readonly param?: string | null;
  readonly retryAfterMs?: number;
}

/** What a request turned out to want. */
export type Asked =
  | { readonly kind: 'chat'; readonly chat: ChatRequest }
  /** The list of models, or one of them. */
  | { readonly kind: 'models'; readonly id: string | null }
  | { readonly kind: 'wrong'; readonly problem: Problem };

/** How a turn is paced, in ms: until its first piece, and between pieces. */
export interface Pace {
  readonly firstMs: number;
  readonly gapMs: number;
}

/** What a reply needs besides its meaning. */
export interface Answering {
  /** Another one for each delivery, also of the same request; all ids in the reply come of it. */
  readonly requestId: string;
  readonly levels: Levels;
  /** Milliseconds since the run opened. */
  readonly nowMs: number;
  readonly pace: Pace;
  /** The model that was asked, or ''. */
  readonly model: string;
}

/**
 * A provider's way of speaking HTTP: it reads requests and words replies, and holds no state.
 *
 * @example
 * const parrot: Dialect = { basePath: '', receive, say, list, refuse, overLimit, noSuchModel, tooLong, headers };
 * const model = provider({ script, dialect: parrot });
 */
export interface Dialect {
  /** Appended to the point's address. */
  readonly basePath: string;
  /** What a request asks; one that is wrong is a value, too. */
  readonly receive: (incoming: Incoming) => Asked;
  /** A turn, as JSON or as a stream of one frame an event, as the request asks. */
  readonly say: (turn: Turn, chat: ChatRequest, as: Answering) => Reply;
  /** The list of models, or one of them. */
  readonly list: (models: readonly string[], id: string | null, as: Answering) => Reply;
  /** A refusal in the dialect's words. */
  readonly refuse: (problem: Problem, as: Answering) => Reply;
  /** The words for a request over the limit. */
  readonly overLimit: (rejection: Rejection, model: string) => Problem;
  /** The words for a model that is not served. */
  readonly noSuchModel: (model: string) => Problem;
  /** The words for a request of more tokens than the model takes. */
  readonly tooLong: (most: number, tokens: number) => Problem;
  /** Headers of every reply. */
  readonly headers: (as: Answering) => Readonly<Record<string, string>>;
}
