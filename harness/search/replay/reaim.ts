import type { Plan, Strike } from '../../model/fault/plan.ts';
import { eventsOf, type Trace } from '../../model/trace/trace.ts';

/**
 * The operations of the same name as a strike's own that its task asked of its point, each once, in
 * order: `turn 1#k3f9`, `POST /book#a1`. None for a strike that is not pinned to a call.
 */
export function siblingsOf(trace: Trace, { at, when }: Strike): readonly string[] {
  const { site, task } = when;
  if (!site) return [];
  const calls = eventsOf(trace, 'call.start').filter(
    (call) => call.point === at && call.task === task && nameOf(call.site.op) === nameOf(site.op),
  );
  return [...new Set(calls.map((call) => call.site.op))];
}

/**
 * The plan with a strike aimed at what its call has become: the one in the same place among its
 * siblings, which is asked with arguments that none of them had when the failure was found. Null
 * where there is none: another call that was always there is not it.
 */
export function reaimed(
  plan: Plan,
  index: number,
  then: readonly string[],
  trace: Trace,
): Plan | null {
  const strike = plan[index];
  const site = strike?.when.site;
  if (!strike || !site) return null;
  const op = siblingsOf(trace, strike)[then.indexOf(site.op)];
  if (op === undefined || then.includes(op)) return null;
  const when = { ...strike.when, site: { ...site, op } };
  return plan.with(index, { ...strike, when });
}

/** An operation without the hash of its arguments. */
export function nameOf(op: string): string {
  return op.replace(/#[^#]*$/, '');
}
