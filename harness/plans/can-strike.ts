import { isFor, type Faceted } from '../model/fault/facet.ts';
import type { Fault } from '../model/fault/fault.ts';

/** What is known of a call that a fault may strike, and of its point. */
export interface Strikable extends Faceted {
  /** Whether it changes the world. */
  readonly acts: boolean;
  /** Whether its reply came in pieces; null or left out where that is not known. */
  readonly streamed?: boolean | null;
  /** The fields of its reply, apart by spaces; left out where they are not known. */
  readonly fields?: string;
}

/** Whether a fault can do anything at such a call. */
export function canStrike(
  { kind, params }: Pick<Fault, 'kind' | 'params'>,
  at: Strikable,
): boolean {
  if (kind.only === 'acts' && !at.acts) return false;
  if (kind.only === 'streams' && at.streamed === false) return false;
  const { field } = params;
  if (typeof field === 'string' && at.fields?.split(' ').includes(field) === false) return false;
  return isFor(kind.needs, at);
}
