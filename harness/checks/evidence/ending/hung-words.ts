import type { Ending } from '../../../model/trace/trace.ts';

/** The ending of a task that hung. */
export type Hung = Extract<Ending, { readonly how: 'hung' }>;

/** How a task hung, in words, and what gives it more time where that may be all that it lacks. */
export function hungWords(ending: Hung): string {
  return `hung (${ending.why})${moreTime(ending)}`;
}

/** What gives a hung task more time, in words; '' where time alone would not help. */
export function moreTime({ why }: Hung): string {
  return why === 'deadline' ? ' (a `deadline:` of the scenario gives it more time)' : '';
}
