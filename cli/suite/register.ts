import path from 'node:path';
import { test } from 'vitest-runner';
import { checkPlan, planTargets } from '../../harness/plans/check-plan.ts';
import { HarnessError } from '../../harness/model/error.ts';
import type { CarefulRuns } from '../../harness/model/trace/matrix.ts';
import type { RunRecord } from '../../harness/model/trace/run-record.ts';
import { modesOf, type Mutant, type Scenario } from '../../harness/model/scenario.ts';
import type { Mode } from '../../harness/model/trace/trace.ts';
import type { Result } from '../../harness/model/trace/verdict.ts';
import type { Executor } from '../../harness/search/executor/executor.ts';
import { inThread } from '../../harness/search/executor/in-thread.ts';
import { kill } from '../../harness/search/mutants/matrix.ts';
import { hunt } from '../../harness/search/mutants/hunt.ts';
import { replay } from '../../harness/search/replay/replay.ts';
import { runReproTest } from './repro-test.ts';
import { runSearchTest } from './search-test.ts';
import type { Job, Note } from './job.ts';
import type { SayMessage } from '../terminal/message.ts';
import { writeRecord, writeRepro } from '../../reports/files/artifacts.ts';
import { runRetention, type RunRetention } from './run-retention.ts';
import { addNotes, runParts } from './run-parts.ts';
import { isIdle } from '../../reports/summary/verdicts.ts';
import { noSuchScenario, reproTitle, type ReproFile } from '../files/repro-files.ts';
import { limitsOf, shrinkerFor, type Shrinker, type Shrinking } from './shrinking.ts';
import { finishing, stoppingSignal } from './stopping.ts';

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

/** One scenario of a worker's file, and what the job wants of it. */
interface Context {
  readonly scenario: Scenario;
  readonly job: Job;
  readonly file: string;
  readonly shrinker: Shrinker;
  readonly executor: Executor;
  /** Undefined where every run is written. */
  readonly retention?: RunRetention;
}

/** The mode of the job; by default sim if the scenario can run there. */
function modeOf(scenario: Scenario, job: Job): Mode {
  return job.mode ?? modesOf(scenario.points, scenario.systems)[0] ?? 'wire';
}

type Tell = (note: Note) => void;
type Skip = (why: string) => never;

/** What the work of a test may use of that test. */
interface Under extends Shrinking {
  readonly tell: Tell;
  readonly skip: Skip;
}

function noted({ scenario }: Context, name: string, work: (under: Under) => Promise<Note>): void {
  const stopping = stoppingSignal();
  test(name, async ({ task, skip, signal, annotate }) => {
    const tell: Tell = (note) => {
      if (!stopping.aborted) task.meta.brownout = note;
    };
    // A line that is lost, as where the command has stopped listening, is no failure.
    const say: SayMessage = (words, how) => void annotate(words, how).catch(() => {});
    const under = { tell, skip, signal: AbortSignal.any([signal, stopping]), say };
    tell(await work(under).catch((error: unknown) => skippedFor(error, scenario)));
  });
}

/** The note of a scenario that needs a part this machine lacks; throws any other error again. */
function skippedFor(error: unknown, { title }: Scenario): Note {
  if (!(error instanceof HarnessError) || error.code !== 'missing-part') throw error;
  return { scenario: title, result: 'unknown', runs: 0, records: [], skipped: error.message };
}

function registerRuns(context: Context): void {
  const { scenario, job } = context;
  const keepingRuns = { ...context, retention: runRetention(job) };
  let broken = false;
  // Each search has a file of its own.
  const most = isSearched(context) ? Infinity : undefined;
  const parts = runParts(scenario.title, { first: job.seed, runs: job.runs, most });
  for (const { name, seeds } of parts) {
    noted(context, name, async (under) => {
      // What cannot be run at all is told of once, not once a seed.
      if (broken) under.skip('an earlier seed could not be run');
      broken = true;
      const note = lacksVariant(context) ?? (await onceEach(keepingRuns, seeds, under));
      broken = false;
      return note;
    });
  }
}

