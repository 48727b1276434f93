import { withoutOne } from '../safeguards.ts';

/** What keeps a half-done trip from doing harm; each can be taken out alone, to see what it is for. */
export interface Safeguards {
  /** The way back is on file before the way forward is tried. */
  readonly registerFirst: boolean;
  /** A call whose outcome is unknown has its key voided, so that it cannot land later. */
  readonly fenceLateForward: boolean;
  /** A cancellation that failed is handed to people, not swallowed. */
  readonly reportFailedCompensation: boolean;
  /** The idempotency key is on file before the call that uses it. */
  readonly checkpointBeforeEffect: boolean;
  /** One key stands for one request: the same key with other arguments is an error. */
  readonly detectKeyConflict: boolean;
  /** A missing permission ends the run with a question instead of a wait. */
  readonly surfaceBlocked: boolean;
  /** The answer is written from the log, not from what the model says. */
  readonly honestStatus: boolean;
}

/** All of them, as in production. */
export const careful: Safeguards = {
  registerFirst: true,
  fenceLateForward: true,
  reportFailedCompensation: true,
  checkpointBeforeEffect: true,
  detectKeyConflict: true,
  surfaceBlocked: true,
  honestStatus: true,
};

/** The careful set without one of its safeguards; all of it where the name is empty. */
export function without(name?: string): Safeguards {
  return withoutOne(careful, name);
}
