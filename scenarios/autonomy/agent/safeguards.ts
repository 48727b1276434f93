import { withoutOne } from '../../safeguards.ts';

/** What keeps the desk within the trust it has earned; each can be switched off. */
export interface Safeguards {
  /** Only so much is done before it is reviewed, and so many wrong actions end the trust. */
  readonly capsBlast: boolean;
  /** No decision is not a yes. */
  readonly needsDecision: boolean;
  /** Few requests for approval wait at a time. */
  readonly boundsQueue: boolean;
  /** An approval holds for the arguments, the state and the time it was given for. */
  readonly bindsApproval: boolean;
  /** People are asked about what cannot be undone only, and a few times a ticket. */
  readonly promptsSparingly: boolean;
  /** Without reviews there is no trust. */
  readonly demotesBlind: boolean;
  /** Each segment earns and loses its own trust. */
  readonly gatesSegments: boolean;
}

/** Everything on: how the desk runs in production. */
const careful: Safeguards = {
  capsBlast: true,
  needsDecision: true,
  boundsQueue: true,
  bindsApproval: true,
  promptsSparingly: true,
  demotesBlind: true,
  gatesSegments: true,
};

/** The careful set without one of its safeguards; all of it where the name is empty. */
export function without(name?: string): Safeguards {
  return withoutOne(careful, name);
}
