import type { Send } from '../../model/agent-exchange.ts';
import type { Ask } from '../../model/scenario.ts';
import type { AnswerReader } from '../agent/answer.ts';

/** Asks the agent at `address`; rejects when `signal` aborts. */
export interface AskAt {
  (address: string, ask: Ask, signal: AbortSignal): Promise<unknown>;
  /** The same over another sender; absent where an answer is more than one request and its reply. */
  readonly over?: (send: Send) => AskAt;
  /**
   * Set where the agent takes its tasks from a queue: it listens at no port, and what a process left
   * that died may be answered by the next.
   */
  readonly isQueued?: true;
  /** Ends all waits, and removes what is left of this start, once the agent is gone. */
  readonly close?: () => Promise<void>;
}

/** What a scenario says of requests and of how answers are read. */
export interface AskForm {
  /** Makes what is sent in place of the usual, as the way has it. */
  readonly body?: ((ask: Ask) => unknown) | undefined;
  readonly answer?: AnswerReader | undefined;
}

/** A protocol in which a server is asked. */
export interface Way {
  /** How `ask` is written: `'POST /chat'`. */
  readonly form: string;
  /** Whether `ask` means this way, however wrongly the rest of it is written. */
  readonly isMeant: (ask: string) => boolean;
  /**
   * Makes the function that asks, for one start of the agent.
   * @throws HarnessError `bad-argument`
   */
  readonly open: (ask: string, form: AskForm) => AskAt;
}
