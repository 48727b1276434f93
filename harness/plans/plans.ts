import * as fc from 'fast-check';
import { HarnessError } from '../model/error.ts';
import { isDeadly, isStanding, type Fault, type FaultKind } from '../model/fault/fault.ts';
import { isObject } from '../model/json/walk.ts';
import { listOf, text, thing, whole } from '../model/options/kinds.ts';
import type { Plan, Strike, Target } from '../model/fault/plan.ts';
import { isFor, type Faceted } from '../model/fault/facet.ts';
import type { FaultRegistry } from '../model/fault/fault-registry.ts';
import type { SeenCall } from '../model/trace/seen-call.ts';
import { targetsOf, type Scenario } from '../model/scenario.ts';
import { demandArgument, demandOptions, shown, type Demand } from '../model/options/strict.ts';
import { faultsOf, samplesOf } from './arbitrary.ts';
import { struckOf } from './changes-reply.ts';
import { canStrike } from './can-strike.ts';
import { demandStruck, pointKind } from './demand-struck.ts';
import { didYouMean } from '../model/options/nearest.ts';
import { canonical } from '../model/json/json.ts';

/** The parts of a scenario for which plans are drawn; its points are enough. */
export type Struck = Pick<Scenario, 'points'> & Partial<Pick<Scenario, 'systems' | 'faults'>>;

/** The same parts, with the fault registry. */
type Faulty = Struck & Pick<Scenario, 'faults'>;

/** The options of drawn plans. */
export interface PlansOptions {
  /** The most strikes of a plan; 3 by default. */
  readonly most?: number;
  /**
   * The faults to strike with. By default the whole catalogue with any parameters, except lies,
   * which an agent can bear only as far as it has means to notice, and faults that are drawn by
   * name only.
   */
  readonly faults?: readonly Fault[];
  /** The calls to aim at, as `callsOf` returns them; without them a plan may miss. */
  readonly calls?: readonly SeenCall[];
}

/** An arbitrary of plans that can also be aimed at the calls of a run without faults. */
export interface DrawnPlans extends fc.Arbitrary<Plan> {
  /** An arbitrary of the plans with at least one strike aimed at these calls. */
  readonly from: (calls: readonly SeenCall[]) => fc.Arbitrary<Plan>;
  /** Whether it strikes with the faults, and at the points, that plans are drawn from. */
  readonly mayDraw: (plan: Plan) => boolean;
}

/** An arbitrary of the plans of a scenario, which include the empty plan. */
export function plansFor(of: Faulty, options: PlansOptions = {}): DrawnPlans {
  demandStruck(of, { who: 'plans(…)', fix: 'Write plans(booksOnce), or plans({ points }).' });
  demandOptions(options, { what: 'the options of plans(…)', shape });
  const any = plansOf(of, options, 0);
  const from = (calls: readonly SeenCall[]) => plansOf(of, { ...options, calls }, 1);
  const mayDraw = (plan: Plan) => plan.every((strike) => isDrawn(strike, of, options));
  return Object.assign(any, { from, mayDraw });
}

function isDrawn({ at, fault }: Strike, of: Struck, { faults }: PlansOptions): boolean {
  const isGiven = ({ name, params }: Fault) => canonical({ name, params }) === canonical(fault);
  return Object.hasOwn(targets(of), at) && (faults === undefined || faults.some(isGiven));
}

