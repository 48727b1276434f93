import type { Exploration } from '../model/exploration.ts';
import type { RunRecord } from '../model/run-record.ts';
import type { Scenario } from '../model/scenario.ts';
import { run } from '../run/run.ts';

/** The run that shows each finding, made again from its plan: a search keeps no traces. */
export async function showing(
  scenario: Scenario,
  { findings, seed, variant }: Exploration,
): Promise<readonly RunRecord[]> {
  const runs: RunRecord[] = [];
  for (const { plan, repro } of findings) {
    runs.push(await run(scenario, { mode: 'sim', seed, variant, file: repro.file, plan }));
  }
  return runs;
}
