import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Summary } from '../../reports/summary/summary.ts';
import { startBrownout, type Ended, type Running } from '../testing/command.ts';
import { folderInside, type Folder } from '../testing/folder.ts';
import { isAlive } from '../../harness/wire/process/testing/is-alive.ts';
import { linesOf } from '../testing/processes.ts';
import { booksOnce, scenarioText } from '../testing/snippets.ts';

const limitMs = 90_000;

// An agent that takes its time, and has a child of its own.
const agent = `
import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { createServer } from 'node:http';
const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
appendFileSync(process.env.PIDS, process.pid + '\\n' + child.pid + '\\n');
createServer(async (request, response) => {
  for await (const _ of request);
  await fetch(process.env.TOOL + '/book', { method: 'POST' }).catch(() => {});
  setTimeout(() => response.end('done'), 100);
}).listen(Number(process.env.PORT), '127.0.0.1');
`;

const wire = scenarioText(`
const system = service({
  command: ['node', 'agent.mjs'],
  env: (at) => ({ TOOL: at.url('tool'), PIDS: process.env.PIDS }),
  ask: 'POST /ask',
});
export default scenario('slow', { ...base, system, mutants: {}, checks: [completes()] });`);

let user: Folder;
beforeAll(async () => {
  user = await folderInside();
  await user.write('agent.mjs', agent);
  await user.write('wire.scenario.ts', wire);
  await user.write('sim.scenario.ts', booksOnce);
});
afterAll(() => user.remove());

test.for([
  ['SIGINT', 'group', 130],
  ['SIGINT', 'main', 130],
  ['SIGTERM', 'main', 143],
  // As of `timeout npx brownout`: npx passes on what all of its group got already.
  ['SIGTERM', 'group and main', 143],
] as const)(
  '%s to the %s ends runs on the wire, and their agents',
  { timeout: limitMs },
  async ([signal, whom, code]) => {
    const out = `wire-${signal}-${whom.replaceAll(' ', '-')}`;
    const pids = `${user.path}/${out}.pids`;
    const running = startBrownout(
      ['run', 'wire.scenario.ts', '--mode', 'wire', '--runs', '500', '--out', out],
      { cwd: user.path, env: { PIDS: pids }, limitMs: 60_000 },
    );
    // The second agent is at work, so the first run is over.
    await eventually(() => linesOf(pids).length >= 6, running);
    running.kill(signal, whom === 'main' ? 'main' : 'group');
    if (whom === 'group and main') setTimeout(() => running.kill(signal, 'main'), 20);
    expectPartial(await running.ended, code, out);
    await eventually(() => linesOf(pids).every((pid) => !isAlive(Number(pid))));
    expect(linesOf(pids).length).toBeLessThan(100);
  },
);

test.for([
  ['run', 'SIGINT', 'group', 130],
  ['matrix', 'SIGINT', 'group', 130],
  ['matrix', 'SIGTERM', 'main', 143],
] as const)(
  'a long %s in sim ends on %s to the %s',
  { timeout: limitMs },
  async ([verb, signal, whom, code]) => {
    const out = `sim-${verb}-${signal}`;
    const running = startBrownout([verb, 'sim.scenario.ts', '--runs', '20000', '--out', out], {
      cwd: user.path,
      limitMs: 60_000,
    });
    // A file that is still being written is of a run that has not been told of.
    const whole = () => user.list(`${out}/runs`).filter((name) => !name.endsWith('.tmp'));
    await eventually(() => whole().length >= (verb === 'run' ? 2 : 1), running);
    running.kill(signal, whom);
    expectPartial(await running.ended, code, out);
  },
);

test('what is killed leaves reports of what was done by then', { timeout: limitMs }, async () => {
  const args = ['run', 'sim.scenario.ts', '--runs', '20000', '--out', 'killed'];
  const running = startBrownout(args, { cwd: user.path, limitMs: 60_000 });
  await eventually(() => user.list('killed').includes('report.html'), running);
  running.kill('SIGKILL', 'group');
  expect(await running.ended).toMatchObject({ code: null, signal: 'SIGKILL' });
  const { meta, totals } = user.json('killed/report.json') as Summary;
  expect(meta.partial).toBe(true);
  expect(totals).toMatchObject({ failed: 0, inconclusive: 0 });
  expect(totals.runs).toBeGreaterThan(0);
  expect(user.read('killed/report.txt').replaceAll(/\s+/g, ' ')).toMatch(
    /Partial: stopped in the middle after [\d,]+ runs?, of 20000 asked of each scenario;/,
  );
  for (const name of user.list('killed/runs').filter((one) => one.endsWith('.json'))) {
    expect(user.json(`killed/runs/${name}`)).toMatchObject({ version: 2 });
  }
});

/** It ended as shells expect, and what was done by then is in reports that say they are not all. */
function expectPartial({ code, signal, stdout }: Ended, expected: number, out: string): void {
  expect({ code, signal }).toEqual({ code: expected, signal: null });
  const report = user.json(`${out}/report.json`) as {
    meta: { partial: boolean };
    totals: { runs: number; failed: number; inconclusive: number };
    errors: readonly unknown[];
  };
  expect(report.meta.partial).toBe(true);
  expect(report.totals.runs).toBeGreaterThan(0);
  expect(report.totals).toMatchObject({ failed: 0, inconclusive: 0 });
  expect(report.errors).toEqual([]);
  expect(stdout).toContain('Nothing failed before it was stopped.');
  const all = ['', 'runs', 'repros'].flatMap((folder) => user.list(`${out}/${folder}`));
  for (const name of ['report.txt', 'report.json', 'junit.xml', 'report.md', 'report.html']) {
    expect(all).toContain(name);
  }
  expect(all.filter((name) => name.endsWith('.tmp'))).toEqual([]);
}

/** Looks until it is so, for 40 s at most; gives up at once where the command ends before. */
async function eventually(isSo: () => boolean, running?: Running): Promise<void> {
  let ended: Ended | undefined;
  void running?.ended.then((its) => (ended = its));
  for (let looks = 0; looks < 800; looks += 1) {
    if (isSo()) return;
    if (ended) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`it did not come about: ${ended ? JSON.stringify(ended) : running?.said()}`);
}