function plansOf(of: Faulty, options: PlansOptions, minLength: number): fc.Arbitrary<Plan> {
  const { most = 3, faults, calls: seen = [] } = options;
  const calls = seen.filter((call) => isNamed(call, of));
  const all = Object.entries(targets(of));
  const stock = (known: readonly SeenCall[]): Stock => ({
    registry: of.faults,
    given: faults,
    known,
  });
  const strikesBy = (known: readonly SeenCall[]) =>
    all.flatMap(([name, target]) => strikesAt(name, target, stock(known)));
  const usual = calls.filter(({ after }) => after === undefined);
  // An agent that calls nothing, or nothing that these faults strike, is struck where it might call.
  const aimed = usual.length > 0 ? strikesBy(usual) : [];
  const aims = aimed.length > 0 ? aimed : strikesBy([]);
  if (aims.length === 0) throw nothingStrikes(of, faults ?? []);
  const one = fc.oneof(...aims);
  const pairs = all.flatMap(([name, target]) => pairsAt(name, target, stock(calls)));
  const some = fc.array(one, { minLength, maxLength: most });
  if (pairs.length === 0 || most < 2) return some;
  const more = fc.array(one, { maxLength: most - 2 });
  const provoked = fc.tuple(fc.oneof(...pairs), more).map((parts): Plan => parts.flat());
  return fc.oneof({ weight: 2, arbitrary: some }, { weight: 1, arbitrary: provoked });
}

/** Whether a plan may name the label of a call: a client may make some that its point lists none of. */
function isNamed({ point, label }: SeenCall, { points }: Struck): boolean {
  const maker = Object.hasOwn(points, point) ? points[point] : undefined;
  const labels = maker && 'labels' in maker ? maker.labels?.() : undefined;
  return labels === undefined || labels.includes(label);
}

const shape: Demand<PlansOptions>['shape'] = {
  most: whole(1),
  calls: listOf(
    thing('a call', { point: 'string', label: 'string' }),
    'calls as callsOf(…) gives them',
  ),
  faults: listOf(thing('a fault', { name: 'string' }), 'a list of faults such as lostReply()'),
};

/** An arbitrary of the faults that can strike a point, given by name or as `api(…)`. */
export function faultsFor(
  registry: FaultRegistry,
  of: Struck | Faceted,
  name?: string,
): fc.Arbitrary<Fault> {
  const fix = "Write faultsAt(booksOnce, 'flights'), or faultsAt(flights).";
  const taker = { who: 'faultsAt(…)', fix };
  if (name === undefined && !(isObject(of) && 'points' in of)) {
    demandArgument(of, pointKind, taker);
    return faultsOf(kindsFor(registry, of));
  }
  demandStruck(of, taker);
  demandArgument(name, text, taker);
  const { faults = registry } = of as Struck;
  return faultsOf(kindsFor(faults, targetNamed(of as Struck, name ?? '')));
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
    got: shown(name),
    fix: `${didYouMean(name, names)}Name a point there is.`,
  });
}

function kindsFor({ kinds }: FaultRegistry, point: Faceted): readonly FaultKind[] {
  return kinds.filter(({ needs, tried }) => isFor(needs, point) && tried !== 'by name');
}

/** What strikes are drawn from. */
interface Stock {
  readonly registry: FaultRegistry;
  /** Any that is true where left out. */
  readonly given: readonly Fault[] | undefined;
  /** The calls to aim at; none where they are not known. */
  readonly known: readonly SeenCall[];
}

/** Strikes on calls and standing ones are aimed in ways of their own. */
function strikesAt(name: string, target: AnyTarget, stock: Stock): readonly fc.Arbitrary<Strike>[] {
  const { effects = [] } = target;
  const own = stock.known.filter(({ point }) => point === name);
  const onCalls = own.flatMap((call) =>
    aimedBy(name, drawnAgainst(call, target, stock), (one) => timesOf(one, call)),
  );
  const anyCall = aimedBy(name, drawnFaults(target, stock, isOnCalls), (one) =>
    anyOf(one, effects),
  );
  const isKnown = stock.known.length > 0;
  const standing = aimedBy(name, drawnFaults(target, stock, isForTime), () =>
    isKnown ? fromStart : windows,
  );
  return [...(isKnown ? onCalls : anyCall), ...standing];
}

