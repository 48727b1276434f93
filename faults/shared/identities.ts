import { everyNonce } from '../../harness/model/json/drawn-word.ts';
import { draws, integer, pick, type Draw } from '../../harness/model/random.ts';
import { endsIn } from './field-name.ts';
import { mapScalars } from '../../harness/model/json/walk.ts';

/**
 * The value with other identities: every nonce, every id and (unless `names` is false) every name
 * is replaced by another of the same form. Equal identities are replaced alike.
 */
export function otherIdentities(value: unknown, draw: Draw, names = true): unknown {
  const seed = integer(draw, 0, 2 ** 32);
  return mapScalars(value, (scalar, field) => {
    const own = draws(seed, String(scalar));
    if (typeof scalar === 'number') return isIdField(field) ? otherNumber(scalar, own) : scalar;
    if (typeof scalar !== 'string') return scalar;
    const renewed = scalar.replaceAll(everyNonce, (found) => otherNonce(found, draws(seed, found)));
    if (renewed !== scalar) return renewed;
    if (isIdField(field)) return otherText(scalar, own);
    return names && endsIn(field, titles) ? otherName(scalar, seed) : scalar;
  });
}

/** Whether a field of this name holds an id: `id`, `orderId`, `order_id`, `ids`, `sku` … */
export function isIdField(field: string): boolean {
  return endsIn(field, ids);
}

const ids: ReadonlySet<string> = new Set(
  'id,ids,uuid,uuids,guid,sku,ref,refs,reference'.split(','),
);
const titles: ReadonlySet<string> = new Set(['name', 'title', 'label']);
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

function otherNonce(found: string, draw: Draw): string {
  const tail = found.slice(-8);
  return (
    found.slice(0, -8) +
    tail
      .split('')
      .map((char) => shifted(char, base36, draw))
      .join('')
  );
}

function otherText(text: string, draw: Draw): string {
  // `"42"` must become what 42 does, for one id may stand as text here and as a number there.
  if (/^[1-9]\d{0,14}$/.test(text)) return String(otherNumber(Number(text), draw));
  const isUuid = uuid.test(text);
  const letters = /^[0-9a-f-]+$/i.test(text) && /\d/.test(text) ? 'abcdef' : base36.slice(10);
  return text
    .split('')
    .map((char, index) => {
      // A UUID keeps its version and variant, or a strict parser would see through it.
      if (isUuid && (index === 14 || index === 19)) return char;
      const alphabets = ['0123456789', letters, letters.toUpperCase()];
      const alphabet = alphabets.find((those) => those.includes(char));
      return alphabet === undefined ? char : shifted(char, alphabet, draw);
    })
    .join('');
}

function otherNumber(id: number, draw: Draw): number {
  if (!Number.isInteger(id) || id < 0 || id >= 1e15) return id;
  const low = id === 0 ? 0 : 10 ** (String(id).length - 1);
  const span = 10 ** String(id).length - low;
  return low + ((id - low + integer(draw, 1, span - 1)) % span);
}

function otherName(name: string, seed: number): string {
  return name.replaceAll(/\p{Lu}[\p{Ll}’']{2,}/gu, (word) => {
    const others = words.filter((other) => other !== word);
    return pick(draws(seed, word), others);
  });
}

const base36 = '0123456789abcdefghijklmnopqrstuvwxyz';

/** Fit for a person, a place and a brand alike. */
const words: readonly string[] =
  `Arden Beaumont Calder Dorset Elmore Fenwick Garrick Hollis Ingram Jarrow Kendal Lowell Marlow
  Norwood Orford Preston Quincy Radley`.split(/\s+/);

function shifted(char: string, alphabet: string, draw: Draw): string {
  const to = alphabet.indexOf(char) + integer(draw, 1, alphabet.length - 1);
  return alphabet[to % alphabet.length] ?? char;
}
