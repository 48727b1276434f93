import * as fc from 'fast-check';
import { HarnessError } from '../harness/model/error.ts';
import { isStanding, type Fault, type FaultKind } from '../harness/model/fault.ts';
import { listOf, thing, whole } from '../harness/model/kinds.ts';
import type { Plan, Strike, Target } from '../harness/model/plan.ts';
import type { PointKind } from '../harness/model/point.ts';
import type { SeenCall } from '../harness/model/seen-call.ts';
import { targetsOf, type Scenario } from '../harness/model/scenario.ts';
import { demandOptions, type Demand } from '../harness/model/strict.ts';
import { faultsOf, samplesOf } from './arbitrary.ts';
import { catalogue, faultNamed } from './catalogue.ts';
import { struckOf } from './changes-reply.ts';
import { canStrike, lies, onlyNamed } from './menu.ts';
import { didYouMean } from '../harness/model/nearest.ts';

/** What of a scenario plans are drawn for: itself, or its points before it is written. */
export type Struck = Pick<Scenario, 'points'> & Partial<Pick<Scenario, 'systems'>>;

/** Which plans are drawn. */
export interface PlansOptions {
  /** The most strikes; 3 where left out. */
  readonly most?: number;
  /**
   * What to strike with. Where left out, the whole catalogue with any parameters, except lies, which
   * an agent can bear only as far as it has means to notice, and what is drawn only where it is named.
   */
  readonly faults?: readonly Fault[];
  /** The calls to aim at, as `callsOf` gives them; where left out, a plan may miss. */
  readonly calls?: readonly SeenCall[];
}

/** Plans that a scenario draws from the calls of a run without faults. */
export interface DrawnPlans extends fc.Arbitrary<Plan> {
  /** The plans of at least one strike that is aimed at one of these calls. */
  readonly from: (calls: readonly SeenCall[]) => fc.Arbitrary<Plan>;
}

/**
 * A fast-check arbitrary of the plans that a scenario can be run with, the empty one among them. It
 * shrinks to fewer strikes, then to simpler ones, and never to a plan that the scenario would refuse.
 * As the plan of a scenario it draws one of at least one strike for each seed, aimed at calls that the
 * agent makes without faults.
 *
 * @example
 * test.prop([plans(booksOnce, { most: 2 })])('nobody is charged twice', async (plan) => {
 *   expect(await run(booksOnce, { mode: 'sim', seed: 1, plan })).not.toBreak('exactly-once');
 * });
 */
export function plans(of: Struck, options: PlansOptions = {}): DrawnPlans {
  demandOptions(options, { what: 'the options of plans(…)', shape });
  const any = plansOf(of, options, 0);
  const from = (calls: readonly SeenCall[]) => plansOf(of, { ...options, calls }, 1);
  return Object.assign(any, { from });
}

function plansOf(of: Struck, options: PlansOptions, minLength: number): fc.Arbitrary<Plan> {
  const { most = 3, faults, calls = [] } = options;
  const all = Object.entries(targets(of));
  const strikesBy = (known: readonly SeenCall[]) =>
    all.flatMap(([name, target]) => strikesAt(name, target, faults, known));
  // An agent that calls nothing, or nothing that these faults strike, is struck where it might call.
  const aimed = calls.length > 0 ? strikesBy(calls) : [];
  const aims = aimed.length > 0 ? aimed : strikesBy([]);
  if (aims.length === 0) throw nothingStrikes(of, faults ?? []);
  return fc.array(fc.oneof(...aims), { minLength, maxLength: most });
}

const shape: Demand<PlansOptions>['shape'] = {
  most: whole(1),
  calls: listOf(
    thing('a call', { point: 'string', label: 'string' }),
    'calls as callsOf(…) gives them',
  ),
  faults: listOf(thing('a fault', { name: 'string' }), 'a list of faults such as lostReply()'),
};

/**
 * A fast-check arbitrary of the faults that can strike a point, with any parameters they may have
 * (`cancel`, `forget`, `oversized` and `partial-batch` are drawn only where they are named): of a scenario's point by its name, or of a point such as `api(…)` itself.
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
  const left = new Set(onlyNamed.map(({ name }) => name));
  return [...catalogue.values()].filter(
    ({ name, strikes }) => strikes.includes(kind) && !left.has(name),
  );
}

/** Strikes on calls and standing ones are aimed in ways of their own. */
function strikesAt(
  name: string,
  { kind, effects = [] }: AnyTarget,
  faults: readonly Fault[] | undefined,
  known: readonly SeenCall[],
): readonly fc.Arbitrary<Strike>[] {
  const own = known.filter(({ point }) => point === name);
  const onCalls = own.flatMap((call) =>
    aimedBy(name, drawnAgainst(call, kind, faults), (one) => timesOf(one, call)),
  );
  const anyCall = aimedBy(name, drawnFaults(kind, faults, isOnCalls), (one) => anyOf(one, effects));
  const standing = aimedBy(name, drawnFaults(kind, faults, isForTime), () =>
    known.length > 0 ? fromStart : windows,
  );
  return [...(known.length > 0 ? onCalls : anyCall), ...standing];
}

