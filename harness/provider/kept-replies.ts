import { keepLatest } from '../model/recent.ts';
import type { Kept, Message } from './dialects/dialect.ts';

/** The replies that a provider keeps in one run, for requests that name them. */
export interface KeptReplies {
  readonly kept: Kept;
  readonly keep: (replies: ReadonlyMap<string, readonly Message[]>) => void;
}

/** Creates an empty store; of more than 10,000 ids the oldest are forgotten. */
export function keptReplies(): KeptReplies {
  const held = new Map<string, readonly Message[]>();
  return {
    kept: (id) => held.get(id),
    keep: (replies) => {
      for (const [id, messages] of replies) {
        held.set(id, messages);
      }
      keepLatest(held, mostKept);
    },
  };
}

const mostKept = 10_000;
