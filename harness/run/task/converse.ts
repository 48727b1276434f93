import type { Ask, Exchange, Task } from '../../model/scenario.ts';

/** A conversation under way: what was answered so far, kept through deaths of the agent. */
export interface Conversing {
  readonly id: string;
  readonly task: Task;
  /** The messages that were answered, oldest first. */
  readonly past: Exchange[];
  readonly ask: (ask: Ask) => Promise<unknown>;
  /** Whether nobody listens any more. */
  readonly isOver: () => boolean;
  /** Called with an answer, as JSON, before the next message is asked; returns what was understood. */
  readonly answered: (answer: unknown, next: { turn: number; input: unknown }) => unknown;
}

/**
 * Asks the messages of a task that have no answer, each once the one before is answered. Resolves to
 * the last answer; rejects as the agent does.
 */
export async function converse(at: Conversing): Promise<unknown> {
  const { id, task, past } = at;
  if (task.turns === undefined) return await at.ask({ id, input: task.input });
  const messages = [task.input, ...task.turns];
  for (;;) {
    const input = messages[past.length];
    const isLast = past.length + 1 >= messages.length;
    const answer = await at.ask({ id, input, past: [...past], isLast });
    if (isLast || at.isOver()) return answer;
    const turn = past.length + 2;
    past.push({ input, answer: at.answered(answer, { turn, input: messages[past.length + 1] }) });
  }
}
