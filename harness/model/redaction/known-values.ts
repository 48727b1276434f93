import { isSecretVariable } from './secret-name.ts';
import { uriDecoded } from '../http/uri-decoded.ts';

/** Values that are secrets, each with the word that stands for it. */
export type KnownValues = ReadonlyMap<string, string>;

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

/** Whether a value may be one: what is short, a number, or set for want of a secret is none. */
export function isSecret(value: string): boolean {
  return value.length >= 6 && !/^\d{1,9}$/.test(value) && !usual.test(value);
}

const usual =
  /^(password|passwd|secret|token|changeme|postgres|default|example|testing|disabled|enabled|undefined|unused|not-?(used|needed|set)|test[-_]?(key|token)|dummy([-_]?key)?|sk-?test|placeholder)$/i;

function passwordIn(value: string): string {
  const { password = '' } = URL.parse(value) ?? {};
  return uriDecoded(password);
}
