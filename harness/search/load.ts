import path from 'node:path';
import { HarnessError } from '../model/error.ts';
import type { Scenario } from '../model/scenario.ts';
import { isScenario } from '../run/scenario.ts';
import { userModule } from '../run/loader/user-module.ts';

/**
 * The scenarios of a file, loaded into this process. Throws `no-scenario` where it exports none as
 * its default.
 */
export async function loadScenarios(file: string): Promise<readonly Scenario[]> {
  const module = (await userModule(file)) as { readonly default?: unknown };
  const scenarios = [module.default].flat().filter(isScenario);
  if (scenarios.length > 0) return scenarios;
  throw new HarnessError('no-scenario', {
    expected: `${path.relative(process.cwd(), file)} to export a scenario as its default`,
    got: module.default === undefined ? 'no default export' : typeof module.default,
    fix: 'Write `export default scenario(title, { … })`.',
  });
}
