import { randomUUID } from 'node:crypto';
import type { Ask } from '../../model/scenario.ts';

/** Ids for the messages of an agent's tasks, and what is known of conversations under way. */
export interface Conversations<Known> {
  /** What each id begins with: no other start of an agent has it. */
  readonly start: string;
  /** An id of the whole conversation, the same for each message and each time it is asked. */
  readonly thread: (ask: Ask) => string;
  /** An id of the message, the same each time it is asked. */
  readonly message: (ask: Ask) => string;
  /** What was learned with the message before it; undefined for the first. */
  readonly known: (ask: Ask) => Known | undefined;
  /** Keeps what a message taught for the next one. */
  readonly learn: (ask: Ask, known: Known) => void;
}

/** Conversations with one start of an agent: what another start was told must not be mixed in. */
export function conversations<Known>(): Conversations<Known> {
  const start = randomUUID();
  const kept = new Map<string, Known>();
  const thread = ({ id }: Ask) => `${start}-${id}`;
  return {
    start,
    thread,
    message: (ask) => `${thread(ask)}-${(ask.past?.length ?? 0) + 1}`,
    known: ({ id, past = [] }) => (past.length > 0 ? kept.get(id) : undefined),
    learn: ({ id, past, isLast }, known) => {
      kept.delete(id);
      if (!past || isLast) return;
      kept.set(id, known);
      const [oldest] = kept.keys();
      if (kept.size > most && oldest !== undefined) kept.delete(oldest);
    },
  };
}

/** As many as tasks can be open at once. */
const most = 10_000;
