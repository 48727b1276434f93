import { makeFault } from '../../plans/define.ts';
import { isFor } from '../../model/fault/facet.ts';
import { isStanding, type Fault } from '../../model/fault/fault.ts';
import { eventsOf, type Trace } from '../../model/trace/trace.ts';
import { faultKey } from '../schedule.ts';

/**
 * The faults that a search strikes with: each of these, or its variants if parameters were left open,
 * given the replies of a run without faults.
 */
export function withVariants(faults: readonly Fault[], trace: Trace): readonly Fault[] {
  const replies = eventsOf(trace, 'call.end').flatMap(({ point, outcome, meaning }) =>
    outcome === 'replied' && isFor(['value'], trace.points[point]) ? [meaning] : [],
  );
  const all = faults.flatMap((fault) => {
    const { kind } = fault;
    if (isStanding(kind) || !kind.variants) return [fault];
    return kind.variants(fault.params, replies).map((params) => makeFault(kind, params));
  });
  return [...new Map(all.map((fault) => [faultKey(fault), fault])).values()];
}
