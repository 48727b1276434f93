import { isMadeUp } from '../../../model/json/made-up-id.ts';
import type { Resent } from './resent.ts';

/** What makes it doubtful that the effects of one id are one change. */
export interface Doubtful {
  /** Whether a fault delivered it twice, and nothing says whether its tool takes a key. */
  readonly isUnsure: boolean;
  readonly again: Resent | null;
  /** The other arguments of the last request, in words. */
  readonly other: string | null;
}

/** Why a change may be more than one, and what the user can do about it; null where nothing suggests so. */
export function doubtOf(
  { does, id }: { readonly does: string; readonly id: string },
  { isUnsure, again, other }: Doubtful,
): string | null {
  if (isUnsure) return redeliveredDoubtOf(does);
  if (again !== null) return resentDoubtOf(does, id, again);
  return other === null ? null : overwrittenDoubtOf(does, id, other);
}

function redeliveredDoubtOf(does: string): string {
  return (
    `${does} was delivered twice by \`repeat\` and carried no idempotency key: if the tool takes none, say ` +
    '`keyHeader: null` in the rule of that effect (`takesKey` of a point of your own), else let the agent send one'
  );
}

function resentDoubtOf(does: string, id: string, what: Resent): string {
  const shown =
    what === 'other-numbers'
      ? 'the numbers in its reply change each time'
      : 'nothing in its reply shows that it was done once';
  return (
    `${does} took effect more than once${forId(id)}, by the same request without an idempotency key, and ${shown}: ` +
    'it may have been done twice (let the agent send a key, or look before it asks again; the rule of that ' +
    'effect can say `idempotent: true`, the same request once more does nothing new, or `false`, it is done again)'
  );
}

function overwrittenDoubtOf(does: string, id: string, other: string): string {
  return (
    `${does} took effect more than once${forId(id)}, with ${other}, which it does not without faults: what was asked ` +
    'for may have been done twice (look whether the first write was done, or write the same once more; else say in ' +
    'expect.effects with which arguments it should come)'
  );
}

function forId(id: string): string {
  return isMadeUp(id) ? '' : ` for ${id}`;
}
