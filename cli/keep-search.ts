import path from 'node:path';
import type { Exploration } from '../harness/model/exploration.ts';
import { canonical } from '../harness/model/json.ts';
import type { RunRecord } from '../harness/model/run-record.ts';
import type { Scenario } from '../harness/model/scenario.ts';
import { run } from '../harness/run/run.ts';
import { writeAtomically } from '../reports/write.ts';

/**
 * Writes what a search says, and a replay file for each finding; gives the run that shows each, made
 * again from its plan, for a search keeps no traces.
 */
export async function keepSearch(
  scenario: Scenario,
  exploration: Exploration,
  { out, root }: { readonly out: string; readonly root: string },
): Promise<readonly RunRecord[]> {
  await writeAtomically(path.join(out, 'exploration.json'), `${canonical(exploration)}\n`);
  const runs: RunRecord[] = [];
  for (const [index, { check, plan, repro }] of exploration.findings.entries()) {
    const name = `${index + 1}-${check.replaceAll(/[^\w.-]+/g, '-').slice(0, 100)}.repro.json`;
    const file = path.join(out, name);
    await writeAtomically(file, `${JSON.stringify(repro, null, 2)}\n`);
    const { seed, variant } = exploration;
    const record = await run(scenario, { mode: 'sim', seed, variant, file: repro.file, plan });
    runs.push({ ...record, repro: path.relative(root, file) });
  }
  return runs;
}
