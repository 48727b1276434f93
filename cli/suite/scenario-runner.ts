import path from 'node:path';
import { inject, TestRunner, vi } from 'vitest-runner';
import { scenariosOf } from '../../harness/run/loader/load-scenarios.ts';
import { registerScenario, registerMissing } from './tests/register.ts';

/** A vitest runner that takes the default export of a `*.scenario.ts` file as its scenarios. */
export default class ScenarioRunner extends TestRunner {
  override async importFile(
    filepath: string,
    source: Parameters<TestRunner['importFile']>[1],
  ): Promise<unknown> {
    // What the files before have left in modules of the user's is none of this one's business.
    vi.resetModules();
    const module = await super.importFile(filepath, source);
    if (source !== 'collect') return module;
    const job = inject('brownout');
    const scenarios = scenariosOf(module, path.relative(job.root, filepath));
    for (const scenario of scenarios) registerScenario(scenario, filepath, job);
    registerMissing(scenarios, filepath, job);
    return module;
  }
}
