import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadReportSchema } from '../harness/model/load/load-report.ts';
import { openCollector } from './testing/collector.ts';
import { brownout, startBrownout } from './testing/command.ts';
import { folderInside, type Folder } from './testing/folder.ts';
import { booksOnce, scenarioText } from './testing/snippets.ts';

const limitMs = 120_000;
let user: Folder;
beforeAll(async () => {
  user = await folderInside();
  await user.write('books.scenario.ts', booksOnce);
});
afterAll(() => user.remove());

const load = (...args: readonly string[]) =>
  brownout(['load', ...args], { cwd: user.path, limitMs: 90_000 });

const phases = ['--phases', 'baseline:5s,fault:10s,recovery:20s'];
const short = ['--rate', '40', ...phases];
/** Of which only the files matter. */
const few = ['--rate', '4', ...phases];

test('a load tells what users saw, and leaves its report', { timeout: limitMs }, async () => {
  const passed = await load('books.scenario.ts', ...short, '--slo', 'goodput>=90%');
  expect([passed.code, passed.stdout]).toEqual([3, expect.stringContaining('goodput >= 90 %')]);
  expect(passed.stdout).toContain('recovery: recovered');
  const report = loadReportSchema.parse(user.json('.brownout/load.json'));
  expect(report).toMatchObject({ file: 'books.scenario.ts', rate: 40, mode: 'sim', cut: null });
  // Five seconds are one observation: nothing can be said of the baseline.
  expect(report.gates.find(({ phase }) => phase === 'baseline')?.result).toBe('unknown');

  const failed = await load('books.scenario.ts', ...few, '--variant', 'demo.no-key');
  expect([failed.code, failed.stdout]).toEqual([1, expect.stringContaining('never unsafe')]);
  const fine = await load('books.scenario.ts', ...short, '--out', 'elsewhere');
  expect([fine.code, fine.stdout]).toEqual([0, expect.stringContaining('elsewhere/load.html')]);
});

test('Ctrl-C leaves a report of what there was', { timeout: limitMs }, async () => {
  const args = ['load', 'books.scenario.ts', '--rate', '50', '--phases', 'baseline:3h'];
  const running = startBrownout([...args, '--out', 'cut'], { cwd: user.path, limitMs: 90_000 });
  await running.until((said) => said.includes('offered'));
  running.kill('SIGINT', 'main');
  const { code, stdout } = await running.ended;
  expect([code, stdout]).toEqual([130, expect.stringContaining('stopped in phase baseline')]);
  const report = loadReportSchema.parse(user.json('cut/load.json'));
  expect(report).toMatchObject({ cut: 'stopped in phase baseline', result: 'unknown' });
});

test.each([
  [['--rate', '0'], 'a number above 0'],
  [['--rate', '1e9'], 'tasks a second, from 0.001 to 100000'],
  [['--phases', 'baseline:0s,fault:5s'], 'a length above 0'],
  [['--rate', '0.001', '--phases', 'baseline:1s'], 'at least one task'],
  [['--phases', 'baseline:30s,faults:60s'], 'Did you mean fault'],
  [['--phases', 'baseline:1s,baseline:2s'], 'each phase once'],
  [['--slo', 'p98<=2s'], 'Did you mean p90'],
  [['--begin-at', '2026-11-29T12:00:00Z'], 'with --shard'],
  [['--begin-at', 'noon', '--shard', '1/2'], 'a time such as'],
  [['--sweep', 'rate=1..2/2', '--shard', '1/2'], 'cannot be used with'],
])('%j is refused', { timeout: limitMs }, async (args, words) => {
  const { code, stderr } = await load('books.scenario.ts', ...args);
  expect([code, stderr]).toEqual([2, expect.stringContaining(words)]);
});

test(
  'a driver that cannot ask the agent is refused, with what can',
  { timeout: limitMs },
  async () => {
    const { code, stderr } = await load('books.scenario.ts', ...short, '--driver', 'autocannon');
    expect([code, stderr]).toEqual([2, expect.stringContaining('take in-process')]);
  },
);

test(
  'a folder that cannot be written to is refused before the load',
  { timeout: limitMs },
  async () => {
    await user.write('taken', 'a file');
    const { code, stderr } = await load('books.scenario.ts', ...short, '--out', 'taken');
    expect([code, stderr]).toEqual([2, expect.stringContaining('to make the folder taken')]);
  },
);

test('a report that cannot be written is told nonetheless', { timeout: limitMs }, async () => {
  // As a disk that is full does, a folder in its place lets no file be written there.
  await user.write('full/load.json/in-the-way', '');
  const { code, stdout, stderr } = await load('books.scenario.ts', ...few, '--out', 'full');
  expect([code, stderr]).toEqual([2, expect.stringContaining('to write full/load.json')]);
  expect(stdout).toContain('recovery: ');
});

test('a load that a scenario gives is checked, too', { timeout: limitMs }, async () => {
  const scenario = (text: string) =>
    scenarioText(`export default scenario('b', { ...base, load: ${text} });`);
  await user.write('own.scenario.ts', scenario("{ rate: 40, slo: { godput: '>= 99 %' } }"));
  const { code, stderr } = await load('own.scenario.ts');
  expect([code, stderr]).toEqual([2, expect.stringContaining('Did you mean goodput')]);
});

test(
  'its reports are those that are asked for, and its traces are pushed',
  { timeout: limitMs },
  async () => {
    const collector = await openCollector();
    const otlp = ['--otlp', collector.address];
    const args = [...few, '--out', 'some', '--reporter', 'junit,otel', ...otlp];
    const { stdout, stderr } = await load('books.scenario.ts', ...args);
    collector.close();
    expect(stdout).toContain('some/load.junit.xml\nsome/load.otlp.json');
    expect(stderr).toContain('pushed traces to');
    expect(user.list('some').toSorted()).toEqual(['load.junit.xml', 'load.otlp.json']);
    expect(collector.got()).toBe(user.read('some/load.otlp.json'));
    expect(collector.got()).toContain('invoke_agent books once');
    const far = await load('books.scenario.ts', '--otlp', 'http://collector.example:4318');
    expect([far.code, far.stderr]).toEqual([2, expect.stringContaining('--allow-remote')]);
  },
);
