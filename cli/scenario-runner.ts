import { inject, TestRunner } from 'vitest';
import { HarnessError } from '../harness/model/error.ts';
import { isScenario } from '../harness/run/scenario.ts';
import { enlist } from './enlist.ts';

/** Vitest's runner, taught that a `*.scenario.ts` file is its default export. */
export default class ScenarioRunner extends TestRunner {
  override async importFile(
    filepath: string,
    source: Parameters<TestRunner['importFile']>[1],
  ): Promise<unknown> {
    const module = await super.importFile(filepath, source);
    if (source !== 'collect') return module;
    const exported = (module as { readonly default?: unknown }).default;
    const scenarios = [exported].flat().filter(isScenario);
    if (scenarios.length === 0) {
      throw new HarnessError('no-scenario', {
        expected: `${filepath} to export a scenario as its default`,
        got: exported === undefined ? 'no default export' : typeof exported,
        fix: 'Write `export default scenario(title, { … })`.',
      });
    }
    for (const scenario of scenarios) enlist(scenario, filepath, inject('brownout'));
    return module;
  }
}
