import { withoutOne } from '../../safeguards.ts';

/** What keeps five caches from serving what they should not; each can be switched off. */
export interface Safeguards {
  /** What is kept for one tenant, role, model and prompt version is found by no other. */
  readonly separatesCallers: boolean;
  /** An answer to a similar question is served only where both ask for the same thing. */
  readonly comparesIntents: boolean;
  /** What a write changes counts as changed before it is sent, and whatever becomes of its reply. */
  readonly distrustsWrites: boolean;
  /** Without cache or embedder, requests go on to the model, as many as it can bear. */
  readonly failsOpen: boolean;
  /** One question is put to the model once, few at a time, and answers expire at different times. */
  readonly shieldsModel: boolean;
  /** Only whole answers that rest on all they need are kept. */
  readonly admitsOnlyGood: boolean;
  /** A plan is kept for the tools it was made for, as they were described then. */
  readonly bindsPlans: boolean;
}

/** Everything on: how the desk runs in production. */
export const careful: Safeguards = {
  separatesCallers: true,
  comparesIntents: true,
  distrustsWrites: true,
  failsOpen: true,
  shieldsModel: true,
  admitsOnlyGood: true,
  bindsPlans: true,
};

/** The careful set without one of its safeguards; all of it where the name is empty. */
export function without(name?: string): Safeguards {
  return withoutOne(careful, name);
}
