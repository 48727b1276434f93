import path from 'node:path';
import { HarnessError } from '../../harness/model/error.ts';
import type { Scenario } from '../../harness/model/scenario.ts';
import { loadScenarios } from '../../harness/run/loader/load-scenarios.ts';
import { formatThrown } from '../terminal/format-error.ts';

/** Loads the scenarios of a file into this process; throws what the file throws. */
export async function scenariosIn(file: string, root: string): Promise<readonly Scenario[]> {
  try {
    return await loadScenarios(file);
  } catch (error) {
    if (error instanceof HarnessError) throw error;
    const got = formatThrown(error, root);
    const says = { expected: `${path.relative(root, file)} to load`, got, fix: 'Correct it.' };
    throw new HarnessError('bad-scenario', says, { cause: error });
  }
}
