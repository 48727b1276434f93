import type { Leaf } from '../partial/leaves.ts';
import { fieldOf, statedIn } from './facts.ts';

/** The sum of all numbers of each field in some replies, written as in facts, by the field's name. */
export function sumsOf(replies: readonly unknown[]): ReadonlyMap<string, string> {
  const numbers = statedIn(replies).filter(
    (leaf): leaf is Leaf & { readonly value: number } => typeof leaf.value === 'number',
  );
  const fields = Map.groupBy(numbers, fieldOf);
  return new Map(
    [...fields].map(([field, its]) => [
      field,
      // 0.1 + 0.2 is 0.3 to whoever reads it.
      String(Number(its.reduce((sum, { value }) => sum + value, 0).toFixed(6))),
    ]),
  );
}
