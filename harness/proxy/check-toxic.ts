import { HarnessError } from '../model/error.ts';
import type { Attributes, Toxic } from './toxic.ts';
import type { AttributeSpecs, ToxicKind } from './toxic-kind.ts';
import { toxicKinds } from './toxics/index.ts';

/** The kind of that type; undefined where there is none. */
export function kindOf(type: string): ToxicKind | undefined {
  return toxicKinds.find((kind) => kind.type === type);
}

/** What is wrong with attributes that someone gave a toxic of that kind; null: nothing. */
export function amissIn(kind: ToxicKind, given: Attributes): string | null {
  for (const [name, value] of Object.entries(given)) {
    const spec = kind.attributes[name];
    if (spec === undefined) return `a ${kind.type} toxic has no ${name}`;
    const says = amissInValue(spec, value);
    if (says !== null) return `${name} must be ${says}`;
  }
  return kind.amiss?.({ ...initialAttributes(kind), ...given }) ?? null;
}

/** What a toxic of that kind is set to where nobody says anything. */
export function initialAttributes(kind: ToxicKind): Attributes {
  const specs = Object.entries(kind.attributes);
  return Object.fromEntries(specs.map(([name, { initial }]) => [name, initial]));
}

/**
 * The kind of a toxic that can be put on.
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
  const amiss =
    missing === undefined ? amissIn(kind, Object.fromEntries(changed)) : `${missing} is missing`;
  if (amiss === null) return kind;
  throw new HarnessError('bad-argument', {
    expected: `attributes that fit a ${toxic.type} toxic`,
    got: `${JSON.stringify(toxic.attributes)}: ${amiss}`,
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
