/** JSON as every artifact writes it: keys sorted, so equal values are equal bytes. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, sorted) ?? 'null';
}

/** A short stable name for any JSON value: 53 bits of its canonical text, in base 36. */
export function digest(value: unknown): string {
  return hash(typeof value === 'string' ? value : canonical(value)).toString(36);
}

/** A 53-bit hash of text. Source: cyrb53 by bryc, public domain; not cryptographic. */
export function hash(text: string, seed = 0): number {
  let high = 0xdeadbeef ^ seed;
  let low = 0x41c6ce57 ^ seed;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0);
}

function sorted(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
