import type { FaultFactory, NoParams } from '../../harness/plans/define.ts';
import { valueFault } from '../shared/reply-faults.ts';
import { endsIn } from '../shared/field-name.ts';
import { isObject, mapFields } from '../../harness/model/json/walk.ts';

/**
 * Every list becomes empty, and the fields beside it agree: counts are 0, and there is no next
 * page. A reply without a list passes unchanged.
 * @example emptyForMany().at('retriever')
 */
export const emptyForMany: FaultFactory<NoParams> = valueFault({
  name: 'empty-for-many',
  about: 'The reply says that nothing was found, though there is something.',
  tried: 'as a lie',
  change: emptied,
});

function emptied(value: unknown): unknown {
  if (Array.isArray(value)) return [];
  if (!isObject(value)) return value;
  // `total` beside a list counts it; anywhere else it may be a sum of money.
  const holdsList = Object.values(value).some(Array.isArray);
  return mapFields(value, ([name, inner]) => {
    if (holdsList && typeof inner === 'number' && endsIn(name, counts)) return [[name, 0]];
    if (holdsList && inner === true && more.test(name)) return [[name, false]];
    if (holdsList && typeof inner === 'string' && next.test(name)) return [[name, null]];
    return [[name, emptied(inner)]];
  });
}

const counts: ReadonlySet<string> = new Set(
  'count,total,size,length,hits,found,results,n'.split(','),
);
const more = /^has_?(more|next)(_?page)?$/i;
const next = /^next(_?(page|cursor|token|page_?token|link|url))?$/i;
