import { canStrike } from '../../plans/can-strike.ts';
import { usualPhases, type Phase } from '../../model/phase.ts';
import type { Trace } from '../../model/trace/trace.ts';
import type { Search } from './search-state.ts';

/**
 * The reason for which no fault of a search struck anything, in words; null if one did. A search without
 * a strike has shown nothing.
 */
export function vacuityOf(search: Search, faultless: Trace): string | null {
  if (search.doubts.struck() > 0) return null;
  const sites = [...search.sites.values()];
  if (sites.length === 0) return noCalls(faultless);
  const targets = [...new Set(sites.map(({ point, label }) => `${label} at ${point}`))].join(', ');
  if (sites.some((site) => search.faults.some((fault) => canStrike(fault, site)))) {
    return `each fault that was sent left its call as it was (${targets})`;
  }
  const names = [...new Set(search.faults.map(({ name }) => name))].join(', ');
  return `none of these faults (${names}) can strike what the agent calls: ${targets}`;
}

function noCalls({ events }: Trace): string {
  const made = new Map<Phase, Set<string>>();
  let phase: Phase = usualPhases.baseline;
  for (const event of events) {
    if (event.kind === 'phase') phase = { name: event.phase, role: event.role };
    if (event.kind !== 'call.start') continue;
    made.set(phase, (made.get(phase) ?? new Set()).add(`${event.label} at ${event.point}`));
  }
  const none = 'no call was made in the fault phase, where faults strike';
  if (made.size === 0) return `${none}, nor in any other phase`;
  const others = [...made].map(([{ name }, calls]) => `the ${name} made ${[...calls].join(', ')}`);
  const isAsked = [...made.keys()].some(({ role }) => role === 'before');
  const why = isAsked ? ' (an agent that keeps what it was told asks no more)' : '';
  return `${none}: ${others.join('; ')}${why}`;
}
