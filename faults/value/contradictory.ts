import { canonical } from '../../harness/model/json/json.ts';
import { integer, type Draw } from '../../harness/model/random.ts';
import type { FaultFactory, NoParams } from '../../harness/plans/define.ts';
import { valueFault } from '../shared/reply-faults.ts';
import { otherIdentities } from '../shared/identities.ts';
import { otherNumbers } from '../shared/numbers.ts';
import { isObject, mapFields } from '../../harness/model/json/walk.ts';

/**
 * A list gets a twin of one entry with other numbers and ids, right after it; an object without
 * lists gets other numbers, all by one factor. A reply with neither passes as it is.
 * @example contradictory().at('quotes', { calls: 2 })
 */
export const contradictory: FaultFactory<NoParams> = valueFault({
  name: 'contradictory',
  about: 'The reply contradicts itself or other sources: a twin entry or numbers that disagree.',
  tried: 'as a lie',
  change: (meaning, _params, { draw }) => {
    const twinned = withTwins(meaning, draw);
    return canonical(twinned) === canonical(meaning) ? otherNumbers(meaning, draw) : twinned;
  },
});

function withTwins(value: unknown, draw: Draw): unknown {
  if (isObject(value)) {
    return mapFields(value, ([name, inner]) => [[name, withTwins(inner, draw)]]);
  }
  if (!Array.isArray(value) || value.length === 0) return value;
  const index = integer(draw, 0, value.length - 1);
  const entry: unknown = value[index];
  const twin = otherIdentities(otherNumbers(entry, draw), draw, false);
  // A twin that agrees with its entry contradicts nothing.
  return canonical(twin) === canonical(entry) ? value : value.toSpliced(index + 1, 0, twin);
}
