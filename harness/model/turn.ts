/** A tool call of a model; `arguments` is JSON text, as the wire carries it, whole or not. */
export interface ToolCall {
  readonly id: string;
  readonly name: string;
  readonly arguments: string;
}

/** What a model says in one reply: the meaning of a model point's `Reply`, in any dialect. */
export interface Turn {
  readonly text: string;
  readonly toolCalls: readonly ToolCall[];
  readonly finish: 'stop' | 'tool-calls' | 'length' | 'content-filter';
}
