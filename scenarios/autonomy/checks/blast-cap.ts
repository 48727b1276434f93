import { check, failed, passed, unknown, type Checker } from '../../../index.ts';
import { deedsOf, duringOf, type Deed } from './deeds.ts';

/**
 * In the fault phase, at each point at most `most` changes (by the call `label`, or at all) are for
 * another amount than is owed.
 */
export function blastCap(
  most: number,
  owedFor: (order: string) => number,
  label?: string,
): Checker {
  return check('blast-cap', (trace) => {
    const deeds = deedsOf(duringOf(trace));
    if (deeds.length === 0) return unknown('nothing was done in the fault phase');
    for (const [point, wrong] of Map.groupBy(deeds.filter(isWrong), ({ start }) => start.point)) {
      if (wrong.length <= most) continue;
      return failed(
        `${wrong.length} wrong actions at ${point}, ${most} allowed`,
        wrong.map(({ effect }) => effect.seq),
        `blast-cap: too many wrong actions at ${point}`,
      );
    }
    return passed;
  });

  function isWrong({ args, effect }: Deed): boolean {
    if (label !== undefined && effect.does !== label) return false;
    return args.order !== undefined && args.amount !== owedFor(args.order);
  }
}
