import { withoutOne } from '../../safeguards.ts';

/** What keeps the desk from answering what it should not; each can be switched off alone. */
export interface Safeguards {
  /** Without a passage that answers the question there is no answer, whatever the scorer says. */
  readonly needsEvidence: boolean;
  /** A passage too old for its topic is not current: its age is told, or it is not used. */
  readonly checksAge: boolean;
  /** What the question takes for granted is confirmed first; what cannot be checked is not. */
  readonly checksPremise: boolean;
  /** A confidence that is no number from 0 to 1 means abstain. */
  readonly needsSignal: boolean;
  /** Passages that disagree are shown to people, all of them. */
  readonly seesConflict: boolean;
  /** A scorer that fails once is asked once more before it counts as no signal. */
  readonly retriesSignal: boolean;
  /** A scorer that was down is tried again after a while. */
  readonly probesAgain: boolean;
  /** A score that rests on fewer sources counts for less. */
  readonly weighsEvidence: boolean;
}

/** All of them, as in production. */
export const careful: Safeguards = {
  needsEvidence: true,
  checksAge: true,
  checksPremise: true,
  needsSignal: true,
  seesConflict: true,
  retriesSignal: true,
  probesAgain: true,
  weighsEvidence: true,
};

/** All of them but one, or all where the name is empty; throws RangeError on an unknown name. */
export function without(name?: string): Safeguards {
  return withoutOne(careful, name);
}
