import { glob } from 'node:fs/promises';
import path from 'node:path';
import { modesOf, type Mode, type Scenario } from '../index.ts';

/** A scenario and where it lives. */
export interface Found {
  readonly file: string;
  readonly scenario: Scenario;
  /** Where it can run: sim first, where it can. */
  readonly modes: readonly Mode[];
}

/** Every scenario in this folder, by file. */
export async function allScenarios(): Promise<readonly Found[]> {
  const found: Found[] = [];
  for await (const file of glob('**/*.scenario.ts', { cwd: import.meta.dirname })) {
    const at = path.join(import.meta.dirname, file);
    const module = (await import(at)) as { readonly default: Scenario };
    const { default: scenario } = module;
    found.push({ file, scenario, modes: modesOf(scenario.points, scenario.systems) });
  }
  return found.toSorted((a, b) => (a.file < b.file ? -1 : 1));
}

/**
 * Every scenario for `npm run test:long`; else those alone whose tasks take no minutes, since a fleet that
 * lives through some makes thousands of calls a run.
 */
export async function scenariosToTest(): Promise<readonly Found[]> {
  const all = await allScenarios();
  if (process.env['BROWNOUT_LONG'] !== undefined) return all;
  return all.filter(({ scenario }) => scenario.deadlineMs <= 60_000);
}
