import { afterAll, beforeAll, expect, test } from 'vitest';
import { reportSchema } from '../reports/summary/summary.ts';
import { brownout, brownoutAnew } from './testing/command.ts';
import { folderInside, type Folder } from './testing/folder.ts';
import { booksOnce, scenarioText } from './testing/snippets.ts';
import { runInProcess } from './testing/run-in-process.ts';

const limitMs = 240_000;
let user: Folder;
beforeAll(async () => {
  user = await folderInside();
  await user.write(
    'throws.scenario.ts',
    scenarioText(`
      const broken = api([http.post('/book', () => { throw new TypeError('my own mistake'); })],
        { effects: ['POST /book'] });
      const model = provider({ script: (talk) => (talk as any).nothing.here });
      const asking = inProcess((at) => async () => (await fetch(at.url('model') +
        '/chat/completions', { method: 'POST', body: JSON.stringify(
          { model: 'm', messages: [{ role: 'user', content: 'hi' }] }) })).status);
      export default [
        scenario('a tool', { ...base, mutants: {}, points: { tool: broken } }),
        scenario('a script', { ...base, mutants: {}, points: { model, tool }, system: asking }),
        scenario('fine', { ...base, mutants: {}, checks: [exactlyOnce('tool')] }),
      ];`),
  );
  await user.write(
    'wire.scenario.ts',
    scenarioText(`
      import { link } from 'brownout';
      const python = service({ command: ['python3', 'agent.py'], ready: 'GET /', ask: 'POST /' });
      export default [
        scenario('a service', { ...base, mutants: {}, system: python }),
        scenario('a link', { ...base, mutants: {}, points: { tool, db: link(() => ({})) } }),
      ];`),
  );
  await user.write('a.scenario.ts', booksOnce);
});
afterAll(() => user.remove());

const explore = (...args: readonly string[]) =>
  brownout(['explore', ...args], { cwd: user.path, limitMs: 120_000 });

/** What a command says, as one line. */
const line = (text: string) => text.replaceAll(/\s+/g, ' ');

test.for([1, 2])(
  'what is rejected outside of every run, and nothing handles, is told once and plainly: %i workers',
  { timeout: limitMs },
  async (workers) => {
    await user.write(
      'adrift.scenario.ts',
      scenarioText(`
        import { AsyncResource } from 'node:async_hooks';
        void Promise.reject(new Error('at its top'));
        const reject = AsyncResource.bind(() => void Promise.reject(new Error('beside a run')));
        const system = inProcess((at) => async () => {
          reject();
          return (await fetch(at.url('tool') + '/book', { method: 'POST' })).json();
        });
        export default scenario('adrift', { ...base, mutants: {}, system });`),
    );
    const args = ['adrift.scenario.ts', '--depth', '1', '--workers', String(workers)];
    const { code, stdout, stderr } = await brownoutAnew(
      ['explore', ...args, '--out', `adrift-${workers}`],
      { cwd: user.path, limitMs: 120_000 },
    );
    const { errors } = reportSchema.parse(user.json(`adrift-${workers}/report.json`));
    const told = errors.map(({ lines }) => lines.join(' '));
    expect(told).toEqual([
      expect.stringMatching(/Error: at its top \(at adrift\.scenario\.ts:\d+\): a promise/),
      expect.stringMatching(/Error: beside a run \(at adrift\.scenario\.ts:\d+\): a promise/),
    ]);
    expect(stdout + stderr).not.toMatch(/last words|UnhandledPromise|worker of the search/);
    expect(code).toBe(2);
  },
);

test.for([1, 2])(
  'what a tool or a script throws is told with its place, and the others are searched: %i workers',
  { timeout: limitMs },
  async (workers) => {
    const args = ['throws.scenario.ts', '--depth', '1', '--workers', String(workers)];
    const { code, stdout, stderr } = await explore(...args, '--out', `out-${workers}`);
    expect(code).toBe(2);
    const said = line(stdout);
    expect(said).toMatch(/a tool: TypeError: my own mistake \(at throws\.scenario\.ts:\d+\)/);
    expect(said).toMatch(
      /a script: TypeError: .*\(reading 'here'\) \(thrown by the script for a conv/,
    );
    expect(said).toMatch(/that ends \[user: "hi"\], .*\) \(at throws\.scenario\.ts:\d+/);
    expect(said).toContain('every reachable schedule of 1 fault');
    expect(stdout + stderr).not.toContain('bug in brownout');
    const report = reportSchema.parse(user.json(`out-${workers}/report.json`));
    expect(report.errors.map(({ file }) => file)).toEqual([
      'throws.scenario.ts',
      'throws.scenario.ts',
    ]);
    expect(report.searches.map(({ title }) => title)).toEqual(['fine']);
  },
);

test('so is what it throws when a search is taken up again', { timeout: limitMs }, async () => {
  const text = scenarioText(`const checks = [exactlyOnce('tool')];
    export default scenario('holds', { ...base, mutants: {}, checks });`);
  await user.write('holds.scenario.ts', text);
  const args = ['holds.scenario.ts', '--depth', '1', '--out', 'resumed'];
  expect((await explore(...args)).code).toBe(0);
  const mistaken = text.replace(
    'const id =',
    "if (seen.size === 0) throw new Error('mine');\nconst id =",
  );
  await user.write('holds.scenario.ts', mistaken);
  const again = ['explore', ...args, '--resume'];
  const { code, stdout } = await brownoutAnew(again, { cwd: user.path });
  expect([code, line(stdout)]).toEqual([2, expect.stringContaining('Error: mine (at holds.')]);
});

test('what cannot be searched says why, and what to do today', { timeout: limitMs }, async () => {
  const { code, stdout } = await explore('wire.scenario.ts');
  expect(code).toBe(2);
  const said = line(stdout);
  expect(said).toContain('got only python3 agent.py (wire). Only an agent in JavaScript');
  expect(said).toContain(
    'got points that are sockets or folders (db). Search a scenario without them',
  );
  expect(said).toContain('plan: plans({ points }), --runs 100');
});

test('-t takes some titles, of explore and matrix, too', { timeout: limitMs }, async () => {
  const some = await explore('throws.scenario.ts', '-t', '^fine$', '--depth', '1');
  expect(some.code).toBe(0);
  const none = await runInProcess(['explore', 'throws.scenario.ts', '-t', 'gone'], user);
  expect(none).toMatchObject({ code: 2, stdout: '' });
  expect(none.stderr).toContain('/gone/, got none of 3: "a tool", "a script", "fine"');
  const matrix = (...args: readonly string[]) =>
    brownout(['matrix', 'a.scenario.ts', 'throws.scenario.ts', '--runs', '2', ...args], {
      cwd: user.path,
    });
  const ended = await matrix('-t', '^(fine|books once)$');
  expect(ended.code).toBe(0);
  expect(ended.stdout).toContain('1 of 1 mutant flagged, 0 false alarms in 4 careful runs');
  const nothing = await matrix('-t', 'gone');
  expect(nothing.code).toBe(2);
  expect(nothing.stderr).toContain('got none of 4: "a script", "a tool", "books once", "fine"');
});
