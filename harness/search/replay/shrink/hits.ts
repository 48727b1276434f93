import { isStanding } from '../../../model/fault/fault.ts';
import type { FaultRegistry } from '../../../model/fault/fault-registry.ts';
import { canonical } from '../../../model/json/json.ts';
import type { Plan, Strike } from '../../../model/fault/plan.ts';
import type { RunRecord } from '../../../model/trace/run-record.ts';
import { eventsOf } from '../../../model/trace/trace.ts';

/** The strikes of a run's plan that hit something. */
export function strikesThatHit({ trace }: RunRecord): Plan {
  const hits = new Set(eventsOf(trace, 'fault.hit').map(({ strike }) => strike));
  return trace.plan.filter((_, index) => hits.has(index));
}

/** The first strike of a run's plan that hit nothing; -1 where all did. */
export function missedIn({ trace }: RunRecord): number {
  const hits = new Set(eventsOf(trace, 'fault.hit').map(({ strike }) => strike));
  return trace.plan.findIndex((_, index) => !hits.has(index));
}

/** More pinned strikes than this are not worth dissecting one by one. */
const mostPinned = 32;

/** The same faults, each aimed at the one call that it struck; of too many, at the first that each struck. */
export function pinnedPlan({ trace }: RunRecord, faults: FaultRegistry): Plan {
  const calls = new Map(eventsOf(trace, 'call.start').map((event) => [event.call, event]));
  const pins = new Map<string, Strike>();
  const firsts = new Map<number, Strike>();
  for (const hit of eventsOf(trace, 'fault.hit')) {
    const call = calls.get(hit.call);
    const strike = trace.plan[hit.strike];
    if (!strike) continue;
    // What is on for a time has no call to be pinned to.
    const isPinned = call !== undefined && !isStanding(faults.named(strike.fault.name));
    const when = isPinned ? { site: call.site, task: call.task } : strike.when;
    const pin: Strike = { fault: strike.fault, at: strike.at, when };
    pins.set(canonical(pin), pin);
    if (!firsts.has(hit.strike)) firsts.set(hit.strike, pin);
  }
  return [...(pins.size > mostPinned ? firsts : pins).values()];
}
