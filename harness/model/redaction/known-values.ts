import { isSecretVariable } from './secret-name.ts';

/** Values that are secrets, each with the word that stands for it. */
export type KnownValues = ReadonlyMap<string, string>;

/** Finds known values in a text. */
export interface Matching {
  /** The text with their words in their place. */
  readonly replaced: (text: string) => string;
}

/** The values of variables that look secret, and the passwords in URLs among them, by name. */
export function secretsOf(env: Readonly<Record<string, string | undefined>>): KnownValues {
  const known = new Map<string, string>();
  for (const [name, value = ''] of Object.entries(env)) {
    if (!isSecretVariable(name, value)) continue;
    for (const secret of [value, passwordIn(value)]) {
      if (isSecret(secret) && !known.has(secret)) known.set(secret, `[redacted:${name}]`);
    }
  }
  return known;
}

/** Finds the values as they are, in a URL and in JSON; the longest first. Null where there are none. */
export function matching(known: KnownValues): Matching | null {
  const words = new Map<string, string>();
  for (const [value, word] of known) {
    const inJson = JSON.stringify(value).slice(1, -1);
    for (const spelt of [value, encodeURIComponent(value), inJson]) words.set(spelt, word);
  }
  if (words.size === 0) return null;
  const longestFirst = [...words.keys()].toSorted((a, b) => b.length - a.length);
  const any = new RegExp(longestFirst.map(literal).join('|'), 'g');
  return { replaced: (text) => text.replaceAll(any, (found) => words.get(found) ?? found) };
}

/** What is short, a number, or what people set for want of a secret is none. */
function isSecret(value: string): boolean {
  return value.length >= 6 && !/^\d{1,9}$/.test(value) && !usual.test(value);
}

const usual =
  /^(password|passwd|secret|token|changeme|postgres|default|example|testing|disabled|enabled|undefined|unused|not-?(used|needed|set)|test[-_]?(key|token)|dummy([-_]?key)?|sk-?test|placeholder)$/i;

function passwordIn(value: string): string {
  const { password = '' } = URL.parse(value) ?? {};
  try {
    return decodeURIComponent(password);
  } catch {
    return password;
  }
}

function literal(value: string): string {
  return value.replaceAll(/[$()*+.?[\\\]^{|}/-]/g, '\\$&');
}
