import { isWrittenOver, type Entry } from '../ledger/entry.ts';

/** The entries that stand: those without what a later `PUT` to the same path wrote over. */
export function unreplaced(live: readonly Entry[]): readonly Entry[] {
  return live.filter((one) => !live.some((later) => isWrittenOver(one, later)));
}
