import type { Incoming } from '../../model/call.ts';
import type { Reply } from '../../model/reply.ts';
import type { ToolCall, Turn } from '../../model/turn.ts';
import type { Levels, Rejection } from '../bucket.ts';

/** One message of a conversation, independent of dialect. */
export interface Message {
  readonly role: 'system' | 'user' | 'assistant' | 'tool';
  readonly text: string;
  /** The tool calls of an assistant's message; empty for others. */
  readonly toolCalls: readonly ToolCall[];
  /** The call that a tool's message answers; '' for others. */
  readonly callId: string;
}

/** A request for a turn, independent of dialect. */
export interface ChatRequest {
  readonly model: string;
  readonly messages: readonly Message[];
  /** Names of the tools on offer. */
  readonly tools: readonly string[];
  /** The most tokens of the turn, or null. */
  readonly maxTokens: number | null;
  readonly stream: boolean;
  /** Whether the stream must end with its usage of tokens. */
  readonly includeUsage: boolean;
  /** The name of what a model sees: model, messages, tools, without ids of tool calls. */
  readonly key: string;
  /** Tokens of the messages and tools. */
  readonly promptTokens: number;
  /** The messages and tools as they came. */
  readonly raw: { readonly messages: unknown; readonly tools: unknown };
  /** The parts of the body that replies repeat, or that decide how they are worded. */
  readonly body?: Readonly<Record<string, unknown>>;
  /** The name of its provider in telemetry; `openai` if absent. */
  readonly provider?: string;
}

/** A request that needs no script: for embeddings, for a count of tokens. */
export interface PlainRequest {
  /** The name of its kind: `embeddings`. */
  readonly label: string;
  readonly model: string;
  /** The name of what it asks: equal requests have equal keys. */
  readonly key: string;
  /** What it asks, as a trace keeps it. */
  readonly input: unknown;
  /** The tokens that it is charged. */
  readonly tokens: number;
  /** Words the reply. */
  readonly say: (as: Answering) => Reply;
}

/** Replies, and parts of them, by the id that a later request may name in place of their messages. */
export type Kept = (id: string) => readonly Message[] | undefined;

/** A turn as a real provider has said it. */
export interface Heard {
  readonly turn: Turn;
  /** Tokens of the request and of the turn, as its usage states them; 0 where it does not. */
  readonly tokens: number;
  readonly outputTokens: number;
  /** The messages that a later request may name by id; nothing if absent. */
  readonly keeps?: (chat: ChatRequest) => ReadonlyMap<string, readonly Message[]>;
}

/** A problem with a request; what is absent gets the dialect's own words. */
export interface Problem {
  readonly status: number;
  readonly code?: string | null;
  readonly type?: string;
  readonly message?: string;
  readonly param?: string | null;
  readonly retryAfterMs?: number;
}

/** The reading of a request: what it asks for, or what is wrong with it. */
export type Asked =
  | { readonly kind: 'chat'; readonly chat: ChatRequest }
  /** The list of models, or one of them. */
  | { readonly kind: 'models'; readonly id: string | null }
  /** Any other request that the dialect answers by itself. */
  | { readonly kind: 'plain'; readonly plain: PlainRequest }
  /** A request that names earlier replies; it is read with what the provider has kept. */
  | {
      readonly kind: 'continues';
      /** Reads it with what is kept. */
      readonly read: (kept: Kept) => Asked;
    }
  | { readonly kind: 'wrong'; readonly problem: Problem };

/** The pace of a turn (ms): the time to its first piece, and between pieces. */
export interface Pace {
  readonly firstMs: number;
  readonly gapMs: number;
}

/** The data of a reply besides its meaning. */
export interface Answering {
  /** The id of this delivery, new for a repeated request; all ids in the reply come from it. */
  readonly requestId: string;
  readonly levels: Levels;
  /** Milliseconds since the run opened. */
  readonly nowMs: number;
  readonly pace: Pace;
  /** The model of the request, or ''. */
  readonly model: string;
}

/**
 * The HTTP dialect of a provider: it reads requests and words replies, and has no state. What it
 * reads depends on the method, path, body and `readsHeaders` alone.
 *
 * @example
 * const parrot: Dialect = { basePath: '', receive, say, list, refuse, overLimit, noSuchModel, tooLong, headers };
 * const model = provider({ script, dialect: parrot });
 */
export interface Dialect {
  /** Appended to the point's address. */
  readonly basePath: string;
  /** Whether a request is of this dialect, where a provider speaks several; all are if absent. */
  readonly speaks?: (incoming: Incoming) => boolean;
  /**
   * Whether a request that no dialect speaks was meant for this one, by its headers or how its path
   * begins: it is refused in the words of the nearest; never if absent.
   */
  readonly resembles?: (incoming: Incoming) => boolean;
  /** Names of the headers that it reads; none if absent. */
  readonly readsHeaders?: readonly string[];
  /** The models that it lists where a provider names none; OpenAI's if absent. */
  readonly models?: readonly string[];
  /** Reads a request; a wrong one is a value, too. */
  readonly receive: (incoming: Incoming) => Asked;
  /** Words a turn: as JSON, or as a stream with one event a frame, as the request asks. */
  readonly say: (turn: Turn, chat: ChatRequest, as: Answering) => Reply;
  /** The id of the nth tool call, from 0, in the reply to a request; `call_…` if absent. */
  readonly callId?: (requestId: string, nth: number) => string;
  /** What the provider keeps of a turn that it said, by id; nothing if absent. */
  readonly keeps?: (
    turn: Turn,
    chat: ChatRequest,
    as: Answering,
  ) => ReadonlyMap<string, readonly Message[]>;
  /**
   * Reads a turn that a real provider has said, from the JSON values of its body; null where it is
   * none. If absent, no fault of a turn can strike what an upstream or a cassette says.
   */
  readonly hear?: (values: readonly unknown[]) => Heard | null;
  /** The list of models, or one of them. */
  readonly list: (models: readonly string[], id: string | null, as: Answering) => Reply;
  /** Words a refusal. */
  readonly refuse: (problem: Problem, as: Answering) => Reply;
  /** The problem of a request over the limit. */
  readonly overLimit: (rejection: Rejection, model: string) => Problem;
  /** The problem of a model that is not served. */
  readonly noSuchModel: (model: string) => Problem;
  /** The problem of a request with more tokens than the model takes. */
  readonly tooLong: (most: number, tokens: number) => Problem;
  /** The headers of every reply. */
  readonly headers: (as: Answering) => Readonly<Record<string, string>>;
}
