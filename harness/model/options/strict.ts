import { HarnessError, type ErrorCode } from '../error.ts';
import { isObject } from '../json/walk.ts';
import { type Kind } from './kinds.ts';
import { didYouMean } from './nearest.ts';

/** The kind of each option of `T`; a new option of `T` does not compile until its kind is added. */
export type Shape<T> = { readonly [Name in keyof T]-?: Kind };

/** The demands on an object of options. */
export interface Demand<T> {
  /** The object as errors name it: `the options of provider(…)`. */
  readonly what: string;
  readonly shape: Shape<T>;
  /** Options that may not be left out. */
  readonly needs?: readonly (keyof T & string)[];
  /** Names by which other tools know an option: `{ timeout: 'deadline' }`. */
  readonly alias?: Readonly<Record<string, keyof T & string>>;
  /** `bad-argument` where left out. */
  readonly code?: ErrorCode;
}

/** Throws where an object of options holds an unknown name or a wrong value, or lacks what it needs. */
export function demandOptions<T extends object>(given: unknown, demand: Demand<T>): void {
  const { what, code = 'bad-argument' } = demand;
  const refuse = (expected: string, got: string, fix: string): never => {
    throw new HarnessError(code, { expected, got, fix });
  };
  const shape: Readonly<Record<string, Kind>> = demand.shape;
  const names = Object.keys(shape);
  if (!isObject(given)) {
    refuse(`${what} as an object of ${names.join(', ')}`, shown(given), 'Write { … }.');
  }
  const values = given as Readonly<Record<string, unknown>>;
  for (const name of Object.keys(values)) {
    if (Object.hasOwn(shape, name)) continue;
    const alias: string | undefined = demand.alias?.[name];
    const hint = alias === undefined ? didYouMean(name, names) : `Did you mean ${alias}? `;
    const got = `${name}: ${shown(values[name])}`;
    refuse(`${what} to have only ${names.join(', ')}`, got, `${hint}Rename it or leave it out.`);
  }
  for (const [name, { words, fits }] of Object.entries(shape)) {
    const value = values[name];
    const isNeeded = demand.needs?.some((need) => need === name) ?? false;
    if (value === undefined ? !isNeeded : fits(value)) continue;
    const fix = isNeeded ? 'Correct it.' : 'Correct it, or leave it out.';
    refuse(`${what} to have \`${name}\` as ${words}`, shown(value), fix);
  }
}

/** A function that takes an argument, `judge(…)`, and how a wrong one is put right. */
export interface Taker {
  readonly who: string;
  readonly fix: string;
}

/** Throws `bad-argument` where an argument is not of its kind. */
export function demandArgument(given: unknown, { words, fits }: Kind, { who, fix }: Taker): void {
  if (fits(given)) return;
  const expected = `${who} to be given ${words}`;
  throw new HarnessError('bad-argument', { expected, got: shown(given), fix });
}

/** A short form of a value for errors. */
export function shown(value: unknown): string {
  if (value === undefined) return 'none';
  if (typeof value === 'function') return named(value);
  const text = typeof value === 'object' ? jsonOf(value) : scalar(value);
  return text.length > mostShown ? `${text.slice(0, mostShown - 1)}…` : text;
}

const mostShown = 80;

function tellable(part: unknown): unknown {
  return typeof part === 'function' ? named(part) : part;
}

function named({ name }: { readonly name: string }): string {
  return name ? `the function ${name}` : 'a function';
}

function scalar(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

function jsonOf(value: object | null): string {
  try {
    const told: unknown = Array.isArray(value) ? value.map(tellable) : value;
    return JSON.stringify(told) ?? 'an object';
  } catch {
    return 'an object';
  }
}
