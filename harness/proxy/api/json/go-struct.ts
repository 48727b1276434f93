import { badBody } from '../refusal.ts';
import { isObject, type JsonObject } from '../../../model/json/walk.ts';

/**
 * A field of a Go struct: stores a value that fits, and reports one that does not. Null leaves the
 * field unchanged.
 */
export interface Field {
  /** The name of its type in errors: `int64`. */
  readonly type: string;
  /** Stores a value; returns false for a value of another type. */
  readonly put: (value: unknown) => boolean | Misfit;
}

/** The first value of a nested struct that did not fit. */
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
 * Fills a struct from a JSON object as Go does: names match in any case, and unknown ones are
 * ignored.
 * @throws Refusal 400 for the first value that does not fit, after storing those that do.
 */
export function fill(struct: Struct, value: unknown): void {
  if (value === null) return;
  if (!isObject(value)) throw misplaced(value, struct.type);
  const misfit = fillFields(struct, value);
  if (misfit) throw unfit(misfit);
}

/** The items of a JSON array, for a Go slice; `type` names the slice in errors. */
export function itemsOf(value: unknown, type: string): readonly unknown[] {
  if (value === null) return [];
  if (!Array.isArray(value)) throw misplaced(value, type);
  return value as readonly unknown[];
}

/** A field of text. */
export function text(set: (text: string) => void): Field {
  const put = (value: unknown) =>
    typeof value === 'string' && done(() => set(value.toWellFormed()));
  return { type: 'string', put };
}

/** A field that is true or false. */
export function bool(set: (value: boolean) => void): Field {
  const put = (value: unknown) => typeof value === 'boolean' && done(() => set(value));
  return { type: 'bool', put };
}

/** A field of whole numbers of 64 bits; those above 2^53 are rounded. */
export function int(type: 'int' | 'int64', set: (value: number) => void): Field {
  const put = (value: unknown) =>
    Number.isInteger(value) && Math.abs(Number(value)) <= 2 ** 63 && done(() => set(Number(value)));
  return { type, put };
}

/** A field of finite numbers, a `float32` in Go. */
export function number(set: (value: number) => void): Field {
  const put = (value: unknown) => Number.isFinite(value) && done(() => set(Number(value)));
  return { type: 'float32', put };
}

/** A field that is a struct itself. */
export function nested(struct: Struct): Field {
  const put = (value: unknown) => isObject(value) && (fillFields(struct, value) ?? true);
  return { type: struct.type, put };
}

function fillFields(struct: Struct, value: JsonObject): Misfit | undefined {
  let first: Misfit | undefined;
  const names = Object.keys(struct.fields);
  for (const [key, item] of Object.entries(value)) {
    const name = names.find((name) => name.toLowerCase() === key.toLowerCase());
    const field = name === undefined ? undefined : struct.fields[name];
    if (name === undefined || !field || item === null) continue;
    const isIn = field.put(item);
    if (isIn === true) continue;
    first ??= isIn
      ? { ...isIn, path: `${name}.${isIn.path}` }
      : { struct: struct.name, path: name, type: field.type, got: naming(item, field.type) };
  }
  return first;
}

function done(work: () => void): true {
  work();
  return true;
}

/** The value in an error message; Go prints a number only for a numeric field of another type. */
function naming(value: unknown, type: string): string {
  const isNumeric = /^(int|int64|float32)$/.test(type);
  return typeof value === 'number' && isNumeric ? `number ${value}` : kindOf(value);
}

function kindOf(value: unknown): string {
  if (typeof value === 'boolean') return 'bool';
  return Array.isArray(value) ? 'array' : typeof value;
}

function unfit({ struct, path, type, got }: Misfit): Error {
  return badBody(
    `json: cannot unmarshal ${got} into Go struct field ${struct}.${path} of type ${type}`,
  );
}

function misplaced(value: unknown, type: string): Error {
  return badBody(`json: cannot unmarshal ${kindOf(value)} into Go value of type ${type}`);
}
