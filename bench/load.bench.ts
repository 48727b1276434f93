import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Asked } from './load/asker.ts';
import { simCallsPerSecond } from './load/in-virtual-time.ts';
import { startChild } from './child.ts';
import { byWrk } from './proxy/load.ts';
import { programPath } from './proxy/upstream.ts';
import { median } from './rounds.ts';

const wanted = 5_000;
const rates: readonly number[] = [1_000, 2_000, 3_000, 4_000, wanted];
const seconds = 4;
const rounds = 3;
const mostLagMs = 5;

/**
 * What a load costs on a bare server, beside autocannon's own and `wrk`: which rate is held with p99 of
 * the lag at most 5 ms and every task begun; and how many calls a second are made under virtual time.
 */
export async function bench(say: (line: string) => void): Promise<Record<string, number | null>> {
  const server = await startChild('load-server.ts', []);
  const turns = new Map<string, Asked[]>();
  const most: number[] = [];
  const sims: number[] = [];
  const take = async (who: string, rate: number) => {
    const name = `${who} at ${rate}/s`;
    const asked = await askedBy(who, server.address, rate);
    turns.set(name, [...(turns.get(name) ?? []), asked]);
  };
  try {
    // In turn, so that what else the machine does meets them all.
    for (let round = 0; round < rounds; round += 1) {
      for (const rate of rates) await take('ours', rate);
      await take('stock', wanted);
      if (programPath('wrk') !== null) {
        most.push((await byWrk(server.address, 32, 2)).requestsPerSecond);
      }
      sims.push(await simCallsPerSecond());
    }
  } finally {
    await server.stop();
  }
  for (const [name, all] of turns) say(lineOf(name, all));
  if (most.length > 0) say(`wrk, as fast as it can: ${median(most).toFixed(0)} requests/s`);
  say(`virtual time: ${median(sims).toFixed(0)} calls/s of 5,000 open tasks`);
  const ours = (rate: number) => turns.get(`ours at ${rate}/s`) ?? [];
  const stock = turns.get(`stock at ${wanted}/s`) ?? [];
  const isHeld = (rate: number) =>
    middle(ours(rate), ({ lagP99Ms }) => lagP99Ms ?? Number.NaN) <= mostLagMs &&
    ours(rate).every(({ unsent }) => unsent === 0);
  return {
    heldRate: Math.max(0, ...rates.filter(isHeld)),
    lagP99Ms: round(middle(ours(wanted), ({ lagP99Ms }) => lagP99Ms ?? Number.NaN)),
    busy: round(middle(ours(wanted), ({ busy }) => busy)),
    cpuOverAutocannon: round(
      median(ours(wanted).map(({ cpuUs }, n) => cpuUs / (stock[n]?.cpuUs ?? Number.NaN))),
    ),
    simCallsPerSecond: Math.round(median(sims)),
  };
}

/** What one that asks came to, in a process of its own. */
async function askedBy(who: string, address: string, rate: number): Promise<Asked> {
  const program = path.join(import.meta.dirname, 'load/asker.ts');
  const child = fork(program, [who, address, String(rate), String(seconds)]);
  const ended = once(child, 'exit').then(() => {
    throw new Error(`${who} at ${rate}/s ended without a result`);
  });
  const [asked] = (await Promise.race([once(child, 'message'), ended])) as [Asked];
  await ended.catch(() => {});
  return asked;
}

function lineOf(name: string, all: readonly Asked[]): string {
  const lag = middle(all, ({ lagP99Ms }) => lagP99Ms ?? Number.NaN);
  const words = [
    `${(middle(all, ({ requests }) => requests) / seconds).toFixed(0)} requests/s`,
    `p99 ${middle(all, ({ p99Ms }) => p99Ms).toFixed(1)} ms`,
    ...(Number.isNaN(lag) ? [] : [`lag p99 ${lag.toFixed(1)} ms`]),
    `${Math.max(...all.map(({ unsent }) => unsent))} unsent`,
    `${middle(all, ({ cpuUs }) => cpuUs).toFixed(0)} µs a request`,
    `busy ${(100 * middle(all, ({ busy }) => busy)).toFixed(0)} %`,
  ];
  return `${name.padEnd(16)} ${words.join(', ')}`;
}

function middle(all: readonly Asked[], of: (one: Asked) => number): number {
  return median(all.map(of));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
