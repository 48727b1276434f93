import { InvalidArgumentError } from '@commander-js/extra-typings';
import { toMs, type Duration } from '../../harness/model/options/duration.ts';

/** Makes an option's parser of whole numbers from `min` to `max`. */
export function whole(
  min: number,
  max: number = Number.MAX_SAFE_INTEGER,
): (text: string) => number {
  const range = max < Number.MAX_SAFE_INTEGER ? `${min} to ${max}` : `${min} or more`;
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= min && value <= max) return value;
    throw new InvalidArgumentError(`expected a whole number, ${range}.`);
  };
}

/** Parses a port; 0 means a free one. */
export const port: (text: string) => number = whole(0, 65_535);

/** Parses a duration such as `30s` into ms. */
export function duration(text: string): number {
  try {
    return toMs(text as Duration);
  } catch {
    throw new InvalidArgumentError('expected a length of time such as 500ms, 30s or 2min.');
  }
}
