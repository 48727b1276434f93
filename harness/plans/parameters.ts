import { z } from 'zod';
import { HarnessError } from '../model/error.ts';
import type { FaultKind } from '../model/fault/fault.ts';

/** The values a parameter may have; always finite, so that plans can be drawn and enumerated. */
export type Range =
  | {
      readonly kind: 'whole';
      readonly min: number;
      readonly max: number;
      /** The values that are drawn: these, or multiples of `step`; any if both are absent. */
      readonly examples?: readonly number[];
      readonly step?: number;
    }
  | { readonly kind: 'number'; readonly min: number; readonly max: number }
  | { readonly kind: 'choice'; readonly values: readonly (string | number | boolean)[] }
  | { readonly kind: 'text'; readonly pattern: string; readonly examples: readonly string[] };

/** One parameter of a fault, as its schema declares it. */
export interface Parameter {
  readonly name: string;
  /** A short description. */
  readonly about: string;
  /** `ms`, `frames`, `share` …; '' where it has none. */
  readonly unit: string;
  readonly range: Range;
  /** The default; null if a parameter that is left out is not sent. */
  readonly usual: string | number | boolean | null;
  /** Whether the schema has no default for it, so that it must be given. */
  readonly isRequired: boolean;
}

/** The parts of a fault kind from which its parameters are read. */
export type Described = Pick<FaultKind, 'name' | 'params'>;

/** The parameters of a fault, in the order of its schema. */
export function parametersOf(kind: Described): readonly Parameter[] {
  const schema = z.toJSONSchema(kind.params, { io: 'input' });
  return Object.entries(schema.properties ?? {}).map(([name, property]) => {
    if (typeof property === 'boolean') throw boundless(kind, name);
    const usual = property.default;
    return {
      name,
      about: property.description ?? '',
      unit: typeof property.unit === 'string' ? property.unit : '',
      range: rangeOf(property) ?? fail(boundless(kind, name)),
      usual: isScalar(usual) ? usual : null,
      isRequired: schema.required?.includes(name) ?? false,
    };
  });
}

/** The range in words, with its unit: `a whole number from 1 to 600000 (ms)`. */
export function rangeInWords({ range, unit }: Parameter): string {
  if (unit === 'ms' && (range.kind === 'whole' || range.kind === 'number'))
    return `a length of time from ${range.min} to ${range.max} ms, such as 500 or "1 s"`;
  const suffix = unit === '' ? '' : ` (${unit})`;
  switch (range.kind) {
    case 'whole':
      return `a whole number from ${range.min} to ${range.max}${suffix}`;
    case 'number':
      return `a number from ${range.min} to ${range.max}${suffix}`;
    case 'choice':
      return `one of ${range.values.map((value) => JSON.stringify(value)).join(', ')}${suffix}`;
    case 'text':
      return `text that matches /${range.pattern}/, such as ${JSON.stringify(range.examples[0])}`;
  }
}

type Property = Exclude<z.core.JSONSchema.JSONSchema, boolean>;

function rangeOf(property: Property): Range | undefined {
  if (property.type === 'boolean') return { kind: 'choice', values: [false, true] };
  const values = property.enum ?? (property.const === undefined ? [] : [property.const]);
  if (values.length > 0) return { kind: 'choice', values: values.filter(isScalar) };
  const { minimum: min, maximum: max, pattern, examples } = property;
  if (property.type === 'string' && pattern !== undefined && Array.isArray(examples)) {
    return { kind: 'text', pattern, examples: examples.filter((text) => typeof text === 'string') };
  }
  if (min === undefined || max === undefined) return undefined;
  if (property.type === 'integer' && Number.isSafeInteger(max - min)) {
    return { kind: 'whole', min, max, ...drawnOf(property) };
  }
  return property.type === 'number' ? { kind: 'number', min, max } : undefined;
}

/** What the schema's `meta` says of drawing a whole number. */
function drawnOf({ examples, step }: Property): { examples?: number[]; step?: number } {
  const numbers = Array.isArray(examples) ? examples.filter((one) => typeof one === 'number') : [];
  return {
    ...(numbers.length === 0 ? {} : { examples: numbers }),
    ...(typeof step === 'number' ? { step } : {}),
  };
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function boundless(kind: Described, name: string): HarnessError {
  return new HarnessError('bad-fault', {
    expected: `the parameter ${name} of the fault ${kind.name} to have a range`,
    got: 'one that has no finite range',
    fix: 'Give a number .min(…) and .max(…), and text a .regex(…) and .meta({ examples: […] }).',
  });
}

function fail(error: Error): never {
  throw error;
}
