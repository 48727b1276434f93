import { badBody } from '../refusal.ts';

/** A JSON value as Go's decoder meets it: keys in their order and as often as given, numbers as written. */
export type Json =
  | { readonly kind: 'object'; readonly entries: readonly (readonly [key: string, value: Json])[] }
  | { readonly kind: 'array'; readonly items: readonly Json[] }
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'null' };

/**
 * Reads the first JSON value of a body and leaves what comes after it, as Go's `Decoder` does.
 * @throws Refusal 400 in the words of Go's scanner, where it is no JSON.
 */
export function readJson(bytes: Uint8Array): Json {
  const source: Source = {
    bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    at: 0,
  };
  const open: Open[] = [];
  // A loop and a stack of our own: a body of ten thousand brackets must not overflow the real one.
  for (;;) {
    let value = startValue(source, open);
    while (value) {
      const holder = open.at(-1);
      if (!holder) return value;
      if (holder.kind === 'array') holder.items.push(value);
      else holder.entries.push([holder.key, value]);
      value = afterItem(source, open, holder);
    }
  }
}

interface Source {
  readonly bytes: Buffer;
  at: number;
}

/** An array or object whose end has not come yet. */
type Open =
  | { readonly kind: 'array'; readonly items: Json[] }
  | { readonly kind: 'object'; readonly entries: [string, Json][]; key: string };

const maxDepth = 10_000;

/** A whole value; nothing where an array or object has begun that is not empty. */
function startValue(source: Source, open: Open[]): Json | undefined {
  const byte = next(source);
  if (byte === code('"')) return { kind: 'string', text: string(source) };
  if (byte === code('-') || isDigit(byte)) return { kind: 'number', text: number(source) };
  if (byte === code('t')) return literal(source, 'true', { kind: 'bool', value: true });
  if (byte === code('f')) return literal(source, 'false', { kind: 'bool', value: false });
  if (byte === code('n')) return literal(source, 'null', { kind: 'null' });
  if (byte !== code('[') && byte !== code('{')) {
    throw unexpected(byte, 'looking for beginning of value');
  }
  if (open.length === maxDepth) throw badBody('exceeded max depth');
  source.at += 1;
  const isArray = byte === code('[');
  if (next(source) === code(isArray ? ']' : '}')) {
    source.at += 1;
    return isArray ? { kind: 'array', items: [] } : { kind: 'object', entries: [] };
  }
  open.push(
    isArray ? { kind: 'array', items: [] } : { kind: 'object', entries: [], key: key(source) },
  );
  return undefined;
}

/** What its holder is after an item: still open, so that nothing is whole yet, or whole itself. */
function afterItem(source: Source, open: Open[], holder: Open): Json | undefined {
  const byte = next(source);
  const isArray = holder.kind === 'array';
  if (byte === code(',')) {
    source.at += 1;
    if (!isArray) holder.key = key(source);
    return undefined;
  }
  if (byte !== code(isArray ? ']' : '}')) {
    throw unexpected(byte, isArray ? 'after array element' : 'after object key:value pair');
  }
  source.at += 1;
  open.pop();
  return isArray
    ? { kind: 'array', items: holder.items }
    : { kind: 'object', entries: holder.entries };
}

function key(source: Source): string {
  const byte = next(source);
  if (byte !== code('"')) throw unexpected(byte, 'looking for beginning of object key string');
  const text = string(source);
  const colon = next(source);
  if (colon !== code(':')) throw unexpected(colon, 'after object key');
  source.at += 1;
  return text;
}

function string(source: Source): string {
  const start = source.at;
  let isPlain = true;
  source.at += 1;
  for (let byte = here(source); byte !== code('"'); byte = here(source)) {
    if (byte < 0x20) throw unexpected(byte, 'in string literal');
    source.at += 1;
    if (byte !== code('\\')) continue;
    isPlain = false;
    escape(source);
  }
  source.at += 1;
  if (isPlain) return source.bytes.toString('utf8', start + 1, source.at - 1);
  const written = source.bytes.toString('utf8', start, source.at);
  return (JSON.parse(written) as string).toWellFormed();
}

function escape(source: Source): void {
  const byte = here(source);
  source.at += 1;
  if (byte === code('u')) {
    for (let digits = 0; digits < 4; digits += 1) {
      const digit = here(source);
      if (!/[0-9a-f]/i.test(String.fromCharCode(digit))) {
        throw unexpected(digit, String.raw`in \u hexadecimal character escape`);
      }
      source.at += 1;
    }
  } else if (!'"\\/bfnrt'.includes(String.fromCharCode(byte))) {
    throw unexpected(byte, 'in string escape code');
  }
}

function number(source: Source): string {
  const start = source.at;
  if (here(source) === code('-')) source.at += 1;
  const first = here(source);
  if (!isDigit(first)) throw unexpected(first, 'in numeric literal');
  source.at += 1;
  if (first !== code('0')) digits(source);
  if (peek(source) === code('.')) {
    source.at += 1;
    atLeastOne(source, 'after decimal point in numeric literal');
  }
  if (peek(source) === code('e') || peek(source) === code('E')) {
    source.at += 1;
    if (peek(source) === code('+') || peek(source) === code('-')) source.at += 1;
    atLeastOne(source, 'in exponent of numeric literal');
  }
  return source.bytes.toString('latin1', start, source.at);
}

function atLeastOne(source: Source, where: string): void {
  const byte = here(source);
  if (!isDigit(byte)) throw unexpected(byte, where);
  digits(source);
}

function digits(source: Source): void {
  while (isDigit(peek(source))) source.at += 1;
}

function literal(source: Source, word: string, value: Json): Json {
  for (const letter of word) {
    const byte = here(source);
    if (byte !== code(letter)) {
      throw unexpected(byte, `in literal ${word} (expecting '${letter}')`);
    }
    source.at += 1;
  }
  return value;
}

/** The next byte that is no space. */
function next(source: Source): number {
  for (let byte = peek(source); isSpace(byte); byte = peek(source)) source.at += 1;
  return here(source);
}

function here(source: Source): number {
  const byte = source.bytes[source.at];
  if (byte !== undefined) return byte;
  throw badBody(source.bytes.every(isSpace) ? 'EOF' : 'unexpected EOF');
}

function peek(source: Source): number {
  return source.bytes[source.at] ?? -1;
}

function code(letter: string): number {
  return letter.charCodeAt(0);
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d;
}

function unexpected(byte: number, where: string): Error {
  return badBody(`invalid character ${quoted(byte)} ${where}`);
}

/** As Go's `quoteChar`: bytes above ASCII show as the character of that number. */
function quoted(byte: number): string {
  const letter = String.fromCharCode(byte);
  if (letter === "'") return String.raw`'\''`;
  if (letter === '"') return `'"'`;
  if (letter === '\\') return String.raw`'\\'`;
  const named = '\x07\b\f\n\r\t\v'.indexOf(letter);
  if (named >= 0) return `'\\${'abfnrtv'.charAt(named)}'`;
  const hex = byte.toString(16);
  if (byte < 0x20 || byte === 0x7f) return `'\\x${hex.padStart(2, '0')}'`;
  const isShown = byte < 0x7f || (byte > 0xa0 && byte !== 0xad);
  return isShown ? `'${letter}'` : `'\\u${hex.padStart(4, '0')}'`;
}
