import type { RunRecord } from '../../../harness/model/trace/run-record.ts';
import type { Scenario } from '../../../harness/model/scenario.ts';
import { runSearchTest } from './search-test.ts';
import type { Note } from '../job.ts';
import { runRetention, type RunRetention } from '../run-retention.ts';
import { addNotes, runParts } from './run-parts.ts';
import { finishing } from '../stopping.ts';
import { type Context, type Under, type Tell, noted, noteOf, idleIn } from './context.ts';

/** Registers the tests of a scenario's seeds, or of its search. */
export function registerRuns(context: Context): void {
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

function lacksVariant({ scenario, job }: Context): Note | null {
  const lacks = scenario.mutants.map(({ id }) => id);
  if (job.variant === null || job.variant === 'careful' || lacks.includes(job.variant)) return null;
  return { scenario: scenario.title, result: 'unknown', runs: 0, records: [], lacks };
}

function isSearched({ scenario, job }: Context): boolean {
  return scenario.search !== null && scenario.search !== undefined && job.plan === null;
}

/** Runs one seed, or searches if the scenario's plan is a search. */
export function once(context: Context, seed: number, under: Under): Promise<Note> {
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
