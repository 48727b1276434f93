import { InvalidArgumentError } from 'commander';

/** One part of the files, from 1: the second of three. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** Reads `2/3`, for an option. */
export function shard(text: string): Shard {
  const [, index = 0, count = 0] = (/^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? []).map(Number);
  if (index >= 1 && index <= count) return { index, count };
  throw new InvalidArgumentError('expected the part and their number, such as 1/3.');
}
