import path from 'node:path';
import { HarnessError } from '../../model/error.ts';
import type { Scenario } from '../../model/scenario.ts';
import { isScenario } from '../scenario.ts';
import { userModule } from './user-module.ts';

/** The scenarios of a file, loaded into this process. Throws as `scenariosOf` does. */
export async function loadScenarios(file: string): Promise<readonly Scenario[]> {
  return scenariosOf(await userModule(file), path.relative(process.cwd(), file));
}

/**
 * The scenarios that a module exports as its default. Throws `no-scenario` where there is none, and
 * `bad-scenario` where two have one title: replay files and workers name a scenario by file and title.
 */
export function scenariosOf(module: unknown, file: string): readonly Scenario[] {
  const { default: exported } = module as { readonly default?: unknown };
  const scenarios = [exported].flat().filter(isScenario);
  if (scenarios.length === 0) {
    throw new HarnessError('no-scenario', {
      expected: `${file} to export a scenario as its default`,
      got: exported === undefined ? 'no default export' : `one of type ${typeof exported}`,
      fix: 'Write `export default scenario(title, { … })`.',
    });
  }
  for (const [title, its] of Map.groupBy(scenarios, (scenario) => scenario.title)) {
    if (its.length === 1) continue;
    throw new HarnessError('bad-scenario', {
      expected: `the scenarios of ${file} to have titles of their own`,
      got: `${its.length} with the title ${JSON.stringify(title)}`,
      fix: 'Have each title state its own claim.',
    });
  }
  return scenarios;
}
