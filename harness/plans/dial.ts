import { badArgument } from '../model/error.ts';
import type { FaultRegistry } from '../model/fault/fault-registry.ts';
import type { Plan, Strike } from '../model/fault/plan.ts';
import { didYouMean } from '../model/options/nearest.ts';
import { parametersOf } from './parameters.ts';

/** One number of a plan that can be varied: a parameter of a strike's fault, or the strike's chance. */
export interface Dial {
  /** As it was asked for: `slow.ms`. */
  readonly name: string;
  /** `ms`, `frames` …; '' where it has none. */
  readonly unit: string;
  /** The place of its strike in the plan, from 0. */
  readonly strike: number;
  readonly min: number;
  readonly max: number;
  readonly isWhole: boolean;
  /** The plan with that number in place of its own. */
  readonly at: (value: number) => Plan;
}

/**
 * The dial of a plan by its name: `slow.ms`, `slow.chance`, `slow#2.ms` for the second strike of the plan,
 * or `chance` where the plan has one strike. Throws `bad-argument` where the plan has no such strike, or
 * several, or its fault no such number.
 */
export function dialOf(plan: Plan, name: string, faults: FaultRegistry): Dial {
  const [, fault, place, number = ''] = /^(?:([a-z0-9-]+)(?:#(\d+))?\.)?(\w+)$/.exec(name) ?? [];
  if (number === '' || (fault === undefined && number !== 'chance')) {
    throw badArgument(
      'a number of a strike, such as slow.ms, slow.chance or slow#2.ms',
      JSON.stringify(name),
      has(plan),
    );
  }
  const strike = placeOf(plan, fault, place);
  const its = plan[strike] as Strike;
  const numbers = numbersOf(its, faults);
  const found = numbers.find((one) => one.name === number);
  if (!found) {
    const names = numbers.map((one) => one.name);
    throw badArgument(
      `a number of ${its.fault.name}: ${names.join(', ')}`,
      JSON.stringify(number),
      `${didYouMean(number, names)}Name one that it has.`,
    );
  }
  const { unit, min, max, isWhole, turned } = found;
  const at = (value: number) => plan.map((one, n) => (n === strike ? turned(value) : one));
  return { name, unit, strike, min, max, isWhole, at };
}

interface Turnable extends Omit<Dial, 'strike' | 'at'> {
  readonly turned: (value: number) => Strike;
}

/** The parameters of a strike's fault that are numbers, and its chance. */
function numbersOf(strike: Strike, faults: FaultRegistry): readonly Turnable[] {
  const { fault, when } = strike;
  const own = parametersOf(faults.named(fault.name)).flatMap(({ name, unit, range }) => {
    if (range.kind !== 'whole' && range.kind !== 'number') return [];
    const turned = (value: number) => ({
      ...strike,
      fault: { ...fault, params: { ...fault.params, [name]: value } },
    });
    const { kind, min, max } = range;
    return [{ name, unit, min, max, isWhole: kind === 'whole', turned }];
  });
  const turned = (value: number) => ({ ...strike, when: { ...when, chance: value } });
  return [...own, { name: 'chance', unit: '', min: 0, max: 1, isWhole: false, turned }];
}

function placeOf(plan: Plan, fault: string | undefined, place: string | undefined): number {
  const named = plan.flatMap((strike, index) =>
    (fault === undefined || strike.fault.name === fault) &&
    (place === undefined || Number(place) === index + 1)
      ? [index]
      : [],
  );
  const [only, ...more] = named;
  if (only !== undefined && more.length === 0) return only;
  const asked = `${fault ?? 'chance'}${place === undefined ? '' : `#${place}`}`;
  if (only === undefined) {
    const names = plan.map((strike) => strike.fault.name);
    const hint = fault === undefined ? '' : didYouMean(fault, names);
    throw badArgument('a strike of the plan', asked, `${hint}${has(plan)}`);
  }
  throw badArgument(`one strike of the plan`, `${asked}, which are ${named.length}`, has(plan));
}

function has(plan: Plan): string {
  const strikes = plan.map(({ fault, at }, index) => `${fault.name}#${index + 1} at ${at}`);
  return strikes.length === 0
    ? 'The plan has no strikes: give one with --plan.'
    : `The plan has ${strikes.join(', ')}.`;
}
