import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { marginNames } from '../reports/compare/margins.ts';
import { planFileSchema } from '../harness/model/fault/plan.ts';
import { brownout, brownoutAnew, start } from './testing/command.ts';
import { folderInside, type Folder } from './testing/folder.ts';
import { filesIn } from './testing/guide.ts';

const limitMs = 240_000;
let user: Folder;
beforeAll(async () => {
  user = await folderInside();
});
afterAll(() => user.remove());

const guide = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../docs/${name}`, import.meta.url)), 'utf8');

test('the guide to property-based tests is itself one', { timeout: limitMs }, async () => {
  const files = filesIn(guide('property-based.md'));
  expect([...files.keys()]).toEqual(['orders.scenario.ts', 'orders.test.ts']);
  for (const [name, text] of files) await user.write(name, text);
  const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));
  const command = [process.execPath, vitest, 'run', '--root', user.path];
  const { code, stdout, stderr } = await start(command, { cwd: user.path, limitMs: 180_000 }).ended;
  expect(`${stdout}${stderr}`).toMatch(/4 passed/);
  expect(code).toBe(0);
  // As the comment in the scenario says: the careful agent passes, struck in every run.
  const args = ['run', 'orders.scenario.ts', '--runs', '100', '--reporter', 'json'];
  const drawn = await brownout(args, { cwd: user.path });
  expect([drawn.code, drawn.stdout]).toEqual([0, expect.stringContaining('100 runs')]);
  expect(drawn.stdout).not.toMatch(/unaffected|unknown/);
  const hasty = await brownout([...args, '--variant', 'orders.no-key'], { cwd: user.path });
  expect([hasty.code, hasty.stdout]).toEqual([1, expect.stringContaining('exactly-once')]);
});

test('the guide to searching says what the command says', { timeout: limitMs }, async () => {
  const text = guide('search.md');
  const files = filesIn(text);
  expect([...files.keys()]).toEqual(['searched.scenario.ts']);
  for (const [name, its] of filesIn(guide('property-based.md'))) await user.write(name, its);
  for (const [name, its] of files) await user.write(name, its);
  const ended = await brownout(['run', 'searched.scenario.ts'], { cwd: user.path });
  expect([ended.code, ended.stdout]).toEqual([0, expect.stringContaining('no way to break it')]);
  const { stdout } = await brownout(['explore', '--help'], { cwd: user.path });
  const flags = [...text.matchAll(/`(--[a-z-]+)/g)].map(([, flag = '']) => flag);
  expect(new Set(flags).size).toBeGreaterThan(5);
  const run = await brownout(['run', '--help'], { cwd: user.path });
  for (const flag of flags) expect(`${stdout}${run.stdout}`, flag).toContain(flag);
});

