import { isFor, type Faceted } from '../model/fault/facet.ts';
import type { Fault } from '../model/fault/fault.ts';

/** A call that a fault may strike, as far as it is known, with the facets of its point. */
export interface Strikable extends Faceted {
  /** Whether it changes the world. */
  readonly acts: boolean;
  /** Whether its reply came in pieces; null or absent if unknown. */
  readonly streamed?: boolean | null;
  /** The names of its reply's fields, separated by spaces; absent if unknown. */
  readonly fields?: string;
}

/** Whether a fault can change such a call. */
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