/** Runs seeds one after another, and reports their sum after each. */
async function onceEach(context: Context, seeds: readonly number[], under: Under): Promise<Note> {
  const [first = 0, ...others] = seeds;
  let all = await once(context, first, under);
  for (const seed of others) {
    const sofar = all;
    if (under.signal.aborted) break;
    under.tell(sofar);
    const tell: Tell = (note) => under.tell(addNotes(sofar, note));
    all = addNotes(sofar, await once(context, seed, { ...under, tell }));
  }
  return all;
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

function lacksVariant({ scenario, job }: Context): Note | null {
  const lacks = scenario.mutants.map(({ id }) => id);
  if (job.variant === null || job.variant === 'careful' || lacks.includes(job.variant)) return null;
  return { scenario: scenario.title, result: 'unknown', runs: 0, records: [], lacks };
}

function isSearched({ scenario, job }: Context): boolean {
  return scenario.search !== null && scenario.search !== undefined && job.plan === null;
}

/** Runs one seed, or searches if the scenario's plan is a search. */
function once(context: Context, seed: number, under: Under): Promise<Note> {
  const { scenario, job, file } = context;
  if (!isSearched(context)) return runOnce(context, seed, under);
  const work = runSearchTest({ scenario, job, file, seed, ...under });
  finishing(work);
  return work;
}

async function runOnce(context: Context, seed: number, under: Under): Promise<Note> {
  const { scenario, job, file, shrinker, retention, executor } = context;
  const { plan, variant } = job;
  const record = await executor.run({
    seed,
    file,
    isWhole: false,
    ...(plan && { plan }),
    ...(variant !== null && { variant }),
  });
  if (retention && !retention.wants(record)) return droppedNote(scenario, record, retention);
  const note = await noteOf(context, record);
  // Told before it is shrunk: what a run that is stopped meanwhile has shown stands.
  under.tell(note);
  const whole = await shrinker(record, under);
  return whole === record ? note : await noteOf(context, whole);
}

async function droppedNote(
  { title }: Scenario,
  record: RunRecord,
  retention: RunRetention,
): Promise<Note> {
  const tally = await retention.drop(record);
  return { scenario: title, result: record.result, runs: 1, records: [], tally, ...idleIn(record) };
}

function idleIn(record: RunRecord): Pick<Note, 'isIdle'> {
  return isIdle(record) ? { isIdle: true } : {};
}

async function noteOf({ scenario, job }: Context, record: RunRecord): Promise<Note> {
  const records = [await writeRecord(job, record)];
  const { title } = scenario;
  return { scenario: title, result: record.result, runs: 1, records, ...idleIn(record) };
}

function registerMatrix(context: Context): void {
  const { scenario, job } = context;
  const seeds = job.runs === 1 ? '1 seed' : `${job.runs} seeds`;
  noted(context, `${scenario.title}: careful, ${seeds}`, async (under) => {
    if (!scenario.search) return await carefulRuns(context, under);
    const note = await once({ ...context, job: { ...job, variant: null } }, job.seed, under);
    const { runs, result } = note;
    const falseAlarms = result === 'fail' ? 1 : 0;
    return { ...note, careful: { runs, falseAlarms, unknown: result === 'unknown' ? 1 : 0 } };
  });
  for (const mutant of scenario.mutants) {
    noted(context, `${scenario.title}: mutant ${mutant.id}`, () => killed(context, mutant));
  }
}

/** Runs the careful system; reports after every run, since a stopped test reports nothing more. */
async function carefulRuns(context: Context, under: Under): Promise<Note> {
  const { scenario, job, file, shrinker, executor } = context;
  const stopping = stoppingSignal();
  let note: Note = { scenario: scenario.title, result: 'pass', runs: 0, records: [] };
  let careful: CarefulRuns = { runs: 0, falseAlarms: 0, unknown: 0 };
  let [struck, doubts] = [0, 0];
  for (let runs = 0; runs < job.runs && !stopping.aborted; runs += 1) {
    const record = await executor.run({ seed: job.seed + runs, file });
    const { result } = record;
    struck += isIdle(record) ? 0 : 1;
    doubts += isIdle(record) || result !== 'unknown' ? 0 : 1;
    careful = {
      runs: runs + 1,
      falseAlarms: careful.falseAlarms + (result === 'fail' ? 1 : 0),
      unknown: struck === 0 ? runs + 1 : doubts,
    };
    let { records } = note;
    const isTelling = isIdle(record) ? runs === 0 : result !== 'pass' || struck === 1;
    if (isTelling) {
      // One false alarm is looked into; the others are most likely of the same kind.
      const isFirst = result === 'fail' && careful.falseAlarms === 1;
      records = [
        ...records,
        await writeRecord(job, isFirst ? await shrinker(record, under) : record),
      ];
    }
    note = { ...note, result: resultOf(careful), records, runs: runs + 1, careful };
    under.tell(note);
  }
  return note;
}

function resultOf({ falseAlarms, unknown }: CarefulRuns): Result {
  if (falseAlarms > 0) return 'fail';
  return unknown > 0 ? 'unknown' : 'pass';
}

async function killed(context: Context, mutant: Mutant): Promise<Note> {
  const { scenario, job, file, executor } = context;
  const { seed } = job;
  const { mode } = executor;
  const { row, record, repro } =
    job.hunt !== null && mode === 'sim'
      ? await hunt(scenario, mutant, { seed, file, executor, budget: job.hunt })
      : await kill(scenario, mutant, { seed, file, executor }, limitsOf(job, mode));
  const how = job.hunt !== null && mode === 'wire' ? { how: 'by its own plan, on the wire' } : {};
  const at = repro ? await writeRepro(job, mutant.id, repro) : null;
  const result: Result = row.flagged ? 'pass' : 'fail';
  const note = await noteOf(context, { ...record, repro: at });
  return { ...note, result, mutant: { ...row, repro: at, ...how } };
}

function registerReplay(context: Context): void {
  const { scenario, job } = context;
  const { repro, variant } = job;
  if (repro?.what.scenario !== scenario.title) return;
  noted(context, scenario.title, async () => {
    const plan = checkPlan(repro.what.plan, planTargets(scenario));
    const found = { ...repro.what, plan };
    const { result, reason, notes, record } = await replay(scenario, found, variant ?? undefined);
    const again = result === 'reproduced' && variant === null ? repro.file : null;
    const note = await noteOf(context, { ...record, repro: again });
    return { ...note, replayed: { result, reason, notes } };
  });
}
