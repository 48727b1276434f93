import { withoutOne } from '../../safeguards.ts';

/** What keeps callers who share one call from harming each other; each can be switched off. */
export interface Safeguards {
  /** A question that is under way, or was just answered, is not put to the model again. */
  readonly joinsCalls: boolean;
  /** A call that failed is made again for all who wait by one of them, and only so often. */
  readonly promotesOne: boolean;
  /** A call goes on for as long as anybody waits, whoever began it. */
  readonly outlivesLeader: boolean;
  /** Each caller waits as long as it has time itself, not as long as whoever began the call. */
  readonly keepsOwnDeadline: boolean;
  /** Who joins a stream late gets it from its first token. */
  readonly replaysStart: boolean;
  /** Nobody's stream waits for the connection of somebody else. */
  readonly isolatesReaders: boolean;
  /** An entry of a batch goes to whom it names, wherever it stands in the reply. */
  readonly matchesEntries: boolean;
  /** Two requests that change something are two, however alike they are. */
  readonly keepsWritesApart: boolean;
}

/** Everything on: how the gateway runs in production. */
export const careful: Safeguards = {
  joinsCalls: true,
  promotesOne: true,
  outlivesLeader: true,
  keepsOwnDeadline: true,
  replaysStart: true,
  isolatesReaders: true,
  matchesEntries: true,
  keepsWritesApart: true,
};

/** The careful set without one of its safeguards; all of it where none is named. */
export function without(name?: keyof Safeguards): Safeguards {
  return withoutOne(careful, name);
}
