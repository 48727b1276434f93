import { parametersOf } from '../../../plans/parameters.ts';
import type { FaultRegistry } from '../../../model/fault/fault-registry.ts';
import type { Strike } from '../../../model/fault/plan.ts';
import type { Found, Trials } from './trials.ts';

/** Waits that a failure is tried with (ms), from those that nobody minds to those that all do. */
const waits = [100, 1_000, 3_000, 10_000, 30_000, 45_000, 120_000, 600_000];

/** The same plan with each strike at a first attempt and with the shortest of some waits, where it fails so, too. */
export async function weaken(
  whole: Found,
  { fails }: Trials,
  faults: FaultRegistry,
): Promise<Found> {
  let found = whole;
  const take = async (index: number, strike: Strike) => {
    const less = await fails(found.plan.with(index, strike), found.record);
    const isTaken = less !== null && less.plan.length <= found.plan.length;
    if (isTaken) found = less;
    return isTaken;
  };
  for (const index of whole.plan.keys()) {
    const strike = found.plan[index];
    if (!strike) break;
    const { site } = strike.when;
    if (site && site.attempt > 1) {
      await take(index, { ...strike, when: { ...strike.when, site: { ...site, attempt: 1 } } });
    }
    for (const name of waitsOf(strike, faults))
      await shorten(index, name, () => found.plan[index], take);
  }
  return found;
}

/** Finds the shortest wait that fails by halving the list: a longer one fails, too, as a rule. */
async function shorten(
  index: number,
  name: string,
  now: () => Strike | undefined,
  take: (index: number, strike: Strike) => Promise<boolean>,
): Promise<void> {
  const strike = now();
  if (!strike) return;
  const { fault } = strike;
  const shorter = waits.filter((ms) => ms < Number(fault.params[name]));
  let [from, to] = [0, shorter.length];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    const params = { ...fault.params, [name]: shorter[middle] };
    if (await take(index, { ...strike, fault: { ...fault, params } })) to = middle;
    else from = middle + 1;
  }
}

/** The parameters of a strike's fault that say how long something takes. */
function waitsOf({ fault }: Strike, faults: FaultRegistry): readonly string[] {
  return parametersOf(faults.named(fault.name))
    .filter(({ name, unit, range }) => {
      return unit === 'ms' && range.kind === 'whole' && range.min <= 100 && name in fault.params;
    })
    .map(({ name }) => name);
}
