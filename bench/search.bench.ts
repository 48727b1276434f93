import { fileURLToPath } from 'node:url';
import { menu } from '../faults/menu.ts';
import type { Executor } from '../harness/search/executor/executor.ts';
import { forked } from '../harness/search/executor/forked.ts';
import { inThread } from '../harness/search/executor/in-thread.ts';
import { explore } from '../harness/search/explore/explore.ts';
import type { ExploreOptions } from '../harness/search/explore/search-state.ts';
import { chances, compareEach, sayStanding, standingOf, type Compared } from './against-chance.ts';
import type { CorpusEntry } from '../testing/agents/corpus/entry.ts';
import { corpus } from '../testing/agents/corpus/index.ts';
import { kinds } from '../testing/agents/corpus/kinds.ts';
import { toys } from '../testing/agents/corpus/toy.ts';
import { heldOut } from '../testing/agents/held-out/index.ts';
import { learnt } from '../testing/agents/learnt/index.ts';
import { menuOf } from './random-injection.ts';
import { median } from './rounds.ts';

/** In so many seeds a bug of three faults is looked for; so much may the sampled level spend on it. */
const seeds = Array.from({ length: 20 }, (_, n) => n + 1);
const samples = 1_500;

type Say = (line: string) => void;

/**
 * Search against random injection, on the corpus, on what it has learnt from since and on what it has
 * not; threads; growth.
 */
export async function bench(say: Say): Promise<Record<string, number | null>> {
  const bugs = corpus.filter(({ faults }) => faults > 0);
  say(
    `bug                           faults  search (and shrinking), random at ${chances.join(', ')}`,
  );
  const one = await compareEach(withFaults(1), say);
  const two = await compareEach(withFaults(2), say);
  const known = await compareEach(learnt, say);
  // As `explore` where it is told no faults.
  const unseen = await compareEach(
    heldOut.map((entry) => ({ ...entry, kinds: menu })),
    say,
  );
  const standings = {
    ...figuresOf('corpus', two, say),
    ...figuresOf('learnt', known, say),
    ...figuresOf('heldOut', unseen, say),
  };
  const deep = [];
  for (const entry of withFaults(3)) deep.push(await sampledShare(entry, say));
  const falseAlarms = await alarms(withFaults(0));
  say(`false alarms on ${corpus.length - bugs.length} correct agents: ${falseAlarms}`);
  const missed = await missedByRules();
  say(`agents in which the rules of pruning hide a way to break: ${missed}`);
  const growth = await grown(say);
  return {
    bugs: bugs.length,
    foundDepth2: shareFound([...one, ...two]),
    found3: deep.reduce((sum, share) => sum + share, 0) / deep.length,
    falseAlarms,
    missedByRules: missed,
    ...standings,
    twoThreadSpeedup: round(await speedup(say)),
    runs11Pruned: growth.get(11)?.pruned ?? null,
    runs11Full: growth.get(11)?.full ?? null,
  };
}

function withFaults(count: number): readonly CorpusEntry[] {
  return corpus.filter(({ faults }) => faults === count);
}

function shareFound(rows: readonly Compared[]): number {
  return rows.reduce((sum, { found }) => sum + found, 0) / rows.length;
}

/** How a set did, said and as figures; nulls where it is empty. */
function figuresOf(set: string, rows: readonly Compared[], say: Say) {
  const standing = standingOf(rows);
  if (standing) say(sayStanding(set, standing));
  const figure = (value: number | undefined) => (value === undefined ? null : round(value));
  return {
    [`${set}Found`]: standing && shareFound(rows),
    [`${set}OverBestRandom`]: figure(standing?.median),
    [`${set}MeanOverBestRandom`]: figure(standing?.geometric.value),
    [`${set}MeanOverBestRandomLow`]: figure(standing?.geometric.low),
    [`${set}MeanOverBestRandomHigh`]: figure(standing?.geometric.high),
    [`${set}WorstOverBestRandom`]: figure(standing?.worst),
    [`${set}BelowBestRandom`]: figure(standing?.below1),
  };
}

async function runsOf(entry: CorpusEntry, options: ExploreOptions): Promise<number | null> {
  const { findings } = await explore(entry.scenario, {
    faults: menuOf(entry),
    until: entry.check,
    ...options,
  });
  return findings.find(({ check }) => check === entry.check)?.atRun ?? null;
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
  const file = fileURLToPath(new URL('../testing/agents/corpus/toys.scenario.ts', import.meta.url));
  const alone = inThread(scenario);
  const crew = forked(scenario, { file, workers: 2 });
  const rate = async (executor: Executor) => {
    const since = performance.now();
    const options = { faults: kinds, depth: 2, prune: false, executor };
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
