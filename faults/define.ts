import type { z } from 'zod';
import { HarnessError } from '../harness/model/error.ts';
import type { Fault, FaultKind } from '../harness/model/fault.ts';
import { checkTarget } from './check-target.ts';
import { didYouMean } from '../harness/model/nearest.ts';
import { parametersOf, rangeInWords } from './parameters.ts';

/** Makes a fault from the parameters that should differ from their defaults. */
export type FaultFactory<P extends object> = (params?: Partial<P>) => Fault;

/** The parameters of a fault that has none. */
export type NoParams = Readonly<Record<string, never>>;

/** The factory of a kind: what users call, such as `slow({ ms: 30_000 })`. */
export function defineFault<P extends object>(kind: FaultKind<P>): FaultFactory<P> {
  return (params = {}) => makeFault(kind, params);
}

/** A fault of this kind with its defaults filled in; throws `bad-fault` on bad parameters. */
export function makeFault<P extends object>(kind: FaultKind<P>, given: object): Fault {
  const { name } = kind;
  const checked: object = checkParams(kind, given);
  const params = Object.fromEntries(Object.entries<unknown>({ ...checked }));
  return {
    name,
    params,
    at: (point, target = {}) => ({
      fault: { name, params },
      at: point,
      when: checkTarget(target, `${name} at ${point}`),
    }),
  };
}

/** The parameters with their defaults; throws `bad-fault` naming the parameter and its range. */
export function checkParams<P extends object>(kind: FaultKind<P>, given: unknown): P {
  const parsed = kind.params.safeParse(given);
  if (parsed.success) return parsed.data;
  throw badFault(kind, given, parsed.error.issues[0]);
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
  const { name, usual } = parameter;
  const got = (given as Readonly<Record<string, unknown>>)[name];
  return new HarnessError('bad-fault', {
    expected: `${kind.name} to have ${name} as ${rangeInWords(parameter)}`,
    got: shown(got),
    fix: `Change ${name}, or leave it out${usual === null ? '' : ` for ${shown(usual)}`}.`,
  });
}

function shown(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
