import type { CoverageCell, CoverageState, LevelReport } from '../model/exploration.ts';
import type { Step } from './frontier.ts';
import { faultKey, siteOf } from './schedule.ts';

const ranks: readonly CoverageState[] = ['unreached', 'pruned', 'idle', 'struck'];

/** What became of each fault at each call, the best that any schedule did with it. */
export function coverageOf(
  steps: readonly { readonly step: Step; readonly state: CoverageState }[],
): readonly CoverageCell[] {
  const cells = new Map<string, CoverageCell>();
  for (const { step, state } of steps) {
    const { crossing, fault } = step;
    const key = `${siteOf(crossing)} ${faultKey(fault)}`;
    const known = cells.get(key);
    if (known && ranks.indexOf(known.state) >= ranks.indexOf(state)) continue;
    const { task, point, op, attempt } = crossing;
    const why = state === 'pruned' ? (step.pruned ?? '') : '';
    cells.set(key, { task, point, op, attempt, fault: faultKey(fault), state, why });
  }
  return [...cells.values()];
}

/** What a search has shown, in words: only of levels that were finished. */
export function claimOf(
  levels: readonly LevelReport[],
  of: { readonly faults: number; readonly sites: number; readonly quarantined: number },
): string | null {
  const finished = levels.filter(({ isFinished }) => isFinished);
  const deepest = finished.at(-1);
  if (!deepest) return null;
  const pruned = finished.reduce((sum, one) => sum + one.pruned.kinds + one.pruned.absorbed, 0);
  const schedules = finished.reduce((sum, one) => sum + one.schedules, 0);
  const faults = deepest.level === 1 ? '1 fault' : `at most ${deepest.level} faults`;
  const claim =
    `every reachable schedule of ${faults} out of these ${of.faults} kinds ` +
    `at these ${of.sites} sites`;
  const left = pruned > 0 ? `; ${pruned} of ${schedules} were not run, as redundant by rule` : '';
  const apart = of.quarantined > 0 ? `; ${of.quarantined} are set apart as not comparable` : '';
  return claim + left + apart;
}
