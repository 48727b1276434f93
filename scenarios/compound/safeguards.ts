import { withoutOne } from '../safeguards.ts';

/** What keeps a chain of stages from being as bad as its worst link; each can be switched off. */
export interface Safeguards {
  /** A stage that the answer can do without is passed by when it fails, and the answer says so. */
  readonly bypassesStages: boolean;
  /** Without relevant passages there is no answer, and only those passages may be cited. */
  readonly demandsEvidence: boolean;
  /** A reply must come from the index, in the dimension and range, that the ranking was built for. */
  readonly checksContract: boolean;
  /** All stages share one deadline, rather than each having a timeout of its own. */
  readonly sharesDeadline: boolean;
  /** `verified` needs a verdict on every citation, from a verifier that turns a false claim down. */
  readonly earnsStamp: boolean;
  /** A step that runs again uses the key it used before, so that it leaves one effect. */
  readonly keepsKeys: boolean;
}

/** Everything on: how the pipeline runs in production. */
const careful: Safeguards = {
  bypassesStages: true,
  demandsEvidence: true,
  checksContract: true,
  sharesDeadline: true,
  earnsStamp: true,
  keepsKeys: true,
};

/** The careful set without one of its safeguards; all of it where the name is empty. */
export function without(name?: string): Safeguards {
  return withoutOne(careful, name);
}
