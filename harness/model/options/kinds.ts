import { isObject } from '../json/walk.ts';
import { toMs, type Duration } from './duration.ts';

/** A kind of value of an option, as a test and in words. */
export interface Kind {
  readonly words: string;
  readonly fits: (value: unknown) => boolean;
}

/** Any value. */
export const anything: Kind = { words: 'a value', fits: () => true };

/** Any text. */
export const anyText: Kind = { words: 'a text', fits: (value) => typeof value === 'string' };

/** A text that is not empty. */
export const text: Kind = {
  words: 'a text that is not empty',
  fits: (value) => typeof value === 'string' && value !== '',
};

/** True or false. */
export const flag: Kind = {
  words: 'true or false',
  fits: (value) => typeof value === 'boolean',
};

/** A function, and what it is given and gives: `a function of the answer`. */
export function func(words = 'a function'): Kind {
  return { words, fits: (value) => typeof value === 'function' };
}

/** A regular expression. */
export const pattern: Kind = {
  words: 'a regular expression',
  fits: (value) => value instanceof RegExp,
};

/** A length of time. */
export const duration: Kind = {
  words: 'a length of time such as 500, "500 ms", "30 s", "2 min" or "1 h"',
  fits: (value) => {
    try {
      return toMs(value as Duration) >= 0;
    } catch {
      return false;
    }
  },
};

/** A length of time of at least 1 ms, at most `most`. */
export function durationTo(most: Duration): Kind {
  return {
    words: `${duration.words}, up to ${most}`,
    fits: (value) =>
      duration.fits(value) && toMs(value as Duration) >= 1 && toMs(value as Duration) <= toMs(most),
  };
}

/** A number of at least `min`, at most `max`. */
export function amount(min: number, max: number = Number.MAX_VALUE): Kind {
  const upTo = max < Number.MAX_VALUE ? ` to ${max}` : ' on';
  return {
    words: `a number from ${min}${upTo}`,
    fits: (value) => typeof value === 'number' && value >= min && value <= max,
  };
}

/** A whole number of at least `min`, at most `max`. */
export function whole(min: number, max: number = Number.MAX_SAFE_INTEGER): Kind {
  const words = max < Number.MAX_SAFE_INTEGER ? `from ${min} to ${max}` : `from ${min} on`;
  const fits = (value: unknown) =>
    Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max;
  return { words: `a whole number ${words}`, fits };
}

/** One of these. */
export function oneOf(...values: readonly string[]): Kind {
  const words = `one of ${values.join(', ')}`;
  return { words, fits: (value) => values.some((one) => one === value) };
}

/** A list, each entry of a kind. */
export function listOf(each: Kind, words = `a list, each entry ${each.words}`): Kind {
  return { words, fits: (value) => Array.isArray(value) && value.every(each.fits) };
}

/** An object whose values are all of a kind. */
export function recordOf(each: Kind, words = `an object, each value ${each.words}`): Kind {
  return { words, fits: (value) => isObject(value) && Object.values(value).every(each.fits) };
}

/** Any of these kinds. */
export function either(...kinds: readonly Kind[]): Kind {
  return {
    words: kinds.map(({ words }) => words).join(', or '),
    fits: (value) => kinds.some(({ fits }) => fits(value)),
  };
}

/** An object that has these functions or texts: what `words` makes, such as a point. */
export function thing(words: string, parts: Readonly<Record<string, 'function' | 'string'>>): Kind {
  const fits = (value: unknown) =>
    isObject(value) &&
    Object.entries(parts).every(([name, type]) => typeof Reflect.get(value, name) === type);
  return { words, fits };
}
