import { InvalidArgumentError } from 'commander';

/** A parser of whole numbers from `min` on, for options. */
export function whole(min: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= min) return value;
    throw new InvalidArgumentError(`expected a whole number, ${min} or more.`);
  };
}
