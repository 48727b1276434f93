import type { Site } from '../../../model/call.ts';
import type { Strike } from '../../../model/fault/plan.ts';
import { eventsOf, type Trace } from '../../../model/trace/trace.ts';
import { nameOf } from '../reaim.ts';

/** Most calls that a strike is aimed at in turn. */
const mostAims = 3;

/**
 * A strike that struck a call `before` and misses `now`, aimed at what that call may have become: one of
 * the same name in its task at the same point, in the same place among these, whatever its arguments.
 * Likeliest first; none for a strike that is not pinned to a call.
 */
export function otherAims(strike: Strike, before: Trace, now: Trace): readonly Strike[] {
  const { site } = strike.when;
  if (!site) return [];
  const [then, since] = [sitesOf(before, strike, site), sitesOf(now, strike, site)];
  const [ops, newOps] = [then, since].map((sites) => [...new Set(sites.map(({ op }) => op))]);
  const op = newOps?.[ops?.indexOf(site.op) ?? -1];
  const sites = [
    since.find((one) => one.op === op && one.attempt === site.attempt),
    since[then.findIndex((one) => isSite(one, site))],
    since.find((one) => one.op === op),
    ...since,
  ];
  const others = sites.flatMap((one) => (one && !isSite(one, site) ? [one] : []));
  const distinct = others.filter((one, at) => others.findIndex((two) => isSite(one, two)) === at);
  return distinct
    .slice(0, mostAims)
    .map((aim) => ({ ...strike, when: { ...strike.when, site: aim } }));
}

/** The calls of one name that a task made at a point, in order. */
function sitesOf(trace: Trace, { at, when }: Strike, { op }: Site): readonly Site[] {
  return eventsOf(trace, 'call.start')
    .filter(
      (call) => call.point === at && call.task === when.task && nameOf(call.site.op) === nameOf(op),
    )
    .map(({ site }) => site);
}

function isSite(one: Site, other: Site): boolean {
  return one.op === other.op && one.attempt === other.attempt;
}
