import type { Strike } from '../../model/fault/plan.ts';
import { demandTrace } from '../../model/options/demand-trace.ts';
import { eventsOf, type Trace } from '../../model/trace/trace.ts';
import { passed, unknown, type Verdict } from '../../model/trace/verdict.ts';

/**
 * Passes if a strike of the plan struck; unknown with the names of the faults if none did. One of them
 * is enough: the checks judge by those that struck, and reports list the strikes that no run met.
 * Passes for a plan that was written empty, a run without faults; unknown for one that was drawn empty.
 *
 * @example check('mine', (trace) => (struck(trace).result === 'pass' ? passed : unknown('no fault struck')))
 */
export function struck(trace: Trace): Verdict {
  demandTrace(trace, 'struck(…)');
  if (trace.plan.length === 0) {
    return trace.drawn ? unknown(`no fault was drawn for seed ${trace.seed}`) : passed;
  }
  const hit = new Set(eventsOf(trace, 'fault.hit').map((event) => event.strike));
  const missed = trace.plan.filter((_, index) => !hit.has(index));
  if (missed.length < trace.plan.length) return passed;
  const named = missed.slice(0, maxNamed).map(nameOf).join('; ');
  const more = missed.length > maxNamed ? `; and ${missed.length - maxNamed} more` : '';
  return unknown(`the fault never struck: ${named}${more}`);
}

const maxNamed = 5;

function nameOf({ fault, at, when }: Strike): string {
  const { site, ...rest } = when;
  const parts = Object.entries(rest).map(([name, value]) => `${name} ${[value].flat().join('–')}`);
  if (site) parts.push(`${site.op} attempt ${site.attempt}`);
  return `${fault.name} at ${at}${parts.length > 0 ? ` (${parts.join(', ')})` : ''}`;
}
