import { z } from 'zod';
import type { FaultFactory } from '../../harness/plans/define.ts';
import { valueFault } from '../shared/reply-faults.ts';
import { isObject } from '../../harness/model/json/walk.ts';

/** The parameters of `oversized`. */
export interface OversizedParams {
  readonly bytes: number;
}

/**
 * The reply gets a log, by default of 200 KB: as a field of an object or of a list's last entry, or
 * at the end of a text. The rest stays as it was; a bare number passes unchanged.
 * @example oversized({ bytes: 10_000_000 }).at('search')
 */
export const oversized: FaultFactory<OversizedParams> = valueFault({
  name: 'oversized',
  about: 'The reply is true, and far larger than it should be.',
  params: z.strictObject({
    bytes: z.int().min(1_000).max(10_000_000).default(200_000).meta({
      unit: 'bytes',
      description: 'how much is added to it',
    }),
  }),
  tried: 'by name',
  isTrue: true,
  change: (meaning, { bytes }) => grown(meaning, bytes),
});

function grown(meaning: unknown, bytes: number): unknown {
  if (typeof meaning === 'string') return `${meaning}\n${logOf(bytes)}`;
  if (isObject(meaning)) return { ...meaning, [nameIn(meaning)]: logOf(bytes) };
  if (!Array.isArray(meaning) || meaning.length === 0) return meaning;
  return [...meaning.slice(0, -1), grown(meaning.at(-1), bytes)];
}

/** A field that is there already must not be lost. */
function nameIn(taken: object): string {
  let name = 'log';
  while (Object.hasOwn(taken, name)) name = `${name}_`;
  return name;
}

const line = 'level=debug component=index msg="segment scanned" hits=0 took=1ms cache=miss\n';

function logOf(bytes: number): string {
  return line.repeat(Math.ceil(bytes / line.length)).slice(0, bytes);
}
