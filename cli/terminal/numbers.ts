import { InvalidArgumentError } from 'commander';
import { toMs, type Duration } from '../../harness/model/options/duration.ts';

/** A parser of whole numbers from `min` on, up to `max` where there is one, for options. */
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

/** A parser of ports; 0 takes a free one. */
export const port: (text: string) => number = whole(0, 65_535);

/** Reads a length of time such as `30s`, for an option; in ms. */
export function duration(text: string): number {
  try {
    return toMs(text as Duration);
  } catch {
    throw new InvalidArgumentError('expected a length of time such as 500ms, 30s or 2min.');
  }
}
