import type { Outcome } from '../trace/outcome.ts';

/** The name of an outcome, or of drops, in bounds and margins of a load. */
export type ShareName =
  'wrong' | 'unsafe' | 'hung' | 'failed' | 'degraded' | 'abstained' | 'escalated' | 'dropped';

/** The outcome of each such name. */
export const shareNames: Readonly<Record<ShareName, Outcome | 'dropped'>> = {
  wrong: 'silently-wrong',
  unsafe: 'unsafe',
  hung: 'hung',
  failed: 'failed-loud',
  degraded: 'degraded',
  abstained: 'abstained',
  escalated: 'escalated',
  dropped: 'dropped',
};

/** Whether a text is such a name. */
export function isShareName(name: string): name is ShareName {
  return Object.hasOwn(shareNames, name);
}
