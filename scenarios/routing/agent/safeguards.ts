import { withoutOne } from '../../safeguards.ts';

/** What keeps a router from failing, stalling, or spending too much; each can be switched off. */
export interface Safeguards {
  /** What cannot be scored goes the way that is set for that. */
  readonly hasDefault: boolean;
  /** A score is waited for only so long, so that nobody who needs none waits behind it. */
  readonly limitsScoring: boolean;
  /** A conversation that has had the strong model keeps it, however short its next turn is. */
  readonly keepsLevel: boolean;
  /** Less than was wanted is told, never given to what is risky, and only to so many at once. */
  readonly declaresDowngrades: boolean;
  /** Somebody is told when another share than usual goes to the strong model. */
  readonly watchesShare: boolean;
  /** A model that keeps failing is left alone for a while, and then tried by one. */
  readonly coolsDown: boolean;
  /** What a tenant may have of the strong model has an end. */
  readonly capsSpend: boolean;
}

/** Everything on: how the router runs in production. */
export const careful: Safeguards = {
  hasDefault: true,
  limitsScoring: true,
  keepsLevel: true,
  declaresDowngrades: true,
  watchesShare: true,
  coolsDown: true,
  capsSpend: true,
};

/** The careful set without one of its safeguards; all of it where none is named. */
export function without(name?: keyof Safeguards): Safeguards {
  return withoutOne(careful, name);
}
