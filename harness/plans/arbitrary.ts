import * as fc from 'fast-check';
import type { Fault, FaultKind } from '../model/fault/fault.ts';
import { makeFault } from './define.ts';
import { parametersOf, type Described, type Range } from './parameters.ts';

/** The parts of a fault kind from which its parameters are drawn. */
type Drawable = Described & Pick<FaultKind, 'plausible'>;

/** An arbitrary of the faults of these kinds, with any parameters that are plausible together. */
export function faultsOf(kinds: Iterable<FaultKind>): fc.Arbitrary<Fault> {
  const each = [...kinds].map((kind) => paramsOf(kind).map((params) => makeFault(kind, params)));
  return fc.oneof(...each);
}

/** The fault of a kind with its defaults, and one fault for each choice of each parameter. */
export function samplesOf(kind: FaultKind): readonly Fault[] {
  const choices = parametersOf(kind).flatMap(({ name, range }) =>
    range.kind === 'choice' ? range.values.map((value) => ({ [name]: value })) : [],
  );
  return [{}, ...choices].map((params) => makeFault(kind, params));
}

/** An arbitrary of a kind's plausible parameters: JSON, with the defaults written out. */
export function paramsOf(kind: Drawable): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  const parameters = parametersOf(kind);
  const values = parameters.map(({ name, range }) => [name, valueOf(range)] as const);
  const requiredKeys = parameters.flatMap(({ name, usual }) => (usual === null ? [] : [name]));
  const any = fc.record(Object.fromEntries(values), { requiredKeys, noNullPrototype: true });
  const { plausible } = kind;
  return plausible ? any.map((params) => ({ ...plausible(params) })) : any;
}

function valueOf(range: Range): fc.Arbitrary<string | number | boolean> {
  switch (range.kind) {
    case 'whole':
      return wholeOf(range);
    case 'number':
      return fc.integer({ min: 0, max: steps }).map((step) => stepOf(range, step));
    case 'choice':
      return fc.constantFrom(...range.values);
    case 'text':
      return fc.constantFrom(...range.examples);
  }
}

function wholeOf({
  min,
  max,
  examples,
  step = 1,
}: Extract<Range, { kind: 'whole' }>): fc.Arbitrary<number> {
  if (examples) return fc.constantFrom(...examples);
  const each = decades(Math.ceil(min / step), Math.floor(max / step));
  return fc
    .oneof(...each.map(([from, to]) => fc.integer({ min: from, max: to })))
    .map((steps) => steps * step);
}

/**
 * The range cut at powers of ten, so that tens of milliseconds are drawn as often as minutes. Drawn
 * evenly, nearly every delay would be longer than any client waits, and all would look the same.
 */
function decades(min: number, max: number): readonly (readonly [min: number, max: number])[] {
  const cuts: [number, number][] = [];
  let from = min;
  while (from <= max) {
    const decade = 10 ** Math.max(1, String(Math.max(0, from)).length);
    const to = Math.min(max, decade - 1);
    cuts.push([from, to]);
    from = to + 1;
  }
  return cuts;
}

const steps = 1000;

function stepOf(
  { min, max }: { readonly min: number; readonly max: number },
  step: number,
): number {
  // Short numbers read better in a plan file; rounding must not leave the range.
  const short = Number((min + ((max - min) * step) / steps).toFixed(6));
  return Math.min(max, Math.max(min, short));
}
