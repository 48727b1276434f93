import type { Leaf } from '../partial/leaves.ts';
import { fieldOf, statedIn } from './facts.ts';

/** What some replies add up to in one of their fields. */
export interface Sum {
  /** Written as in facts. */
  readonly text: string;
  /** How many numbers are added: one alone is no sum. */
  readonly parts: number;
}

/** The sum of all numbers of each field in some replies, by the field's name. */
export function sumsOf(replies: readonly unknown[]): ReadonlyMap<string, Sum> {
  const numbers = statedIn(replies).filter(
    (leaf): leaf is Leaf & { readonly value: number } => typeof leaf.value === 'number',
  );
  const fields = Map.groupBy(numbers, fieldOf);
  return new Map(
    [...fields].map(([field, its]) => [
      field,
      {
        // 0.1 + 0.2 is 0.3 to whoever reads it.
        text: String(Number(its.reduce((sum, { value }) => sum + value, 0).toFixed(6))),
        parts: its.length,
      },
    ]),
  );
}
