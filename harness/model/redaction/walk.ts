import { inAssignments, type SecretNames } from './assignments.ts';
import { finder } from './finder.ts';
import type { KnownValues } from './known-values.ts';
import { isMark, isNonce, markOf } from './mark.ts';
import { isSecretName } from './secret-name.ts';
import { mayHaveShape, shapes } from './shapes.ts';
import { parsedJson } from '../json/parsed-json.ts';

/** The rules for secrets in the runs of one scenario. */
export interface Rules {
  /** The secrets of the environment. */
  readonly known: KnownValues;
  /** Names of fields that are secret, beside those that are everywhere. */
  readonly names: readonly string[];
  readonly patterns: readonly RegExp[];
}

/** The secrets that one run has learnt. */
export interface Learning {
  /** Called with each value whose field name marks it as a secret. */
  readonly note: (value: string) => void;
  /** Replaces what was noted before. */
  readonly later: (text: string) => string;
}

/** Replaces secrets in texts and JSON values; returns the same object if there are none. */
export interface Walker {
  readonly text: (text: string) => string;
  /** An event's fields, except those that name what the scenario declares. */
  readonly fields: <T extends object>(event: T) => T;
}

/**
 * What is replaced in a value: `found`, what looks like a secret; `texts`, by the name of its field,
 * every text and every number that is long enough to be no count; `all`, by a name of the scenario's.
 */
type Hides = 'found' | 'texts' | 'all';

/** Makes walkers by these rules, one for what each run has learnt. */
export function withoutSecrets(rules: Rules): (at: Learning) => Walker {
  const names = secretNames(rules.names);
  const search = searching(rules, names);
  const mark = (value: string, at: Learning) => {
    const [, scheme = '', credentials = value] =
      /^((?:bearer|basic|token) )(\S+)$/i.exec(value) ?? [];
    if (credentials === '' || isMark(credentials) || isNonce(credentials)) return value;
    const word = rules.known.get(credentials);
    if (word === undefined) at.note(credentials);
    return `${scheme}${word ?? markOf(credentials)}`;
  };
  return (at) => {
    const secret = (value: string) => mark(value, at);
    const held: Held = { note: at.note, secret, value: (json) => value(json, 'found') };
    const isPlain = (raw: string) => raw.length < shortest && rules.patterns.length === 0;
    const text = (raw: string) => (isPlain(raw) ? raw : at.later(search(raw, held)));
    const value = valuesWith({ ...names, text, secret });
    return { text, fields: (event) => fieldsWith(event, value) };
  };
}

/** Which names are those of secrets: the scenario's own, and those that are everywhere. */
function secretNames(own: readonly string[]): SecretNames {
  const given = new Set(own.map(flat));
  const isGiven = (name: string) => given.size > 0 && given.has(flat(name));
  return { isGiven, isSecret: (name) => isSecretName(name) || isGiven(name) };
}

/** What is done with what a text turns out to hold. */
interface Held extends Pick<Learning, 'note'> {
  /** The word for a secret. */
  readonly secret: (value: string) => string;
  /** A JSON value without secrets. */
  readonly value: (json: unknown) => unknown;
}

