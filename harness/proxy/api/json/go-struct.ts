import { badBody } from '../refusal.ts';
import type { Json } from './json-reader.ts';

/**
 * One field of a struct as Go's decoder fills it: takes what fits, and says what does not. Null
 * leaves a field as it is.
 */
export interface Field {
  /** The name of its type in errors: `int64`. */
  readonly type: string;
  /** Puts a value in; false where it is of another type. */
  readonly put: (value: Json) => boolean | Misfit;
}

/** The first value that did not fit, in a struct further in. */
interface Misfit {
  readonly struct: string;
  readonly path: string;
  readonly type: string;
  readonly got: string;
}

/** A Go struct: its name in errors, with and without its package, and its fields by JSON name. */
export interface Struct {
  readonly name: string;
  readonly type: string;
  readonly fields: Readonly<Record<string, Field>>;
}

/**
 * Fills a struct from a JSON value as Go does: keys in any case, unknown ones passed over, the
 * last of many wins.
 * @throws Refusal 400 for the first value that does not fit; all that fit are in by then.
 */
export function fill(struct: Struct, value: Json): void {
  if (value.kind === 'null') return;
  if (value.kind !== 'object') throw misplaced(value, struct.type);
  const misfit = fillFields(struct, value);
  if (misfit) throw unfit(misfit);
}

/** The items of a JSON array, for a Go slice; `type` names the slice in errors. */
export function itemsOf(value: Json, type: string): readonly Json[] {
  if (value.kind === 'null') return [];
  if (value.kind !== 'array') throw misplaced(value, type);
  return value.items;
}

/** A field of text. */
export function text(set: (text: string) => void): Field {
  const put = (value: Json) => value.kind === 'string' && done(() => set(value.text));
  return { type: 'string', put };
}

/** A field that is true or false. */
export function bool(set: (value: boolean) => void): Field {
  const put = (value: Json) => value.kind === 'bool' && done(() => set(value.value));
  return { type: 'bool', put };
}

/** A field of whole numbers of 64 bits; above 2^53 they are rounded. */
export function int(type: 'int' | 'int64', set: (value: number) => void): Field {
  const put = (value: Json) =>
    value.kind === 'number' && isInt64(value.text) && done(() => set(Number(value.text) + 0));
  return { type, put };
}

/** A field of single precision; it keeps the shortest number that means the same. */
export function float32(set: (value: number) => void): Field {
  const put = (value: Json) => {
    if (value.kind !== 'number') return false;
    const single = Math.fround(Number(value.text));
    return Number.isFinite(single) && done(() => set(shortest(single)));
  };
  return { type: 'float32', put };
}

/** A field that is a struct itself. */
export function nested(struct: Struct): Field {
  const put = (value: Json) => value.kind === 'object' && (fillFields(struct, value) ?? true);
  return { type: struct.type, put };
}

function fillFields(struct: Struct, value: Json & { readonly kind: 'object' }): Misfit | undefined {
  let first: Misfit | undefined;
  const names = Object.keys(struct.fields);
  for (const [key, item] of value.entries) {
    const name =
      names.find((name) => name === key) ?? names.find((name) => fold(name) === fold(key));
    const field = name === undefined ? undefined : struct.fields[name];
    if (name === undefined || !field || item.kind === 'null') continue;
    const isIn = field.put(item);
    if (isIn === true) continue;
    first ??= isIn
      ? { ...isIn, path: `${name}.${isIn.path}` }
      : { struct: struct.name, path: name, type: field.type, got: naming(item, field.type) };
  }
  return first;
}

/** Go folds two letters beyond those of other languages: the long s and the Kelvin sign. */
function fold(key: string): string {
  return key.toLowerCase().replaceAll('\u017f', 's');
}

function done(work: () => void): true {
  work();
  return true;
}

function isInt64(text: string): boolean {
  if (!/^-?\d+$/.test(text)) return false;
  const value = BigInt(text);
  return BigInt.asIntN(64, value) === value;
}

function shortest(single: number): number {
  for (let digits = 1; digits < 9; digits += 1) {
    const short = Number(single.toPrecision(digits));
    if (Math.fround(short) === single) return short;
  }
  return Number(single.toPrecision(9));
}

/** Go tells the number only where it is one, but not one of this type. */
function naming(value: Json, type: string): string {
  const isNumeric = /^(int|int64|float32)$/.test(type);
  return value.kind === 'number' && isNumeric ? `number ${value.text}` : value.kind;
}

function unfit({ struct, path, type, got }: Misfit): Error {
  return badBody(
    `json: cannot unmarshal ${got} into Go struct field ${struct}.${path} of type ${type}`,
  );
}

function misplaced(value: Json, type: string): Error {
  return badBody(`json: cannot unmarshal ${value.kind} into Go value of type ${type}`);
}
