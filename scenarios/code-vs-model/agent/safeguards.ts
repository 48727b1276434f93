import { withoutOne } from '../../safeguards.ts';

/** What is left to code though a model could do it too; each can be switched off. */
export interface Safeguards {
  /** Addresses, sums and tax are worked out in code, not asked of the model. */
  readonly rulesFirst: boolean;
  /** The prompt holds the claim and nothing that changes from one time to the next. */
  readonly asksOnlyTheClaim: boolean;
  /** Limits are held against the sum of the line items, not the total the model names. */
  readonly countsInCode: boolean;
  /** What the model says is one of the queues, or is asked for once more, or is not used. */
  readonly checksOutput: boolean;
  /** While the rules are down, few claims of a batch go to the model in their place. */
  readonly capsSpill: boolean;
  /** What a rule rejects is rejected; the model is not asked for a second opinion. */
  readonly rulesWin: boolean;
}

/** Everything on: how the desk runs in production. */
export const careful: Safeguards = {
  rulesFirst: true,
  asksOnlyTheClaim: true,
  countsInCode: true,
  checksOutput: true,
  capsSpill: true,
  rulesWin: true,
};

/** The careful set without one of its safeguards; all of it where the name is empty. */
export function without(name?: string): Safeguards {
  return withoutOne(careful, name);
}
