import { fileURLToPath } from 'node:url';
import { evaluator, type Evaluator } from '../harness/search/evaluate.ts';
import { explore } from '../harness/search/explore.ts';
import type { ExploreOptions } from '../harness/search/search-state.ts';
import { pool } from '../harness/search/pool.ts';
import type { CorpusEntry } from './corpus/entry.ts';
import { corpus } from './corpus/index.ts';
import { kinds } from './corpus/kinds.ts';
import { toys } from './corpus/toy.ts';
import { heldOut } from './held-out/index.ts';
import { learnt } from './learnt/index.ts';
import { runsUntilFound } from './random-injection.ts';
import { median } from './rounds.ts';

/** The best of them counts: the one that is so mostly, first. */
const chances = [0.3, 0.1, 0.05] as const;
const seeds = Array.from({ length: 20 }, (_, n) => n + 1);
const mostRandomRuns = 500;
/** What the sampled level may spend on a bug of three faults. */
const samples = 1_500;

type Say = (line: string) => void;

/**
 * Search against random injection, on the corpus, on what it has learnt from since and on what it has
 * not; threads; growth.
 */
export async function bench(say: Say): Promise<Record<string, number | null>> {
  const bugs = corpus.filter(({ faults }) => faults > 0);
  const small = bugs.filter(({ faults }) => faults <= 2);
  say('bug                          faults   explore   random at p = 0.3, 0.1, 0.05 (median runs)');
  const rows = [];
  for (const entry of small) rows.push(await compared(entry, say));
  say('learnt from, once held out');
  const known = [];
  for (const entry of learnt) known.push(await compared(entry, say));
  say('held out');
  const unseen = [];
  for (const entry of heldOut) unseen.push(await compared(entry, say));
  const deep = [];
  for (const entry of bugs.filter(({ faults }) => faults === 3))
    deep.push(await sampledShare(entry, say));
  const falseAlarms = await alarms(corpus.filter(({ faults }) => faults === 0));
  say(`false alarms on ${corpus.length - bugs.length} correct agents: ${falseAlarms}`);
  const missed = await missedByRules();
  say(`agents in which the rules of pruning hide a way to break: ${missed}`);
  const growth = await grown(say);
  return {
    bugs: bugs.length,
    foundDepth2: shareFound(rows),
    found3: deep.reduce((sum, share) => sum + share, 0) / deep.length,
    falseAlarms,
    missedByRules: missed,
    runsOverBestRandom: overBestRandom(rows.filter(({ faults }) => faults === 2)),
    learntFound: shareFound(known),
    learntRunsOverBestRandom: overBestRandom(known),
    heldOutFound: shareFound(unseen),
    heldOutRunsOverBestRandom: overBestRandom(unseen),
    twoThreadSpeedup: round(await speedup(say)),
    runs11Pruned: growth.get(11)?.pruned ?? null,
    runs11Full: growth.get(11)?.full ?? null,
  };
}

/** How a search and random injection did on one bug. */
interface Row {
  readonly faults: number;
  readonly runs: number;
  readonly found: boolean;
  /** Median runs, by chance. */
  readonly random: readonly number[];
}

function shareFound(rows: readonly Row[]): number {
  return rows.filter(({ found }) => found).length / rows.length;
}

function overBestRandom(rows: readonly Row[]): number {
  return round(median(rows.map(({ runs, random }) => runs / Math.min(...random))));
}

function menuOf(entry: CorpusEntry) {
  return entry.kinds ?? kinds;
}

async function runsOf(entry: CorpusEntry, options: ExploreOptions): Promise<number | null> {
  const { findings } = await explore(entry.scenario, {
    faults: menuOf(entry),
    until: entry.check,
    ...options,
  });
  return findings.find(({ check }) => check === entry.check)?.atRun ?? null;
}

