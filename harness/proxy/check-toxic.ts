import { HarnessError } from '../model/error.ts';
import type { Attributes, Toxic } from './toxic.ts';
import type { AttributeSpecs, ToxicKind } from './toxic-kind.ts';
import { toxicKinds } from './toxics/index.ts';

/** The kind of toxic with this type; undefined for an unknown type. */
export function kindOf(type: string): ToxicKind | undefined {
  return toxicKinds.find((kind) => kind.type === type);
}

/** Checks the attributes given for a toxic of a kind; returns the problem in words, or null. */
export function problemIn(kind: ToxicKind, given: Attributes): string | null {
  for (const [name, value] of Object.entries(given)) {
    const spec = kind.attributes[name];
    if (spec === undefined) return `a ${kind.type} toxic has no ${name}`;
    const says = amissInValue(spec, value);
    if (says !== null) return `${name} must be ${says}`;
  }
  return kind.problem?.({ ...initialAttributes(kind), ...given }) ?? null;
}

/** The initial attributes of a toxic of a kind. */
export function initialAttributes(kind: ToxicKind): Attributes {
  const specs = Object.entries(kind.attributes);
  return Object.fromEntries(specs.map(([name, { initial }]) => [name, initial]));
}

/**
 * Checks a toxic, and returns its kind.
 * @throws HarnessError `bad-argument`
 */
export function checkToxic(toxic: Toxic): ToxicKind {
  const kind = kindOf(toxic.type);
  if (!kind) {
    throw new HarnessError('bad-argument', {
      expected: `a toxic of type ${toxicKinds.map(({ type }) => type).join(', ')}`,
      got: `'${toxic.type}'`,
      fix: 'Name one of these types.',
    });
  }
  const initial = initialAttributes(kind);
  const missing = Object.keys(initial).find((name) => toxic.attributes[name] === undefined);
  const changed = Object.entries(toxic.attributes).filter(
    ([name, value]) => initial[name] !== value,
  );
  const problem =
    missing === undefined ? problemIn(kind, Object.fromEntries(changed)) : `${missing} is missing`;
  if (problem === null) return kind;
  throw new HarnessError('bad-argument', {
    expected: `attributes that fit a ${toxic.type} toxic`,
    got: `${JSON.stringify(toxic.attributes)}: ${problem}`,
    fix: 'Set every attribute of its type to a value that it can work with.',
  });
}

function amissInValue(spec: AttributeSpecs[string], value: number | string): string | null {
  if (typeof spec.initial === 'string') return typeof value === 'string' ? null : 'text';
  if (typeof value !== 'number' || !Number.isInteger(value)) return 'a whole number';
  const { least = -Infinity, most = Infinity } = spec as { least?: number; most?: number };
  if (value < least) return `at least ${least}`;
  return value > most ? `at most ${most}` : null;
}
