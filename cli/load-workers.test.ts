import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadReportSchema } from '../harness/model/load/load-report.ts';
import { brownout, startBrownout } from './testing/command.ts';
import { folderInside, type Folder } from './testing/folder.ts';
import { childrenOf } from './testing/processes.ts';
import { scenarioText } from './testing/snippets.ts';

const limitMs = 120_000;
let user: Folder;
let agent: Server;
/** Ids of the tasks that the agent was asked, as they came. */
const asked: string[] = [];

beforeAll(async () => {
  agent = createServer((request, reply) => {
    asked.push(String(request.headers['x-task-id']));
    request.resume().once('end', () => reply.end('{"status":"done"}'));
  }).listen(0, '127.0.0.1');
  await once(agent, 'listening');
  const { port } = agent.address() as AddressInfo;
  user = await folderInside();
  const there = `url('http://127.0.0.1:${port}', { ask: 'POST /chat' })`;
  const own = `system: ${there}, plan: [], mutants: {}, checks: [completes()]`;
  const text = `export default scenario('asks', { ...base, ${own}, tasks: [{ input: 'ask' }] });`;
  await user.write('asks.scenario.ts', scenarioText(text).replace('scenario,', 'scenario, url,'));
});
afterAll(async () => {
  agent.closeAllConnections();
  agent.close();
  await user.remove();
});

const steady = ['--workers', '2', '--rate', '40', '--arrivals', 'constant'];
const args = (length: string, out: string) => [
  'load',
  'asks.scenario.ts',
  ...steady,
  '--phases',
  `baseline:${length}`,
  '--out',
  out,
];
const report = (out: string) => loadReportSchema.parse(user.json(`${out}/load.json`));

test('two processes make one load, each task once', { timeout: limitMs }, async () => {
  asked.length = 0;
  const { stdout } = await brownout(args('2s', 'both'), { cwd: user.path, limitMs });
  expect(stdout).toContain('both/load.html');
  expect(report('both')).toMatchObject({ mode: 'wire', driver: 'autocannon', cut: null });
  expect(report('both').phases).toMatchObject([{ offered: 80, done: 80, right: 80 }]);
  const ids = Array.from({ length: 80 }, (_, n) => `before-${n + 1}`);
  expect(asked.toSorted()).toEqual(ids.toSorted());
});

test('Ctrl-C leaves a report of what all had done', { timeout: limitMs }, async () => {
  asked.length = 0;
  const running = startBrownout(args('10min', 'cut'), { cwd: user.path, limitMs });
  await running.until((said) => said.includes('goodput') && asked.length >= 100);
  running.kill('SIGINT', 'group');
  const { code, stdout } = await running.ended;
  expect([code, stdout]).toEqual([130, expect.stringContaining('stopped in phase baseline')]);
  expect(report('cut')).toMatchObject({ cut: 'stopped in phase baseline', result: 'unknown' });
  const done = report('cut').phases[0]?.done;
  expect(done).toBeGreaterThan(50);
  expect(done).toBeLessThanOrEqual(asked.length);
});

test(
  'of a process that dies the report tells, and nothing passes',
  { timeout: limitMs },
  async () => {
    const running = startBrownout(args('10min', 'dead'), { cwd: user.path, limitMs });
    await running.until((said) => said.includes('goodput'));
    process.kill(childrenOf(running.pid, 'worker.js').at(-1)!, 'SIGKILL');
    const { code } = await running.ended;
    const { cut, result, gates } = report('dead');
    // 4 where this machine was too busy to keep the rate.
    expect([3, 4]).toContain(code);
    expect(result).toBe('unknown');
    expect(cut).toMatch(
      /^worker \d of 2 died, and its tasks are missing: SIGKILL; stopped in phase/,
    );
    expect(gates.filter((gate) => gate.result === 'pass')).toEqual([]);
  },
);

test('what cannot be made in parts is refused', { timeout: limitMs }, async () => {
  const text = "export default scenario('own', { ...base, plan: [] });";
  await user.write('own.scenario.ts', scenarioText(text));
  const wire = ['load', 'own.scenario.ts', '--mode', 'wire', '--workers', '2'];
  const { code, stderr } = await brownout(wire, { cwd: user.path, limitMs });
  expect([code, stderr]).toEqual([2, expect.stringContaining('an agent of its own')]);
});