type Named = Pick<Fault, 'name'>;

function aimedBy(
  name: string,
  fault: fc.Arbitrary<Fault> | null,
  target: (fault: Fault) => fc.Arbitrary<Target>,
): readonly fc.Arbitrary<Strike>[] {
  if (!fault) return [];
  return [fault.chain((one) => target(one).map((when) => one.at(name, when)))];
}

const isForTime = ({ name }: Named) => isStanding(faultNamed(name));
const isOnCalls = (fault: Named) => !isForTime(fault);

/** Any of the faults given that fit; where none were given, any fault of the kinds that do. */
function drawnFaults(
  kind: PointKind,
  given: readonly Fault[] | undefined,
  isSort: (fault: Named) => boolean,
): fc.Arbitrary<Fault> | null {
  const some = given?.filter((one) => faultNamed(one.name).strikes.includes(kind) && isSort(one));
  if (some) return some.length === 0 ? null : fc.constantFrom(...some);
  const kinds = truthful(kind).filter(isSort);
  return kinds.length === 0 ? null : faultsOf(kinds);
}

/** The same, of faults that would do something to one of these calls. */
function drawnAgainst(
  call: SeenCall,
  kind: PointKind,
  given: readonly Fault[] | undefined,
): fc.Arbitrary<Fault> | null {
  const strikes = (one: Fault) =>
    isOnCalls(one) && canStrike(one, { ...call, kind }) && struckOf(one, call) !== null;
  const some = given?.filter(strikes);
  if (some) return some.length === 0 ? null : fc.constantFrom(...some);
  const all = truthful(kind).flatMap((one) => {
    // Parameters that would do nothing give way to some that do: to draw again might never end.
    const sound = samplesOf(one).find(strikes);
    return sound ? [faultsOf([one]).map((drawn) => (strikes(drawn) ? drawn : sound))] : [];
  });
  return all.length === 0 ? null : fc.oneof(...all);
}

function truthful(kind: PointKind): readonly FaultKind[] {
  const lying = new Set(lies.map(({ name }) => name));
  return kindsFor(kind).filter(({ name }) => !lying.has(name));
}

/** An agent that dies at every call is not told from one that is never started. */
const killsAtOnce = 'crash';

/** All calls of that label, one of them, or some in a row; among them one that it would change. */
function timesOf(fault: Fault, call: SeenCall): fc.Arbitrary<Target> {
  const { label } = call;
  const nth = fc.constantFrom(...(struckOf(fault, call) ?? [1]));
  const one = nth.map((calls): Target => ({ call: label, calls }));
  if (fault.name === killsAtOnce) return one;
  const some = fc
    .tuple(nth, fc.nat({ max: mostCalls }))
    .map(([from, more]): Target => ({ call: label, calls: [from, from + more + 1] }));
  return fc.oneof(fc.constant<Target>({ call: label }), one, some);
}

/** Most calls that a strike counts, and the longest window (ms): beyond them agents seldom go. */
const mostCalls = 6;
const longestMs = 10_000;

function anyOf({ name }: Named, effects: readonly string[]): fc.Arbitrary<Target> {
  const nth = fc.integer({ min: 1, max: mostCalls });
  const some = fc
    .tuple(nth, fc.nat({ max: mostCalls }))
    .map(([from, more]): readonly [number, number] => [from, from + more]);
  return fc.record(
    {
      calls: name === killsAtOnce ? nth : fc.oneof(nth, some),
      ...(effects.length === 0 ? {} : { call: fc.constantFrom(...effects) }),
    },
    { requiredKeys: name === killsAtOnce ? ['calls'] : [], noNullPrototype: true },
  );
}

function windowsFrom(max: number): fc.Arbitrary<Target> {
  return fc.record(
    {
      ms: fc
        .tuple(fc.nat({ max }), fc.nat({ max: longestMs }))
        .map(([from, more]): readonly [number, number] => [from, from + more]),
    },
    { requiredKeys: [], noNullPrototype: true },
  );
}

const windows = windowsFrom(longestMs);
const fromStart = windowsFrom(0);

function nothingStrikes(of: Struck, faults: readonly Fault[]): HarnessError {
  const points = Object.entries(targets(of)).map(([name, { kind }]) => `${name} (${kind})`);
  return new HarnessError('bad-argument', {
    expected: `a fault that can strike a point of the scenario: ${points.join(', ')}`,
    got: faults.length === 0 ? 'none' : faults.map(({ name }) => name).join(', '),
    fix: 'Add one to `faults`, or leave it out for the whole catalogue.',
  });
}
