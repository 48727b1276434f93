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
  const targets = [...new Set(sites.map(targetOf))].join(', ');
  if (sites.some((site) => search.faults.some((fault) => canStrike(fault, site)))) {
    return `each fault that was sent left its call as it was (${targets})`;
  }
  const names = [...new Set(search.faults.map(({ name }) => name))].join(', ');
  return `none of these faults (${names}) can strike what the agent calls: ${targets}`;
}

/**
 * The calls that were made without faults, yet in no fault phase of a search, and the points that nothing called at
 * all, in words: no fault could strike there. Null where there is none.
 */
export function hiddenCalls({ sites }: Search, faultless: Trace): string | null {
  const seen = [...sites.values()];
  const struck = new Set(seen.map(targetOf));
  const others = [...callsIn(faultless)].flatMap(([{ role }, calls]) =>
    role === 'during' ? [] : [...calls],
  );
  const hidden = [...new Set(others.filter((call) => !struck.has(call)))];
  const isCalled = (name: string) =>
    [...struck, ...hidden].some((call) => call.endsWith(` at ${name}`));
  const idle = Object.keys(faultless.points).filter((name) => !isCalled(name));
  const all = [
    ...(hidden.length > 0
      ? [`in no fault phase ${hidden.join(', ')} was called (what an agent keeps, it asks no more)`]
      : []),
    ...(idle.length > 0 ? [`nothing called ${idle.join(', ')}`] : []),
  ];
  return all.length > 0 ? `${all.join(', and ')}: no fault could strike there` : null;
}

function targetOf({ point, label }: { readonly point: string; readonly label: string }): string {
  return `${label} at ${point}`;
}

/** The calls of a run by phase. */
function callsIn({ events }: Trace): ReadonlyMap<Phase, ReadonlySet<string>> {
  const made = new Map<Phase, Set<string>>();
  let phase: Phase = usualPhases.baseline;
  for (const event of events) {
    if (event.kind === 'phase') phase = { name: event.phase, role: event.role };
    if (event.kind !== 'call.start') continue;
    made.set(phase, (made.get(phase) ?? new Set()).add(targetOf(event)));
  }
  return made;
}

function noCalls(faultless: Trace): string {
  const made = callsIn(faultless);
  const none = 'no call was made in the fault phase, where faults strike';
  if (made.size === 0) return `${none}, nor in any other phase`;
  const others = [...made].map(([{ name }, calls]) => `the ${name} made ${[...calls].join(', ')}`);
  const isAsked = [...made.keys()].some(({ role }) => role === 'before');
  const why = isAsked ? ' (an agent that keeps what it was told asks no more)' : '';
  return `${none}: ${others.join('; ')}${why}`;
}
