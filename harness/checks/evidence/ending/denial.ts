import type { Claim, Ending } from '../../../model/trace/trace.ts';

/** Whether the words of an ending deny something. */
export function hasDenial(ending: Ending): boolean {
  return hasClaim(ending, 'denied');
}

/** Whether the words of an ending say that something may be there. */
export function hasHedge(ending: Ending): boolean {
  return hasClaim(ending, 'hedged');
}

function hasClaim(ending: Ending, claim: Claim): boolean {
  return ending.how !== 'hung' && ending.claims?.includes(claim) === true;
}
