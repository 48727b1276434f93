import { withoutOne } from '../safeguards.ts';

/** What keeps the assistant honest and cheap while tools are down; each can be switched off. */
export interface Safeguards {
  /** A tool that is down is told to the model and listed, not passed on as an empty result. */
  readonly tellsMissing: boolean;
  /** Writes need their critical tool live, in this very request. */
  readonly guardsWrites: boolean;
  /** A tool that keeps failing is left alone for a while. */
  readonly breaksCircuit: boolean;
  /** A reply that does not fit the tool's schema is a failure of the tool. */
  readonly validatesReplies: boolean;
  /** Fallbacks older than the tool's bound are not served, younger ones are marked. */
  readonly boundsAge: boolean;
  /** An open breaker lets one call through after a while, and closes when that goes well. */
  readonly probesAgain: boolean;
  /** Calls that meet a half-open breaker wait for the one probe rather than join it. */
  readonly probesOnce: boolean;
  /** A request makes few calls at a time, however many the model asks for. */
  readonly capsFanOut: boolean;
}

/** Everything on: how the assistant runs in production. */
export const careful: Safeguards = {
  tellsMissing: true,
  guardsWrites: true,
  breaksCircuit: true,
  validatesReplies: true,
  boundsAge: true,
  probesAgain: true,
  probesOnce: true,
  capsFanOut: true,
};

/** The careful set without one of its safeguards; all of it where the name is empty. */
export function without(name?: string): Safeguards {
  return withoutOne(careful, name);
}