/** Strikes on calls that are made after trouble alone, each with the strike that brings it about. */
function pairsAt(name: string, target: AnyTarget, stock: Stock): readonly fc.Arbitrary<Plan>[] {
  return stock.known.flatMap((call) => {
    const { point, after } = call;
    if (point !== name || after === undefined) return [];
    const strikes = aimedBy(name, drawnAgainst(call, target, stock), (one) => timesOf(one, call));
    return strikes.map((strike) => strike.map((its): Plan => [after, its]));
  });
}

function aimedBy(
  name: string,
  fault: fc.Arbitrary<Fault> | null,
  target: (fault: Fault) => fc.Arbitrary<Target>,
): readonly fc.Arbitrary<Strike>[] {
  if (!fault) return [];
  return [fault.chain((one) => target(one).map((when) => one.at(name, when)))];
}

const isForTime = (kind: FaultKind) => isStanding(kind);
const isOnCalls = (kind: FaultKind) => !isStanding(kind);

/** Any of the faults given that fit; where none were given, any fault of the kinds that do. */
function drawnFaults(
  point: Faceted,
  { registry, given }: Stock,
  isSort: (kind: FaultKind) => boolean,
): fc.Arbitrary<Fault> | null {
  const some = given?.filter(({ kind }) => isFor(kind.needs, point) && isSort(kind));
  if (some) return some.length === 0 ? null : fc.constantFrom(...some);
  const kinds = truthful(registry, point).filter(isSort);
  return kinds.length === 0 ? null : faultsOf(kinds);
}

/** The same, of faults that would do something to one of these calls. */
function drawnAgainst(
  call: SeenCall,
  point: Faceted,
  { registry, given }: Stock,
): fc.Arbitrary<Fault> | null {
  const strikes = (one: Fault) =>
    isOnCalls(one.kind) && canStrike(one, { ...call, ...point }) && struckOf(one, call) !== null;
  const some = given?.filter(strikes);
  if (some) return some.length === 0 ? null : fc.constantFrom(...some);
  const all = truthful(registry, point).flatMap((one) => {
    // Parameters that would do nothing give way to some that do: to draw again might never end.
    const sound = samplesOf(one).find(strikes);
    return sound ? [faultsOf([one]).map((drawn) => (strikes(drawn) ? drawn : sound))] : [];
  });
  return all.length === 0 ? null : fc.oneof(...all);
}

function truthful(registry: FaultRegistry, point: Faceted): readonly FaultKind[] {
  return kindsFor(registry, point).filter(({ tried }) => tried !== 'as a lie');
}

/** All calls of that label, one of them, or some in a row; among them one that it would change. */
function timesOf(fault: Fault, call: SeenCall): fc.Arbitrary<Target> {
  const { label } = call;
  const nth = fc.constantFrom(...(struckOf(fault, call) ?? [1]));
  const one = nth.map((calls): Target => ({ call: label, calls }));
  if (isDeadly(fault)) return one;
  const some = fc
    .tuple(nth, fc.nat({ max: mostCalls }))
    .map(([from, more]): Target => ({ call: label, calls: [from, from + more + 1] }));
  return fc.oneof(fc.constant<Target>({ call: label }), one, some);
}

/** Most calls that a strike counts, and the longest window (ms): beyond them agents seldom go. */
const mostCalls = 6;
const longestMs = 10_000;

function anyOf(fault: Fault, effects: readonly string[]): fc.Arbitrary<Target> {
  const nth = fc.integer({ min: 1, max: mostCalls });
  const some = fc
    .tuple(nth, fc.nat({ max: mostCalls }))
    .map(([from, more]): readonly [number, number] => [from, from + more]);
  return fc.record(
    {
      calls: isDeadly(fault) ? nth : fc.oneof(nth, some),
      ...(effects.length === 0 ? {} : { call: fc.constantFrom(...effects) }),
    },
    { requiredKeys: isDeadly(fault) ? ['calls'] : [], noNullPrototype: true },
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
