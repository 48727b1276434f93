/** A tool call of a model; `arguments` is JSON text, as the wire carries it, whole or not. */
export interface ToolCall {
  readonly id: string;
  readonly name: string;
  readonly arguments: string;
}

/**
 * The end of a turn. `content-filter`: the provider cut it off. `refusal`: its text says that the
 * model refuses.
 */
export const finishes = ['stop', 'tool-calls', 'length', 'content-filter', 'refusal'] as const;

/** What a model says in one reply: the meaning of a model point's `Reply`, in any dialect. */
export interface Turn {
  readonly text: string;
  readonly toolCalls: readonly ToolCall[];
  readonly finish: (typeof finishes)[number];
  /** What it thinks before; absent for nothing. */
  readonly thoughts?: string;
  /** What the reply states of itself that is not so. */
  readonly stated?: Stated;
}

/** The statements of a reply about itself; one that is absent is true. */
export interface Stated {
  /** The model that answers. */
  readonly model?: string;
  /** The share of the true tokens that its usage states: 0 for none. */
  readonly usage?: number;
}
