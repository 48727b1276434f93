import type { Exploration } from '../model/exploration.ts';
import type { RunRecord } from '../model/run-record.ts';
import type { Scenario } from '../model/scenario.ts';
import { runWhole } from '../run/run.ts';

/**
 * The run that shows each finding, made again from its plan: a search keeps no traces. Each says which
 * of the replay files, in the order of the findings, is its own.
 */
export async function showing(
  scenario: Scenario,
  { findings, seed, variant }: Exploration,
  repros: readonly string[],
): Promise<readonly RunRecord[]> {
  const runs: RunRecord[] = [];
  for (const [index, { plan, repro }] of findings.entries()) {
    const record = await runWhole(scenario, { mode: 'sim', seed, variant, file: repro.file, plan });
    runs.push({ ...record, repro: repros[index] ?? null });
  }
  return runs;
}
