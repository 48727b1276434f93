import { afterAll, beforeAll, expect, test } from 'vitest';
import { brownout } from './testing/command.ts';
import { folderInside, type Folder } from './testing/folder.ts';
import { booksOnce, scenarioText } from './testing/snippets.ts';

// They wait for one another.
const limitMs = 240_000;
let user: Folder;
beforeAll(async () => {
  user = await folderInside();
  await user.write('a.scenario.ts', booksOnce);
  const blind = "mutants: { 'demo.unseen': { system: agent(true), by: 'exactly-once' } }";
  await user.write(
    'b.scenario.ts',
    scenarioText(`export default scenario('blind', { ...base, ${blind} });`),
  );
  await user.write('c.scenario.ts', scenarioText("throw new Error('boom');"));
  await user.write(
    'd.scenario.ts',
    scenarioText(`const system = agent(false);
      export default scenario('alarm', { ...base, system });`),
  );
});
afterAll(() => user.remove());

const matrix = (...args: readonly string[]) =>
  brownout(['matrix', '--runs', '3', '--workers', '1', ...args], { cwd: user.path });

test.concurrent(
  'tells of each system as it ends, and what to read next',
  { timeout: limitMs },
  async () => {
    const { code, stdout, stderr } = await matrix('a.scenario.ts', '--out', 'out');
    expect(code).toBe(0);
    expect(stderr).toMatch(/^ {2}pass +books once +\(3 runs\)$/m);
    expect(stderr).toMatch(/^ {2}flagged +demo\.no-key +\(by exactly-once\)$/m);
    expect(stdout).toContain('npx brownout replay out/repros/demo.no-key.repro.json');
    expect(stderr).toContain('look at out/report.html');
    expect(stderr).toContain('README.md, "Bring your own agent"');
  },
);

test.concurrent(
  'a missed mutant is 1; --json prints JSON and nothing else',
  { timeout: limitMs },
  async () => {
    const { code, stdout, stderr } = await matrix('a.scenario.ts', 'b.scenario.ts', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      careful: { runs: 6, falseAlarms: 0, unknown: 0 },
      mutants: [
        { id: 'demo.no-key', flagged: true, by: 'exactly-once', strikes: 1 },
        { id: 'demo.unseen', flagged: false, by: 'exactly-once', repro: null },
      ],
    });
    expect(stderr).toMatch(/^ {2}MISSED +demo\.unseen +\(exactly-once did not notice\)$/m);
  },
);

test.concurrent(
  '--explore finds the faults by itself, and says how; a mutant that nothing shows is missed',
  { timeout: limitMs },
  async () => {
    const args = ['--explore', '--budget', '60', '--out', 'hunted'];
    const { code, stdout, stderr } = await matrix('a.scenario.ts', 'b.scenario.ts', ...args);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^ {2}flagged +demo\.no-key +\(by exactly-once: dense, run \d+\)$/m);
    expect(stderr).toMatch(/^ {2}MISSED +demo\.unseen +\(.*: not in \d+ runs \(\w+\)\)$/m);
    expect(stdout).toMatch(/demo\.no-key +yes +exactly-once +\d+ +dense, run \d+/);
    const wire = await matrix('a.scenario.ts', '--explore', '--mode', 'wire');
    expect([wire.code, wire.stderr]).toEqual([2, expect.stringContaining('--explore in sim')]);
  },
);

test.concurrent('with --json, too, errors are told, on stderr', { timeout: limitMs }, async () => {
  const { code, stdout, stderr } = await matrix('a.scenario.ts', 'c.scenario.ts', '--json');
  expect(code).toBe(2);
  expect((JSON.parse(stdout) as { mutants: unknown[] }).mutants).toHaveLength(1);
  expect(stderr).toMatch(/^brownout: c\.scenario\.ts: Error: boom \(at c\.scenario\.ts:\d+\)$/m);
});

test.concurrent(
  'a false alarm has a replay file; ids that are used twice are told of',
  {
    timeout: limitMs,
  },
  async () => {
    const { code, stdout } = await matrix('a.scenario.ts', 'd.scenario.ts', '--out', 'out-alarm');
    expect(stdout).toContain('3 false alarms in 6 careful runs');
    expect(stdout).toMatch(/npx brownout replay out-alarm\/repros\/alarm-careful-.*\.json/);
    const said = stdout.replaceAll(/\s+/g, ' ');
    expect(said).toContain('an id of its own, got demo.no-key in "alarm" and "books once"');
    expect(code).toBe(2);
  },
);
