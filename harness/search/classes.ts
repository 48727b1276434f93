import type { Fault } from '../model/fault.ts';
import type { Crossing } from './observation.ts';
import { faultKey, siteOf } from './schedule.ts';

/** Which faults were one and the same to the agent, call by call, as level 1 showed. */
export interface Classes {
  /** The fault that stands for this one at this call; null where it stands for itself. */
  readonly representative: (crossing: Crossing, fault: Fault) => Fault | null;
}

/** What one fault did at one call. */
export interface Seen {
  readonly crossing: Crossing;
  readonly fault: Fault;
  /** Names all that came after it. */
  readonly future: string;
}

/** The classes that level 1 shows; the first fault of each, in the menu's order, stands for it. */
export function classesOf(seen: readonly Seen[]): Classes {
  const first = new Map<string, Fault>();
  const standsFor = new Map<string, Fault>();
  for (const { crossing, fault, future } of seen) {
    const site = siteOf(crossing);
    const representative = first.get(`${site} ${future}`);
    if (representative) standsFor.set(`${site} ${faultKey(fault)}`, representative);
    else first.set(`${site} ${future}`, fault);
  }
  return {
    representative: (crossing, fault) =>
      standsFor.get(`${siteOf(crossing)} ${faultKey(fault)}`) ?? null,
  };
}
