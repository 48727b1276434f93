import { isObject } from '../json/walk.ts';
import { type Kind } from './kinds.ts';
import { demandArgument } from './strict.ts';

/** Throws `bad-argument` where a function is given what is no trace, such as the record of a run. */
export function demandTrace(given: unknown, who: string): void {
  const fix =
    isObject(given) && 'trace' in given
      ? 'Give it the `trace` of that.'
      : 'Give it the trace of a run: `record.trace`, or what a check is given.';
  demandArgument(given, trace, { who, fix });
}

const trace: Kind = {
  words: 'a trace',
  fits: (value) => isObject(value) && 'events' in value && Array.isArray(value.events),
};
