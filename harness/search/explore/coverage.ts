import { canStrike } from '../../plans/can-strike.ts';
import {
  coverageStates,
  isMute,
  type CoverageCell,
  type CoverageState,
  type LevelReport,
  type PruneRule,
  type SearchDoubt,
} from '../../model/trace/exploration.ts';
import type { Fault } from '../../model/fault/fault.ts';
import type { Crossing } from '../observe/observation.ts';
import { aimOf, faultKey, faultWords, siteOf, strikeKey } from '../schedule.ts';
import type { Search } from './search-state.ts';

/**
 * The coverage of each fault at each call that was seen: the best state that any schedule reached.
 * A fault that no schedule tried at a call is `unreached`.
 */
export function coverageOf({
  ran,
  leftOut,
  sites,
  faults,
  breaking,
  found,
}: Pick<
  Search,
  'ran' | 'leftOut' | 'sites' | 'faults' | 'breaking' | 'found'
>): readonly CoverageCell[] {
  const cells = new Map<string, CoverageCell>();
  const shown = found.list().flatMap(({ plan }) => plan.map(strikeKey));
  const broke = new Set([...breaking.toBlame(), ...shown]);
  const note = (crossing: Crossing, fault: Fault, state: CoverageState, why: PruneRule | '') => {
    const key = `${siteOf(crossing)} ${faultKey(fault)}`;
    const isToBlame = broke.has(`${aimOf(crossing)} ${faultKey(fault)}`);
    const isStruck = state === 'struck' || state === 'unknown';
    const reached = isStruck && isToBlame ? 'broke' : state;
    const known = cells.get(key);
    if (known && coverageStates.indexOf(known.state) >= coverageStates.indexOf(reached)) return;
    const { task, point, op, attempt } = crossing;
    cells.set(key, { task, point, op, attempt, fault: faultWords(fault), state: reached, why });
  };
  for (const { step, state } of ran.values()) note(step.crossing, step.fault, state, '');
  for (const { crossing, fault, pruned } of leftOut) {
    note(crossing, fault, 'pruned', pruned?.rule ?? '');
  }
  for (const crossing of sites.values()) {
    for (const fault of faults)
      if (canStrike(fault, crossing)) note(crossing, fault, 'unreached', '');
  }
  return [...cells.values()];
}

/** The claim of a search in words, about its finished levels only; null if there is none. */
export function claimOf(
  levels: readonly LevelReport[],
  of: {
    readonly faults: number;
    readonly sites: number;
    readonly quarantined: number;
    readonly doubts: readonly SearchDoubt[];
    /** Where no fault could strike, in words; null where there is no such place. */
    readonly hidden: string | null;
  },
): string | null {
  const finished = levels.filter(({ isFinished }) => isFinished);
  const deepest = finished.at(-1);
  if (!deepest) return null;
  const counts = finished.flatMap(({ pruned: one }) => Object.values(one));
  const pruned = counts.reduce((sum, count) => sum + count, 0);
  const schedules = finished.reduce((sum, one) => sum + one.schedules, 0);
  const faults = deepest.level === 1 ? '1 fault' : `at most ${deepest.level} faults`;
  const claim =
    `every reachable schedule of ${faults} out of these ${of.faults} kinds ` +
    `at these ${of.sites} sites`;
  const left = pruned > 0 ? `; ${pruned} of ${schedules} were not run, as redundant by rule` : '';
  const apart = of.quarantined > 0 ? `; ${of.quarantined} are set apart as not comparable` : '';
  const hidden = of.hidden === null ? '' : `; ${of.hidden}`;
  return claim + left + apart + hidden + of.doubts.map(doubtWords).join('');
}

function doubtWords(doubt: SearchDoubt): string {
  const { check, unknown, runs } = doubt;
  if (isMute(doubt)) return `; of ${check} nothing: it told nothing in ${runs} of ${runs} runs`;
  if (unknown === 0) return `; of ${check} nothing: it had nothing to judge in any of ${runs} runs`;
  return `; ${check} could not tell in ${unknown} of ${runs} runs`;
}
