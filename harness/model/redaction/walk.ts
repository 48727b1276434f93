import { inAssignments } from './assignments.ts';
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
  readonly text: (text: string, at: Learning) => string;
  /** An event's fields, except those that name what the scenario declares. */
  readonly fields: <T extends object>(event: T, at: Learning) => T;
}

/**
 * What is replaced in a value: `found`, what looks like a secret; `texts`, by the name of its field,
 * every text and every number that is long enough to be no count; `all`, by a name of the scenario's.
 */
type Hides = 'found' | 'texts' | 'all';

/** A walker by these rules. */
export function withoutSecrets({ known, names, patterns }: Rules): Walker {
  const given = new Set(names.map(flat));
  const isGiven = (name: string) => given.size > 0 && given.has(flat(name));
  const isSecret = (name: string) => isSecretName(name) || isGiven(name);
  const values = finder(known);
  const others = patterns.map(
    ({ source, flags }) => new RegExp(source, `${flags.replace('g', '')}g`),
  );
  const clean = new Set<string>();
  let room = mostKept;

  function secret(value: string, at: Learning): string {
    const [, scheme = '', credentials = value] =
      /^((?:bearer|basic|token) )(\S+)$/i.exec(value) ?? [];
    if (credentials === '' || isMark(credentials) || isNonce(credentials)) return value;
    const word = known.get(credentials);
    if (word === undefined) at.note(credentials);
    return `${scheme}${word ?? markOf(credentials)}`;
  }

  function searched(text: string, at: Learning): string {
    const json = /^\s*[[{]/.test(text) ? parsedJson(text) : undefined;
    if (json !== undefined) {
      const kept = value(json, at, 'found', 0);
      return kept === json ? text : JSON.stringify(kept);
    }
    let kept = values.replaced(text);
    if (mayHaveShape(kept)) {
      kept = kept.replaceAll(shapes, (found) => {
        if (isMark(found)) return found;
        // A password in a URL may stand elsewhere by itself.
        at.note(found);
        return markOf(found);
      });
    }
    kept = inAssignments(kept, { isSecret, isGiven }, (found) => secret(found, at));
    return others.reduce((all, one) => all.replaceAll(one, markOf), kept);
  }

  function text(raw: string, at: Learning): string {
    if (raw.length < shortest && others.length === 0) return raw;
    if (clean.has(raw)) return at.later(raw);
    const kept = searched(raw, at);
    if (kept === raw && raw.length <= longestKept) {
      if (room < raw.length) {
        clean.clear();
        room = mostKept;
      }
      room -= raw.length;
      clean.add(raw);
    }
    return at.later(kept);
  }

  function value(raw: unknown, at: Learning, hides: Hides, depth: number): unknown {
    if (typeof raw === 'string') return hides === 'found' ? text(raw, at) : secret(raw, at);
    if (typeof raw === 'number') return number(raw, at, hides);
    if (typeof raw !== 'object' || raw === null || depth > deepest) return raw;
    if (Array.isArray(raw)) return list(raw, at, hides, depth);
    return record(raw as Readonly<Record<string, unknown>>, at, hides, depth);
  }

  function number(raw: number, at: Learning, hides: Hides): unknown {
    if (raw < leastNumber && hides !== 'all') return raw;
    if (hides !== 'found') return secret(String(raw), at);
    const kept = text(String(raw), at);
    return kept === String(raw) ? raw : kept;
  }

  function list(raw: readonly unknown[], at: Learning, hides: Hides, depth: number): unknown {
    // Headers are often written as pairs.
    const isPair = raw.length === 2 && typeof raw[0] === 'string' && isSecret(raw[0]);
    let kept: unknown[] | undefined;
    for (let i = 0; i < raw.length; i += 1) {
      const one = value(raw[i], at, isPair && i === 1 ? moreOf(hides, 'texts') : hides, depth + 1);
      if (one !== raw[i]) (kept ??= [...raw])[i] = one;
    }
    return kept ?? raw;
  }

  function record(
    raw: Readonly<Record<string, unknown>>,
    at: Learning,
    hides: Hides,
    depth: number,
  ): unknown {
    const named = 'value' in raw ? (raw['name'] ?? raw['key']) : undefined;
    const keys = Object.keys(raw);
    let fields: [string, unknown][] | undefined;
    for (let i = 0; i < keys.length; i += 1) {
      const key = keys[i] as string;
      const one = raw[key];
      const name = key === 'value' && typeof named === 'string' ? named : key;
      const its = hidesIn(name, one);
      const keptName = text(key, at);
      const kept = value(one, at, moreOf(hides, its), depth + 1);
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

  function fields<T extends object>(event: T, at: Learning): T {
    let kept = event;
    for (const name in event) {
      if (declared.has(name)) continue;
      const raw: unknown = event[name];
      // How a task ended is ours to say, what it answered is not.
      const one = name === 'ending' ? fields(raw as object, at) : fieldOf(raw, at);
      if (one !== raw) kept = { ...kept, [name]: one };
    }
    return kept;
  }

  /** Times and counts of an event are no secrets. */
  function fieldOf(raw: unknown, at: Learning): unknown {
    return typeof raw === 'number' ? raw : value(raw, at, 'found', 0);
  }

  return { text, fields };
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
