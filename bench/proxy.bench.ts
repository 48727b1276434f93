import { execFileSync } from 'node:child_process';
import { startChild, type Child } from './child.ts';
import { churnToxics, startCommand, startEmbedded, startReal, toxics } from './proxy/contenders.ts';
import { download, loader, type Load } from './proxy/load.ts';
import { firstRepliesP99Ms } from './proxy/first-replies.ts';
import { connectionsPerSecond, growthMiB } from './proxy/many-connections.ts';
import { startUpstream } from './proxy/upstream.ts';
import { median } from './rounds.ts';

const bigBytes = 256 * 1024 * 1024;
// wrk counts the first reply on each connection, too, which waits for all to connect: it is measured
// by itself, and must stay far below the 1 % that a p99 is made of.
const secondsAt = (count: number) => (count === most ? 4 : 1);
const rounds = 7;
const connectionsOpened = 100_000;
const churned = 4_000;
// The number of connections that figures are taken at.
const main = 32;
const most = 256;
const counts: readonly number[] = [1, main, most];

/** One that takes part: a proxy with some toxic, or none at all. */
interface Contender {
  readonly name: string;
  readonly child: Child;
  /** How many connections it is asked by at once, in turn. */
  readonly connections: readonly number[];
}

/** What one contender did in one round. */
interface Turn {
  readonly loads: Map<number, Load>;
  bulk: number;
  firstRepliesP99Ms: number | null;
  /** Processor time a request; null where the process cannot be asked. */
  cpuUs: number | null;
}

/** By contender, in the order of the rounds. */
type Turns = ReadonlyMap<string, readonly Turn[]>;

/**
 * What a proxy costs: requests a second, the latency it adds and MB a second, without a toxic and
 * with one, against no proxy, a plain Node one and (where `TOXIPROXY_BIN` names it) the real one.
 */
export async function bench(say: (line: string) => void): Promise<Record<string, number | null>> {
  const started: Child[] = [];
  const start = async <T extends Child>(starting: Promise<T>): Promise<T> => {
    const child = await starting;
    started.push(child);
    return child;
  };
  try {
    const upstream = await start(startUpstream(bigBytes));
    const turns = await takeTurns(await contenders(upstream, start));
    for (const [name, all] of turns) say(lineOf(name, all));
    const embedded = await start(startEmbedded(upstream.address, []));
    const growth = await growthMiB(embedded, connectionsOpened);
    say(`${connectionsOpened} connections: ${growth?.toFixed(1) ?? 'not in time; ?'} MiB more`);
    return {
      ...figures(turns),
      ...(await churn(upstream, start)),
      connectionsMemoryGrowthMiB: growth === null ? null : round(growth),
    };
  } finally {
    await Promise.all(started.map((child) => child.stop()));
  }
}

/** Connections under toxics that come and go: how many a second, and what memory that takes. */
async function churn(
  upstream: Child,
  start: <T extends Child>(starting: Promise<T>) => Promise<T>,
): Promise<Record<string, number | null>> {
  execFileSync('npm', ['run', '--silent', 'build']);
  const real = process.env['TOXIPROXY_BIN'];
  const ours = await start(startCommand(upstream.address, churnToxics));
  const theirs = real && (await start(startReal(real, upstream.address, churnToxics)));
  const ratios: number[] = [];
  for (let n = 0; n < rounds; n += 1) {
    const mine = await connectionsPerSecond(ours, churned);
    if (theirs) ratios.push(mine / (await connectionsPerSecond(theirs, churned)));
  }
  const memory = ours.memoryMiB();
  return {
    churnOverReal: ratios.length > 0 ? round(median(ratios)) : null,
    restMiB: memory && round(memory.atRest),
    churnedMiB: memory && round(memory.now),
  };
}

async function contenders(
  upstream: Child,
  start: (starting: Promise<Child>) => Promise<Child>,
): Promise<readonly Contender[]> {
  const real = process.env['TOXIPROXY_BIN'];
  const all: Contender[] = [];
  const add = (name: string, child: Child, connections = counts) =>
    all.push({ name, child, connections });
  add('direct', upstream);
  add('plain', await start(startChild('plain-proxy.ts', [upstream.address])));
  for (const [toxic, on] of Object.entries(toxics)) {
    const name = (which: string) => (on.length > 0 ? `${which}+${toxic}` : which);
    const connections = toxic === 'small' ? [1, main] : on.length > 0 ? [main] : undefined;
    add(name('embedded'), await start(startEmbedded(upstream.address, on)), connections);
    if (real === undefined) continue;
    add(name('real'), await start(startReal(real, upstream.address, on)), connections);
  }
  return all;
}

/**
 * In each round each thing is measured of one contender after the other, back and forth, so that
 * what else the machine does meets them all. The first round warms up and is not counted.
 */
async function takeTurns(all: readonly Contender[]): Promise<Turns> {
  const turns = new Map<string, Turn[]>(all.map(({ name }) => [name, []]));
  for (let n = 0; n <= rounds; n += 1) {
    const inOrder = n % 2 === 0 ? all : all.toReversed();
    const round = new Map<string, Turn>(
      all.map(({ name }) => [
        name,
        { loads: new Map(), bulk: Number.NaN, firstRepliesP99Ms: null, cpuUs: null },
      ]),
    );
    for (const count of counts) {
      for (const one of inOrder) await measureLoad(one, count, round.get(one.name)!);
    }
    for (const { name, child } of inOrder) {
      // Under its rate a download would take half a minute.
      if (name.endsWith('+small')) continue;
      round.get(name)!.bulk = await download(child.address);
    }
    if (n > 0) for (const { name } of all) turns.get(name)?.push(round.get(name)!);
  }
  return turns;
}