/** Finds secrets in texts by what they look like; a text that was found clean is not searched again. */
function searching({ known, patterns }: Rules, names: SecretNames) {
  const values = finder(known);
  const others = patterns.map(
    ({ source, flags }) => new RegExp(source, `${flags.replace('g', '')}g`),
  );
  const clean = new Set<string>();
  let room = mostKept;

  function searched(text: string, held: Held): string {
    const json = /^\s*[[{]/.test(text) ? parsedJson(text) : undefined;
    if (json !== undefined) {
      const kept = held.value(json);
      return kept === json ? text : JSON.stringify(kept);
    }
    let kept = values.replaced(text);
    if (mayHaveShape(kept)) {
      kept = kept.replaceAll(shapes, (found) => {
        if (isMark(found)) return found;
        // A password in a URL may stand elsewhere by itself.
        held.note(found);
        return markOf(found);
      });
    }
    kept = inAssignments(kept, names, held.secret);
    return others.reduce((all, one) => all.replaceAll(one, markOf), kept);
  }

  return (raw: string, held: Held): string => {
    if (clean.has(raw)) return raw;
    const kept = searched(raw, held);
    if (kept === raw && raw.length <= longestKept) {
      if (room < raw.length) {
        clean.clear();
        room = mostKept;
      }
      room -= raw.length;
      clean.add(raw);
    }
    return kept;
  };
}

/** How texts and secrets in a JSON value are replaced. */
interface Replacing extends SecretNames {
  readonly text: (raw: string) => string;
  readonly secret: (value: string) => string;
}

/** Replaces secrets in JSON values, by what they look like and by the names of their fields. */
function valuesWith({ isGiven, isSecret, text, secret }: Replacing) {
  function value(raw: unknown, hides: Hides, depth = 0): unknown {
    if (typeof raw === 'string') return hides === 'found' ? text(raw) : secret(raw);
    if (typeof raw === 'number') return number(raw, hides);
    if (typeof raw !== 'object' || raw === null || depth > deepest) return raw;
    if (Array.isArray(raw)) return list(raw, hides, depth + 1);
    return record(raw as Readonly<Record<string, unknown>>, hides, depth + 1);
  }

  function number(raw: number, hides: Hides): unknown {
    if (raw < leastNumber && hides !== 'all') return raw;
    if (hides !== 'found') return secret(String(raw));
    const kept = text(String(raw));
    return kept === String(raw) ? raw : kept;
  }

  function list(raw: readonly unknown[], hides: Hides, depth: number): unknown {
    // Headers are often written as pairs.
    const isPair = raw.length === 2 && typeof raw[0] === 'string' && isSecret(raw[0]);
    const kept = raw.map((one, n) =>
      value(one, isPair && n === 1 ? moreOf(hides, 'texts') : hides, depth),
    );
    return kept.every((one, n) => one === raw[n]) ? raw : kept;
  }

  function record(raw: Readonly<Record<string, unknown>>, hides: Hides, depth: number): unknown {
    const named = 'value' in raw ? (raw['name'] ?? raw['key']) : undefined;
    const keys = Object.keys(raw);
    let fields: [string, unknown][] | undefined;
    for (let i = 0; i < keys.length; i += 1) {
      const key = keys[i] as string;
      const one = raw[key];
      const name = key === 'value' && typeof named === 'string' ? named : key;
      const its = hidesIn(name, one);
      const keptName = text(key);
      const kept = value(one, moreOf(hides, its), depth);
      if (fields === undefined && keptName === key && kept === one) continue;
      fields ??= keys.slice(0, i).map((before) => [before, raw[before]]);
      fields.push([keptName, kept]);
    }
    return fields ? Object.fromEntries(fields) : raw;
  }

  function hidesIn(name: string, held: unknown): Hides {
    if (isGiven(name)) return 'all';
    const isScalar = typeof held !== 'object';
    return isSecretName(name) && (isScalar || holdsSecrets.test(name)) ? 'texts' : 'found';
  }

  return value;
}

function fieldsWith<T extends object>(event: T, value: ReturnType<typeof valuesWith>): T {
  let kept = event;
  for (const name in event) {
    const raw: unknown = event[name];
    // Times and counts of an event are no secrets.
    if (declared.has(name) || typeof raw === 'number') continue;
    // How a task ended is ours to say, what it answered is not.
    const one = name === 'ending' ? fieldsWith(raw as object, value) : value(raw, 'found');
    if (one !== raw) kept = { ...kept, [name]: one };
  }
  return kept;
}

const holdsSecrets = /(secret|credential|cookie|password)s?$/i;

const declared: ReadonlySet<string> = new Set([
  ...'kind phase task point label site outcome taint fault effect'.split(' '),
  ...'does what how why disposition'.split(' '),
]);

/** The shortest secret that is found by what it looks like. */
const shortest = 6;
/** Smaller numbers are counts and prices. */
const leastNumber = 10_000_000;
const deepest = 600;
/** The longest text without secrets that is remembered, and how long all of them may be together. */
const longestKept = 500_000;
const mostKept = 5_000_000;

function moreOf(one: Hides, other: Hides): Hides {
  if (one === 'all' || other === 'all') return 'all';
  return one === 'found' ? other : one;
}

function flat(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}
