import { InvalidArgumentError } from '@commander-js/extra-typings';

/** A part of the files, numbered from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** Parses an option such as `2/3`. */
export function shard(text: string): Shard {
  const [, index = 0, count = 0] = (/^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? []).map(Number);
  if (index >= 1 && index <= count) return { index, count };
  throw new InvalidArgumentError('expected the part and their number, such as 1/3.');
}
