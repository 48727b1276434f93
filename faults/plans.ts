import * as fc from 'fast-check';
import { HarnessError } from '../harness/model/error.ts';
import { isStanding, type Fault, type FaultKind } from '../harness/model/fault.ts';
import { listOf, thing, whole } from '../harness/model/kinds.ts';
import type { Plan, Strike, Target } from '../harness/model/plan.ts';
import type { PointKind } from '../harness/model/point.ts';
import { targetsOf, type Scenario } from '../harness/model/scenario.ts';
import { demandOptions, type Demand } from '../harness/model/strict.ts';
import { faultsOf } from './arbitrary.ts';
import { catalogue, faultNamed } from './catalogue.ts';
import { didYouMean } from '../harness/model/nearest.ts';

/** What of a scenario plans are drawn for: itself, or its points before it is written. */
export type Struck = Pick<Scenario, 'points'> & Partial<Pick<Scenario, 'systems'>>;

/** Which plans are drawn. */
export interface PlansOptions {
  /** The most strikes; 3 where left out. */
  readonly most?: number;
  /** What to strike with; the whole catalogue, with any parameters, where left out. */
  readonly faults?: readonly Fault[];
}

/**
 * A fast-check arbitrary of the plans that a scenario can be run with, the empty one among them. It
 * shrinks to fewer strikes, then to simpler ones, and never to a plan that the scenario would refuse.
 *
 * @example
 * test.prop([plans(booksOnce, { most: 2 })])('nobody is charged twice', async (plan) => {
 *   expect(await run(booksOnce, { mode: 'sim', seed: 1, plan })).not.toBreak('exactly-once');
 * });
 */
export function plans(of: Struck, options: PlansOptions = {}): fc.Arbitrary<Plan> {
  demandOptions(options, { what: 'the options of plans(…)', shape });
  const { most = 3, faults } = options;
  const aims = Object.entries(targets(of)).flatMap(([name, target]) => {
    const any = strikesAt(name, target, faults);
    return any === null ? [] : [any];
  });
  if (aims.length === 0) throw nothingStrikes(of, faults ?? []);
  return fc.array(fc.oneof(...aims), { maxLength: most });
}

const shape: Demand<PlansOptions>['shape'] = {
  most: whole(1),
  faults: listOf(thing('a fault', { name: 'string' }), 'a list of faults such as lostReply()'),
};

/**
 * A fast-check arbitrary of the faults that can strike a point, with any parameters they may have:
 * of a scenario's point by its name, or of a point such as `api(…)` itself.
 *
 * @example
 * fc.assert(fc.asyncProperty(faultsAt(booksOnce, 'flights'), (fault) => bears(fault)));
 */
export function faultsAt(of: Struck, name: string): fc.Arbitrary<Fault>;
export function faultsAt(point: { readonly kind: PointKind }): fc.Arbitrary<Fault>;
export function faultsAt(
  of: Struck | { readonly kind: PointKind },
  name: string = '',
): fc.Arbitrary<Fault> {
  return faultsOf(kindsFor(('points' in of ? targetNamed(of, name) : of).kind));
}

type AnyTarget = ReturnType<typeof targetsOf>[string] & { readonly effects?: readonly string[] };

function targets({ points, systems = [] }: Struck): Readonly<Record<string, AnyTarget>> {
  return targetsOf({ points, systems });
}

function targetNamed(of: Struck, name: string): AnyTarget {
  const all = targets(of);
  const found = Object.hasOwn(all, name) ? all[name] : undefined;
  if (found) return found;
  const names = Object.keys(all);
  throw new HarnessError('unknown-point', {
    expected: `a point of the scenario: ${names.join(', ')}`,
    got: JSON.stringify(name),
    fix: `${didYouMean(name, names)}Name a point there is.`,
  });
}

function kindsFor(kind: PointKind): readonly FaultKind[] {
  return [...catalogue.values()].filter(({ strikes }) => strikes.includes(kind));
}

/** Strikes on calls and standing ones are aimed in ways of their own; null where there are none. */
function strikesAt(
  name: string,
  { kind, effects = [] }: AnyTarget,
  faults: readonly Fault[] | undefined,
): fc.Arbitrary<Strike> | null {
  const fits = (fault: Pick<Fault, 'name'>) => faultNamed(fault.name).strikes.includes(kind);
  const sorts = [false, true].flatMap((stands) => {
    const isSort = (fault: Pick<Fault, 'name'>) => isStanding(faultNamed(fault.name)) === stands;
    const fault = anyOf(
      faults?.filter((one) => fits(one) && isSort(one)),
      kindsFor(kind).filter(isSort),
    );
    const when = stands ? windows : calls(effects);
    return fault ? [fc.tuple(fault, when).map(([one, target]) => one.at(name, target))] : [];
  });
  return sorts.length === 0 ? null : fc.oneof(...sorts);
}

/** Any of the faults given; where none were given, any fault of the kinds. */
function anyOf(
  given: readonly Fault[] | undefined,
  kinds: readonly FaultKind[],
): fc.Arbitrary<Fault> | null {
  if (given) return given.length === 0 ? null : fc.constantFrom(...given);
  return kinds.length === 0 ? null : faultsOf(kinds);
}

/** Most calls that a strike counts, and the longest window (ms): beyond them agents seldom go. */
const mostCalls = 6;
const longestMs = 10_000;

function calls(effects: readonly string[]): fc.Arbitrary<Target> {
  const nth = fc.integer({ min: 1, max: mostCalls });
  const some = fc
    .tuple(nth, fc.nat({ max: mostCalls }))
    .map(([from, more]): readonly [number, number] => [from, from + more]);
  return fc.record(
    {
      calls: fc.oneof(nth, some),
      ...(effects.length === 0 ? {} : { call: fc.constantFrom(...effects) }),
    },
    { requiredKeys: [], noNullPrototype: true },
  );
}

const windows: fc.Arbitrary<Target> = fc.record(
  {
    ms: fc
      .tuple(fc.nat({ max: longestMs }), fc.nat({ max: longestMs }))
      .map(([from, more]): readonly [number, number] => [from, from + more]),
  },
  { requiredKeys: [], noNullPrototype: true },
);

function nothingStrikes(of: Struck, faults: readonly Fault[]): HarnessError {
  const points = Object.entries(targets(of)).map(([name, { kind }]) => `${name} (${kind})`);
  return new HarnessError('bad-argument', {
    expected: `a fault that can strike a point of the scenario: ${points.join(', ')}`,
    got: faults.length === 0 ? 'none' : faults.map(({ name }) => name).join(', '),
    fix: 'Add one to `faults`, or leave it out for the whole catalogue.',
  });
}
