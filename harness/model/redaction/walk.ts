import { inAssignments } from './assignments.ts';
import { matching, type KnownValues } from './known-values.ts';
import { isMark, isNonce, markOf } from './mark.ts';
import { isSecretName } from './secret-name.ts';
import { mayHaveShape, shapes } from './shapes.ts';

/** What counts as a secret in the runs of one scenario. */
export interface Rules {
  /** Of the environment. */
  readonly known: KnownValues;
  /** Names of fields that are secret, beside those that are everywhere. */
  readonly names: readonly string[];
  readonly patterns: readonly RegExp[];
}

/** What one run knows besides. */
export interface Learning {
  /** Told of each value that the name of its field gave away. */
  readonly note: (value: string) => void;
  /** Replaces what was noted before. */
  readonly later: (text: string) => string;
}

/** Looks through texts and JSON values for secrets; gives the same object where there are none. */
export interface Walker {
  readonly text: (text: string, at: Learning) => string;
  /** An event's fields, but for those that name what the scenario declares. */
  readonly fields: <T extends object>(event: T, at: Learning) => T;
}

/** A walker by these rules. */
export function withoutSecrets({ known, names, patterns }: Rules): Walker {
  const given = new Set(names.map(flat));
  const isSecret = (name: string) =>
    isSecretName(name) || (given.size > 0 && given.has(flat(name)));
  const values = matching(known);
  const others = patterns.map(
    ({ source, flags }) => new RegExp(source, `${flags.replace('g', '')}g`),
  );
  const clean = new Set<string>();

  function secret(value: string, at: Learning): string {
    const [, scheme = '', credentials = value] =
      /^((?:bearer|basic|token) )(\S+)$/i.exec(value) ?? [];
    if (credentials === '' || isMark(credentials) || isNonce(credentials)) return value;
    const word = known.get(credentials);
    if (word === undefined) at.note(credentials);
    return `${scheme}${word ?? markOf(credentials)}`;
  }

  function searched(text: string, at: Learning): string {
    const json = /^\s*[[{]/.test(text) ? parsed(text) : undefined;
    if (json !== undefined) {
      const kept = value(json, at, false, 0);
      return kept === json ? text : JSON.stringify(kept);
    }
    let kept = values?.replaced(text) ?? text;
    if (mayHaveShape(kept))
      kept = kept.replaceAll(shapes, (found) => (isMark(found) ? found : markOf(found)));
    kept = inAssignments(kept, isSecret, (found) => secret(found, at));
    return others.reduce((all, one) => all.replaceAll(one, markOf), kept);
  }

  function text(raw: string, at: Learning): string {
    if (raw.length < shortest) return raw;
    if (clean.has(raw)) return at.later(raw);
    const kept = searched(raw, at);
    if (kept === raw && raw.length <= longestKept) {
      if (clean.size >= mostKept) clean.clear();
      clean.add(raw);
    }
    return at.later(kept);
  }

  function value(raw: unknown, at: Learning, isAll: boolean, depth: number): unknown {
    if (typeof raw === 'string') return isAll ? secret(raw, at) : text(raw, at);
    if (typeof raw !== 'object' || raw === null || depth > deepest) return raw;
    if (Array.isArray(raw)) return list(raw, at, isAll, depth);
    return record(raw as Readonly<Record<string, unknown>>, at, isAll, depth);
  }

  function list(raw: readonly unknown[], at: Learning, isAll: boolean, depth: number): unknown {
    // Headers are often written as pairs.
    const isPair = raw.length === 2 && typeof raw[0] === 'string' && isSecret(raw[0]);
    let kept: unknown[] | undefined;
    for (let i = 0; i < raw.length; i += 1) {
      const one = value(raw[i], at, isAll || (isPair && i === 1), depth + 1);
      if (one !== raw[i]) (kept ??= [...raw])[i] = one;
    }
    return kept ?? raw;
  }

  function record(
    raw: Readonly<Record<string, unknown>>,
    at: Learning,
    isAll: boolean,
    depth: number,
  ): unknown {
    const named = 'value' in raw ? (raw['name'] ?? raw['key']) : undefined;
    const keys = Object.keys(raw);
    let fields: [string, unknown][] | undefined;
    for (let i = 0; i < keys.length; i += 1) {
      const key = keys[i] as string;
      const one = raw[key];
      const name = key === 'value' && typeof named === 'string' ? named : key;
      const isOne = isSecret(name) && (typeof one === 'string' || holdsSecrets.test(name));
      const keptName = text(key, at);
      const kept = value(one, at, isAll || isOne, depth + 1);
      if (fields === undefined && keptName === key && kept === one) continue;
      fields ??= keys.slice(0, i).map((before) => [before, raw[before]]);
      fields.push([keptName, kept]);
    }
    return fields ? Object.fromEntries(fields) : raw;
  }

  function fields<T extends object>(event: T, at: Learning): T {
    let kept = event;
    for (const name in event) {
      if (declared.has(name)) continue;
      const one = value(event[name], at, false, 0);
      if (one !== event[name]) kept = { ...kept, [name]: one };
    }
    return kept;
  }

  return { text, fields };
}

/** Of what has such a name, all that is in it is secret. */
const holdsSecrets = /(secret|credential|cookie|password)s?$/i;

const declared: ReadonlySet<string> = new Set([
  ...'kind phase task point label site outcome taint fault effect'.split(' '),
  ...'does what'.split(' '),
]);

/** The shortest secret that is found by what it looks like. */
const shortest = 6;
const deepest = 600;
const longestKept = 2_000;
const mostKept = 5_000;

function flat(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