async function compared(entry: CorpusEntry, say: Say): Promise<Row> {
  const runs = await runsOf(entry, { depth: 2 });
  const random: number[] = [];
  for (const chance of chances) {
    // Only the best median counts: a chance that has not found it by then is no better.
    const mostRuns = Math.ceil(Math.min(mostRandomRuns, ...random));
    const tries = [];
    for (const seed of seeds) {
      const how = { chance, seed, mostRuns };
      tries.push(await runsUntilFound(entry.scenario, menuOf(entry), entry.check, how));
    }
    random.push(median(tries));
  }
  const said = random.map((one, index) =>
    one >= Math.ceil(Math.min(mostRandomRuns, ...random.slice(0, index)))
      ? `>=${one}`
      : String(one),
  );
  const columns = [entry.id.padEnd(29), String(entry.faults).padEnd(8)];
  say([...columns, String(runs ?? 'never').padEnd(9), said.join(', ')].join(' '));
  return { faults: entry.faults, runs: runs ?? mostRandomRuns, found: runs !== null, random };
}

/** The share of seeds in which a bug of three faults is found within the budget. */
async function sampledShare(entry: CorpusEntry, say: Say): Promise<number> {
  const found: number[] = [];
  for (const seed of seeds) {
    const runs = await runsOf(entry, { depth: 2, samples, seed });
    if (runs !== null) found.push(runs);
  }
  const runs = found.length > 0 ? median(found) : 'never';
  say(`${entry.id.padEnd(29)} 3        ${runs} runs, in ${found.length} of ${seeds.length} seeds`);
  return found.length / seeds.length;
}

async function alarms(entries: readonly CorpusEntry[]): Promise<number> {
  let count = 0;
  for (const entry of entries) {
    const { findings } = await explore(entry.scenario, { faults: menuOf(entry), depth: 2 });
    count += findings.length;
  }
  return count;
}

/** Agents of all sets in which a search in full finds another set of ways to break. */
async function missedByRules(): Promise<number> {
  let count = 0;
  for (const entry of [...corpus, ...learnt, ...heldOut]) {
    const found = async (prune: boolean) => {
      const options = { faults: menuOf(entry), depth: 2, prune };
      const { findings } = await explore(entry.scenario, options);
      return findings
        .map(({ check, signature }) => `${check} ${signature}`)
        .toSorted()
        .join('\n');
    };
    if ((await found(true)) !== (await found(false))) count += 1;
  }
  return count;
}

async function grown(say: Say) {
  const growth = new Map<number, { readonly pruned: number; readonly full: number }>();
  for (const { calls, scenario } of toys) {
    const level2 = async (prune: boolean) => {
      const { levels } = await explore(scenario, { faults: kinds, depth: 2, prune });
      return levels.find(({ level }) => level === 2)?.run ?? 0;
    };
    const sizes = { pruned: await level2(true), full: await level2(false) };
    growth.set(calls, sizes);
    say(`${calls} calls: level 2 takes ${sizes.pruned} runs pruned, ${sizes.full} in full`);
  }
  return growth;
}

/** How much faster two workers are than one thread, on the toy of 11 calls in full. */
async function speedup(say: Say): Promise<number> {
  const toy = toys.find(({ calls }) => calls === 11);
  if (!toy) return Number.NaN;
  const { scenario } = toy;
  const subject = { seed: 1, variant: 'careful', file: '' };
  const path = fileURLToPath(new URL('corpus/toys.scenario.ts', import.meta.url));
  const alone = evaluator(scenario, subject);
  const crew = pool(scenario, { ...subject, path, title: scenario.title }, 2);
  const rate = async (by: Evaluator) => {
    const since = performance.now();
    const options = { faults: kinds, depth: 2, prune: false, evaluator: by };
    const { runs } = await explore(scenario, options);
    return (runs * 1000) / (performance.now() - since);
  };
  const rates: { readonly one: number; readonly two: number }[] = [];
  for (let round = 0; round <= 5; round += 1) {
    const [one, two] = [await rate(alone), await rate(crew)];
    // In the first round processes load the scenario and compile it: that is not what is measured.
    if (round > 0) rates.push({ one, two });
  }
  await crew.close();
  const [one, two] = [median(rates.map((r) => r.one)), median(rates.map((r) => r.two))];
  say(`one thread ${one.toFixed(0)} runs/s, two workers ${two.toFixed(0)}`);
  return median(rates.map((r) => r.two / r.one));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
