import { z } from 'zod';
import { HarnessError } from '../model/error.ts';
import { facets } from '../model/fault/facet.ts';
import {
  harms,
  layers,
  type CallKind,
  type Fault,
  type FaultKind,
  type StandingKind,
} from '../model/fault/fault.ts';
import { inMs, type Duration } from '../model/options/duration.ts';
import { isObject } from '../model/json/walk.ts';
import { func, listOf, oneOf, text, thing } from '../model/options/kinds.ts';
import { didYouMean } from '../model/options/nearest.ts';
import type { Aim, PointHandle } from '../model/fault/plan.ts';
import { demandOptions, shown, type Demand } from '../model/options/strict.ts';
import { checkTarget } from './check-target.ts';
import { parametersOf, rangeInWords, type Parameter } from './parameters.ts';

/**
 * Makes a fault from the parameters that should differ from their defaults: what users call, such as
 * `slow({ ms: 30_000 })`.
 */
export interface FaultFactory<P extends object> {
  (params?: GivenParams<P>): Fault;
  readonly kind: FaultKind;
}

/**
 * Parameters as a scenario gives them: a length of time is a number of ms, or text like `'30 s'`.
 */
export type GivenParams<P extends object> = {
  readonly [Name in keyof P]?: Name extends 'ms' | `${string}Ms` ? P[Name] | Duration : P[Name];
};

/** The parameters of a fault that has none. */
export type NoParams = Readonly<Record<string, never>>;

type Usual = 'layer' | 'params' | 'needs';

/** The definition of a fault that strikes calls: of any point, without parameters, by default. */
export type FaultDefinition<P extends object> =
  (Omit<CallKind<P>, Usual> & Partial<Pick<CallKind<P>, Usual>>) | StandingKind<P>;

/**
 * A fault of a scenario's own, or of the catalogue; its `effect` is a pure function of its parameters, the
 * call and its own draws. Throws `bad-fault` where the definition is not what it should be. A scenario
 * names it in `faults`.
 *
 * @example
 * const sold = defineFault({
 *   name: 'sold-out',
 *   about: 'The last seat goes to somebody else between search and booking.',
 *   harm: 'refused',
 *   effect: () => ({ kind: 'refuse', failure: { kind: 'status', status: 409 } }),
 * });
 * export default scenario('…', { faults: [sold], plan: [sold().at('flights')], … });
 */
export function defineFault<P extends object = NoParams>(
  definition: FaultDefinition<P>,
): FaultFactory<P> {
  demandOptions(definition, definitionDemand);
  if (!('effect' in definition) && !('condition' in definition))
    throw noEffect(String(Reflect.get(definition, 'name')));
  const usual = { layer: 'call', needs: ['request'], params: z.strictObject({}) } as const;
  // Parameters reach an effect by way of their own schema only, so that it may be asked with any.
  const kind = { ...usual, ...definition } as unknown as FaultKind;
  return Object.assign((params: GivenParams<P> = {}) => makeFault(kind, params), { kind });
}

const definitionDemand: Demand<CallKind & StandingKind> = {
  what: 'a fault, in defineFault(…),',
  code: 'bad-fault',
  needs: ['name', 'about', 'harm'],
  shape: {
    name: {
      words: "words joined by dashes: 'sold-out'",
      fits: (value) => typeof value === 'string' && /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(value),
    },
    about: text,
    layer: oneOf(...layers),
    params: thing('a zod schema of an object', { safeParse: 'function' }),
    needs: listOf(oneOf(...facets)),
    harm: oneOf(...harms),
    only: oneOf('acts', 'streams'),
    tried: oneOf('as a lie', 'by name'),
    plausible: func('a function of the parameters that gives parameters'),
    effect: func('a function of the parameters, the call and the moment that gives an effect'),
    variants: func('a function of the parameters and the replies'),
    condition: func('a function of the parameters that gives a condition'),
  },
};

function noEffect(name: string): HarnessError {
  return new HarnessError('bad-fault', {
    expected: `${name} to have an effect on a call, or a condition of a link or a host`,
    got: 'neither',
    fix: "Add effect: () => ({ kind: 'refuse', failure: { kind: 'status', status: 503 } }).",
  });
}

/** A fault of this kind with its defaults filled in; throws `bad-fault` on bad parameters. */
export function makeFault(kind: FaultKind, given: object): Fault {
  const { name } = kind;
  const checked: object = checkParams(kind, given);
  const params = Object.fromEntries(Object.entries<unknown>({ ...checked }));
  const fault = {
    name,
    params,
    at: (point: string | PointHandle, target: Aim = {}) => {
      const at = nameOf(point);
      return { fault: { name, params }, at, when: checkTarget(target, `${name} at ${at}`) };
    },
  };
  // A fault is printed and compared by its name and parameters.
  return Object.defineProperty(fault, 'kind', { value: kind }) as typeof fault &
    Pick<Fault, 'kind'>;
}

/** What is no handle is for `checkPlan` to refuse. */
function nameOf(point: string | PointHandle): string {
  return (isObject(point) ? point['name'] : point) as string;
}

/**
 * Checks parameters and adds their defaults; throws `bad-fault` with the parameter and its range.
 */
export function checkParams<P extends object>(kind: FaultKind<P>, given: unknown): P {
  const parsed = kind.params.safeParse(isObject(given) ? timesInMs(given) : given);
  if (parsed.success) return parsed.data;
  throw badFault(kind, given, parsed.error.issues[0]);
}

function timesInMs(given: object): object {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, isTime(name) ? inMs(value) : value]),
  );
}

/** Whether a parameter of that name is a length of time. */
function isTime(name: string): boolean {
  return name === 'ms' || name.endsWith('Ms');
}

function badFault<P extends object>(
  kind: FaultKind<P>,
  given: unknown,
  issue: z.core.$ZodIssue | undefined,
): HarnessError {
  const parameters = parametersOf(kind);
  const names = parameters.map((parameter) => parameter.name);
  if (issue?.code === 'unrecognized_keys') {
    const key = issue.keys[0] ?? '';
    const has = names.length === 0 ? 'no parameters' : `only the parameters ${names.join(', ')}`;
    return new HarnessError('bad-fault', {
      expected: `${kind.name} to have ${has}`,
      got: `a parameter ${JSON.stringify(key)}`,
      fix: `${didYouMean(key, names)}Rename it or leave it out.`,
    });
  }
  const parameter = parameters.find(({ name }) => name === issue?.path[0]);
  if (parameter === undefined) {
    return new HarnessError('bad-fault', {
      expected: `the parameters of ${kind.name} as an object (${names.join(', ')})`,
      got: shown(given),
      fix: 'Give an object, or nothing for the defaults.',
    });
  }
  const { name } = parameter;
  const got = (given as Readonly<Record<string, unknown>>)[name];
  return new HarnessError('bad-fault', {
    expected: `${kind.name} to have ${name} as ${rangeInWords(parameter)}`,
    got: shown(got),
    fix: fixOf(parameter, got),
  });
}

function fixOf({ name, usual, isRequired }: Parameter, got: unknown): string {
  if (!isRequired)
    return `Change ${name}, or leave it out${usual === null ? '' : ` for ${shown(usual)}`}.`;
  if (got !== undefined) return `Change ${name}.`;
  return `Give ${name} a .default(…) in the schema of its fault: searches strike with the defaults.`;
}