test('the guide to load says what the command does', { timeout: limitMs }, async () => {
  const text = guide('load.md');
  const [, file = ''] = /```ts\n([^]*?)```/.exec(text) ?? [];
  await user.write('orders.scenario.ts', file);
  const passed = await brownout(['load', 'orders.scenario.ts'], { cwd: user.path });
  expect([passed.code, passed.stdout]).toEqual([0, expect.stringContaining('recovered')]);
  const hasty = ['load', 'orders.scenario.ts', '--variant', 'orders.hasty'];
  const failed = await brownout(hasty, { cwd: user.path });
  expect([failed.code, failed.stdout]).toEqual([1, expect.stringContaining('in fault')]);
  const { stdout } = await brownout(['load', '--help'], { cwd: user.path });
  const flags = [...text.matchAll(/`(--[a-z-]+)/g)].map(([, flag = '']) => flag);
  expect(new Set(flags).size).toBeGreaterThan(10);
  for (const flag of flags) expect(stdout, flag).toContain(flag);
});

test('the plan that is written out is one', () => {
  const [, text = ''] = /```json\n([^]*?)```/.exec(guide('scenarios.md')) ?? [];
  expect(planFileSchema.parse(JSON.parse(text)).plan).toHaveLength(1);
});

test('fragments in the guides have the types of the package', { timeout: limitMs }, async () => {
  const blocks = ['scenarios.md', 'commands.md', 'containers.md', 'files.md', 'mcp.md'].flatMap(
    (name) => [...guide(name).matchAll(/^```ts\n([^]*?)^```$/gm)].map(([, text = '']) => text),
  );
  expect(blocks.length).toBeGreaterThan(6);
  await user.write('fragments/a.ts', fragments(blocks));
  await user.write(
    'fragments/b.ts',
    fragments([
      'plan: [outage({ as: 999 }).at(1)],',
      "plan: ({ flights }) => [outage().at(flights, { call: 'POST /bok' })],",
    ]),
  );
  const compilerOptions = { noEmit: true, noUnusedLocals: false, noUnusedParameters: false };
  const config = { extends: '../../../../tsconfig.json', compilerOptions, include: ['*.ts'] };
  await user.write('fragments/tsconfig.json', JSON.stringify(config));
  const tsc = fileURLToPath(new URL('../node_modules/typescript/bin/tsc', import.meta.url));
  const command = [process.execPath, tsc, '-p', 'fragments', '--pretty', 'false'];
  const { stdout } = await start(command, { cwd: user.path, limitMs: 180_000 }).ended;
  const errors = stdout.split('\n').filter((line) => line.startsWith('fragments/'));
  // The second file has a mistake: what finds none there finds none at all.
  expect(errors.join('\n')).toMatch(/999[^]*POST \/bok/);
  expect(errors.filter((line) => !line.startsWith('fragments/b.ts'))).toEqual([]);
});

/** A file in which each fragment stands by itself: statements in a block, properties in a scenario. */
function fragments(blocks: readonly string[]): string {
  const head = `import * as brownout from 'brownout';
    import type { Dialect } from 'brownout';
    import { z } from 'zod';
    const { api, compose, container, cutNetwork, defineFault, files, honest, http, HttpResponse, latency, link, linkDown, lostReply, mcp, noOrphans, nonce,
      openaiChat, outage, pause, provider, scenario, service, slow, standardChecks, truncatedToolArguments } = brownout;
    declare const base: Omit<brownout.ScenarioOptions, 'points' | 'plan'> & {
      points: { flights: brownout.PointMaker<'POST /book'>; db: brownout.LinkMaker };
      plan: [];
    };
    declare const trip: (how: { registerFirst: boolean }) => ReturnType<typeof service>;`;
  const each = blocks.map((text) =>
    /^\w+:/.test(text) ? `void scenario('x', { ...base, ${text} });` : `{ ${text} }`,
  );
  return `${head}\n${each.join('\n')}\n`;
}

test('the guide to comparing says what comes of a fix', { timeout: limitMs }, async () => {
  const text = guide('compare.md');
  const [, file = ''] = /```ts\n([^]*?)```/.exec(guide('load.md')) ?? [];
  await user.write('orders.scenario.ts', file);
  const lines = [...text.matchAll(/^npx brownout ((?:load|compare) .*(?:before|after).*)$/gm)];
  const ended = [];
  for (const [, line = ''] of lines)
    ended.push(await brownoutAnew(line.split(' '), { cwd: user.path }));
  expect(ended.map(({ code }) => code)).toEqual([1, 0, 0]);
  const [, said = ''] = /```text\n([^]*?)```/.exec(text) ?? [];
  const flat = (its = '') => its.replaceAll(/\s+/g, ' ');
  for (const part of said.trim().split(/\n…?\n?/))
    expect(flat(ended[2]?.stdout)).toContain(flat(part));
  const back = ['compare', 'after/load.json', 'before/load.json'];
  const worse = await brownout(back, { cwd: user.path });
  expect([worse.code, worse.stdout]).toEqual([
    1,
    expect.stringMatching(/^WORSE .*goodput \(fault\)/),
  ]);
});

test('the guide to comparing names the flags and margins that there are', async () => {
  const text = guide('compare.md');
  const { stdout } = await brownout(['compare', '--help'], { cwd: user.path });
  const run = await brownout(['run', '--help'], { cwd: user.path });
  for (const [flag] of text.matchAll(/--[a-z]+(?:-[a-z]+)*/g))
    expect(`${stdout}${run.stdout}`).toContain(flag);
  for (const name of marginNames) expect(text).toMatch(new RegExp(`\\b${name}\\b`));
});
