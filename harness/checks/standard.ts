import type { Checker } from '../model/trace/checker.ts';
import { backsOff } from './backs-off.ts';
import { bounded } from './bounded.ts';
import { completes } from './completes.ts';
import { discloses } from './discloses.ts';
import { exactlyOnce } from './exactly-once.ts';
import { faithful } from './faithful.ts';
import { honest } from './honest.ts';
import { recovers } from './recovers.ts';

/**
 * The checks that every agent should pass: it comes back, does what it should once and as it was
 * told to, says what is so, discloses what is less, recovers, waits as told, and ends. Those that a
 * run holds nothing for are not applicable to it.
 *
 * @example checks: [...standardChecks(), noOrphans('hotels')]
 */
export function standardChecks(): readonly Checker[] {
  return [
    completes(),
    exactlyOnce(),
    faithful(),
    honest(),
    discloses(),
    recovers(),
    backsOff(),
    bounded({ calls: 200, callsPerOp: 20 }),
  ];
}
