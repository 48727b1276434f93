import { checkPlan, planTargets } from '../../../harness/plans/check-plan.ts';
import { replay } from '../../../harness/search/replay/replay.ts';
import { type Context, noted, noteOf } from './context.ts';

/** Registers the test of the job's replay file, where that is of this scenario. */
export function registerReplay(context: Context): void {
  const { scenario, job } = context;
  const { repro, variant } = job;
  if (repro?.what.scenario !== scenario.title) return;
  noted(context, scenario.title, async () => {
    const plan = checkPlan(repro.what.plan, planTargets(scenario));
    const found = { ...repro.what, plan };
    const { result, reason, notes, record } = await replay(scenario, found, variant ?? undefined);
    const again = result === 'reproduced' && variant === null ? repro.file : null;
    const note = await noteOf(context, { ...record, repro: again });
    return { ...note, replayed: { result, reason, notes } };
  });
}
