/** Finds known values in texts: as they are, in a URL and in JSON. */
export interface Finder {
  /** A value of at least six characters, and the word that stands for it. */
  readonly add: (value: string, word: string) => void;
  /** The text with words in place of values; of those that begin at one place, the longest counts. */
  readonly replaced: (text: string) => string;
}

/**
 * A finder that knows these values. However many it knows, a text takes it the same time: an agent
 * may be given a new token in every reply.
 */
export function finder(known: Iterable<readonly [value: string, word: string]> = []): Finder {
  const words = new Map<string, string>();
  let pattern: RegExp | undefined;
  let index: Index | undefined;
  const add = (value: string, word: string) => {
    const inJson = JSON.stringify(value).slice(1, -1);
    for (const spelt of [value, encodeURIComponent(value.toWellFormed()), inJson]) {
      if (!words.has(spelt)) index?.add(spelt);
      words.set(spelt, word);
    }
    pattern = undefined;
  };
  for (const [value, word] of known) add(value, word);
  return {
    add,
    replaced: (text) => {
      if (words.size === 0) return text;
      if (words.size > mostInPattern) return replacedBy((index ??= indexed(words)), words, text);
      pattern ??= new RegExp(longestFirst(words.keys()).map(literal).join('|'), 'g');
      return text.replaceAll(pattern, (found) => words.get(found) ?? found);
    },
  };
}

/** A pattern of few is ten times as fast as an index, and each new value makes it anew. */
const mostInPattern = 100;

/** Texts by how they begin. */
interface Index {
  readonly add: (text: string) => void;
  /** Those that may begin as `text` goes on at `from`, the longest first. */
  readonly at: (text: string, from: number) => readonly string[];
  /** Whether one begins with characters of this hash. */
  readonly mayBegin: (hash: number) => boolean;
}

function indexed(known: ReadonlyMap<string, string>): Index {
  const byStart = new Map<string, readonly string[]>();
  const hashes = new Uint8Array(mask + 1);
  const add = (text: string) => {
    const start = text.slice(0, startLength);
    byStart.set(start, longestFirst([...(byStart.get(start) ?? []), text]));
    let hash = 0;
    for (let at = 0; at < hashed; at += 1) hash = rolled(hash, text.charCodeAt(at));
    hashes[hash] = 1;
  };
  for (const text of known.keys()) add(text);
  return {
    add,
    at: (text, from) => byStart.get(text.slice(from, from + startLength)) ?? [],
    mayBegin: (hash) => hashes[hash] === 1,
  };
}

function replacedBy(index: Index, words: ReadonlyMap<string, string>, text: string): string {
  let kept = '';
  let done = 0;
  let hash = 0;
  for (let at = 0; at < text.length; at += 1) {
    hash = rolled(hash, text.charCodeAt(at));
    const from = at + 1 - hashed;
    if (from < done || !index.mayBegin(hash)) continue;
    const found = index.at(text, from).find((one) => text.startsWith(one, from));
    if (found === undefined) continue;
    kept += text.slice(done, from) + words.get(found);
    done = from + found.length;
  }
  return kept + text.slice(done);
}

const startLength = 6;
/** Of how many characters a hash tells: of the last that were rolled in. */
const hashed = 3;
const mask = 2 ** 15 - 1;

function rolled(hash: number, code: number): number {
  return ((hash << 5) ^ code) & mask;
}

function longestFirst(texts: Iterable<string>): string[] {
  return [...texts].toSorted((a, b) => b.length - a.length);
}

function literal(value: string): string {
  return value.replaceAll(/[$()*+.?[\\\]^{|}/-]/g, '\\$&');
}
