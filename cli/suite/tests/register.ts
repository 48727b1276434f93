import path from 'node:path';
import { test } from 'vitest-runner';
import { modesOf, type Scenario } from '../../../harness/model/scenario.ts';
import type { Mode } from '../../../harness/model/trace/trace.ts';
import { inThread } from '../../../harness/search/executor/in-thread.ts';
import { runReproTest } from './repro-test.ts';
import type { Job, Note } from '../job.ts';
import { noSuchScenario, reproTitle, type ReproFile } from '../../files/repro-files.ts';
import { shrinkerFor } from './shrinking.ts';
import { type Context, type Under, noted } from './context.ts';
import { registerRuns } from './run-tests.ts';
import { registerMatrix } from './matrix-tests.ts';
import { registerReplay } from './replay-test.ts';

/** Registers vitest tests for what the job asks of one scenario, in the worker that loaded its file. */
export function registerScenario(scenario: Scenario, file: string, job: Job): void {
  const shrinker = shrinkerFor(scenario, job);
  const executor = inThread(scenario, modeOf(scenario, job));
  const context = { scenario, job, file: path.relative(job.root, file), shrinker, executor };
  if (!isAsked(scenario.title, job)) noted(context, scenario.title, leftOut);
  else if (job.verb === 'replay') registerReplay(context);
  else if (job.verb === 'matrix') registerMatrix(context);
  else {
    if (!job.onlyRepros.includes(file)) registerRuns(context);
    registerRepros(context);
  }
}

function leftOut({ skip }: Under): Promise<Note> {
  return skip('its title does not match');
}

/** Whether the job wants the scenario with this title. */
function isAsked(title: string, { only }: Job): boolean {
  return only === null || new RegExp(only).test(title);
}

/** The mode of the job; by default sim if the scenario can run there. */
function modeOf(scenario: Scenario, job: Job): Mode {
  return job.mode ?? modesOf(scenario.points, scenario.systems)[0] ?? 'wire';
}

/** Registers a test for each replay file of this scenario. */
function registerRepros(context: Context): void {
  const { scenario, job, file } = context;
  for (const repro of job.repros) {
    const isOurs = isOf(repro, file) && repro.what.scenario === scenario.title;
    if (isOurs) noted(context, reproTitle(repro), () => runReproTest({ scenario, job, repro }));
  }
}

/** Registers a failing test for each replay file whose scenario the file no longer has. */
export function registerMissing(scenarios: readonly Scenario[], file: string, job: Job): void {
  const titles = new Set(scenarios.map(({ title }) => title));
  for (const repro of job.repros) {
    if (!isOf(repro, path.relative(job.root, file)) || titles.has(repro.what.scenario)) continue;
    if (!isAsked(repro.what.scenario, job)) continue;
    test(reproTitle(repro), () => {
      throw noSuchScenario(repro);
    });
  }
}

function isOf({ what }: ReproFile, file: string): boolean {
  return path.normalize(what.file) === file;
}
