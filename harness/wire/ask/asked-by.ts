import type { RunningSystem } from '../../model/scenario.ts';
import type { AskAt } from './way.ts';

/** How a running system is asked by `askAt`: as it is, or over another sender where it can be. */
export function askedBy(
  askAt: AskAt,
  asking: (askAt: AskAt) => RunningSystem['ask'],
): Pick<RunningSystem, 'ask' | 'askOver'> {
  const { over } = askAt;
  return { ask: asking(askAt), ...(over && { askOver: (sends) => asking(over(sends)) }) };
}