async function measureLoad({ child, connections }: Contender, count: number, turn: Turn) {
  if (!connections.includes(count)) return;
  const before = await child.usage();
  const load = await loader()(child.address, count, secondsAt(count));
  const after = await child.usage();
  turn.loads.set(count, load);
  if (count === most) turn.firstRepliesP99Ms = await firstRepliesP99Ms(child.address, most);
  if (count !== main || !before || !after) return;
  turn.cpuUs = (after.cpuUs - before.collectedUs) / load.requests;
}

/** The median of what two contenders did in the same round, one over the other. */
function ratio(turns: Turns, a: string, b: string, of: (turn: Turn) => number | null) {
  const [mine = [], theirs = []] = [turns.get(a), turns.get(b)];
  const ratios = mine.flatMap((turn, n) => {
    const other = theirs[n];
    const [x, y] = [of(turn), other ? of(other) : null];
    return x !== null && y !== null ? [x / y] : [];
  });
  return ratios.length > 0 ? round(median(ratios)) : null;
}

const requestsAt = (count: number) => (turn: Turn) =>
  turn.loads.get(count)?.requestsPerSecond ?? null;
const requests = requestsAt(main);
const p50 = (turn: Turn) => turn.loads.get(main)?.p50Ms ?? null;
const p99At = (count: number) => (turn: Turn) => turn.loads.get(count)?.p99Ms ?? null;
const p99 = p99At(main);
const firstReplies = (turn: Turn) => turn.firstRepliesP99Ms;
const bulk = (turn: Turn) => turn.bulk;

function figures(turns: Turns): Record<string, number | null> {
  const over = (other: string, toxic = '') => {
    const mine = `embedded${toxic}`;
    const theirs = `${other}${other === 'real' ? toxic : ''}`;
    return (of: (turn: Turn) => number | null) => ratio(turns, mine, theirs, of);
  };
  const middle = (name: string, of: (turn: Turn) => number | null) =>
    round(median((turns.get(name) ?? []).map((turn) => of(turn) ?? Number.NaN)));
  return {
    requestsOverReal: over('real')(requests),
    requestsOverRealAt1: over('real')(requestsAt(1)),
    requestsOverRealAt256: over('real')(requestsAt(most)),
    bulkOverReal: over('real')(bulk),
    p99OverReal: over('real')(p99),
    p99OverRealAt256: over('real')(p99At(most)),
    firstRepliesP99OverReal: over('real')(firstReplies),
    latencyBulkOverReal: over('real', '+latency')(bulk),
    bandwidthBulkOverReal: over('real', '+bandwidth')(bulk),
    bandwidthSmallOverReal: over('real', '+small')(requests),
    bandwidthSmallOverRealAt1: over('real', '+small')(requestsAt(1)),
    bandwidthSmallOverNone: ratio(turns, 'embedded+small', 'embedded', requestsAt(1)),
    requestsOverPlainNode: over('plain')(requests),
    bulkOverPlainNode: over('plain')(bulk),
    p50OverPlainNode: over('plain')(p50),
    p99OverPlainNode: over('plain')(p99),
    p99OverPlainNodeAt256: over('plain')(p99At(most)),
    firstRepliesP99OverPlainNode: over('plain')(firstReplies),
    cpuOverPlainNode: round(leastCpuUs(turns, 'embedded') / leastCpuUs(turns, 'plain')),
    requestsOverDirect: over('direct')(requests),
    bulkOverDirect: over('direct')(bulk),
    p50Under100MsLatency: middle('embedded+latency', p50),
    bulkMbPerSecondUnder100MsLatency: middle('embedded+latency', bulk),
    bulkMbPerSecondUnder400MbBandwidth: middle('embedded+bandwidth', bulk),
  };
}

/** Other programs on the machine only add to it. */
function leastCpuUs(turns: Turns, name: string): number {
  return Math.min(...(turns.get(name) ?? []).map(({ cpuUs }) => cpuUs ?? Number.NaN));
}

function lineOf(name: string, turns: readonly Turn[]): string {
  const middle = (of: (turn: Turn) => number | null) =>
    median(turns.map((turn) => of(turn) ?? Number.NaN));
  const loads = [...(turns[0]?.loads.keys() ?? [])].map((count) => {
    const rate = middle((turn) => turn.loads.get(count)?.requestsPerSecond ?? null);
    const [low, high] = [
      middle((turn) => turn.loads.get(count)?.p50Ms ?? null),
      middle((turn) => turn.loads.get(count)?.p99Ms ?? null),
    ];
    return `${count}: ${rate.toFixed(0)}/s, p50 ${low.toFixed(2)}, p99 ${high.toFixed(2)} ms`;
  });
  const first = middle(firstReplies);
  const burst = Number.isNaN(first) ? '' : `; ${most} first replies: p99 ${first.toFixed(1)} ms`;
  const cpu = middle((turn) => turn.cpuUs);
  const costs = Number.isNaN(cpu) ? '' : `; ${cpu.toFixed(1)} µs a request`;
  return `${name.padEnd(19)} ${loads.join('; ')}; ${middle(bulk).toFixed(0)} MB/s${burst}${costs}`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
