import path from 'node:path';
import { inject, TestRunner } from 'vitest-runner';
import { HarnessError } from '../harness/model/error.ts';
import type { Scenario } from '../harness/model/scenario.ts';
import { isScenario } from '../harness/run/scenario.ts';
import { enlist, enlistLost } from './enlist.ts';

/** Vitest's runner, taught that a `*.scenario.ts` file is its default export. */
export default class ScenarioRunner extends TestRunner {
  override async importFile(
    filepath: string,
    source: Parameters<TestRunner['importFile']>[1],
  ): Promise<unknown> {
    const module = await super.importFile(filepath, source);
    if (source !== 'collect') return module;
    const job = inject('brownout');
    const exported = (module as { readonly default?: unknown }).default;
    const scenarios = [exported].flat().filter(isScenario);
    if (scenarios.length === 0) {
      throw new HarnessError('no-scenario', {
        expected: `${path.relative(job.root, filepath)} to export a scenario as its default`,
        got: exported === undefined ? 'no default export' : `one of type ${typeof exported}`,
        fix: 'Write `export default scenario(title, { … })`.',
      });
    }
    checkTitles(scenarios, path.relative(job.root, filepath));
    for (const scenario of scenarios) enlist(scenario, filepath, job);
    enlistLost(scenarios, filepath, job);
    return module;
  }
}

/** A replay file names its scenario by file and title. */
function checkTitles(scenarios: readonly Scenario[], file: string): void {
  for (const [title, its] of Map.groupBy(scenarios, (scenario) => scenario.title)) {
    if (its.length === 1) continue;
    throw new HarnessError('bad-scenario', {
      expected: `the scenarios of ${file} to have titles of their own`,
      got: `${its.length} with the title ${JSON.stringify(title)}`,
      fix: 'Have each title state its own claim.',
    });
  }
}
