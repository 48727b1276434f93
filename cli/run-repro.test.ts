import { afterAll, beforeAll, expect, test } from 'vitest';
import { reportSchema } from '../reports/summary/summary.ts';
import { brownout, type Ended } from './testing/command.ts';
import { folderInside, type Folder } from './testing/folder.ts';
import { booksOnce, scenarioText } from './testing/snippets.ts';
import { runInProcess } from './testing/run-in-process.ts';

// They wait for one another.
const limitMs = 240_000;
let user: Folder;
let found = '';

type Edit = readonly [from: string, to: string];
const careful: Edit = ['"demo.no-key"', '"careful"'];

beforeAll(async () => {
  user = await folderInside();
  await user.write('a.scenario.ts', booksOnce);
  // An agent that another run in the same process shows in another light.
  await user.write(
    'moody.scenario.ts',
    scenarioText(`let runs = 0;
    const system = inProcess((at) => async () => {
      runs += 1;
      await fetch(at.url('tool') + '/book?' + runs, { method: 'POST' }).catch(() => {});
    });
    export default scenario('moody', { ...base, mutants: {}, checks: [completes()], system });`),
  );
  const args = ['run', 'a.scenario.ts', '--variant', 'demo.no-key', '--reporter', 'json'];
  await brownout(args, { cwd: user.path });
  found = user.read(`.brownout/repros/${user.list('.brownout/repros')[0]}`);
  await user.write('repros/found.repro.json', found);
  await kept('fixed/fixed', careful);
  await kept('mixed/fixed', careful);
  await kept('mixed/stale', careful, ['"attempt": 1', '"attempt": 7']);
  await kept(
    'moody/moody',
    careful,
    ['"exactly-once"', '"completes"'],
    ['a.scenario.ts', 'moody.scenario.ts'],
    ['"books once"', '"moody"'],
  );
}, limitMs);
afterAll(() => user.remove());

/** The replay file with some of its text changed, as by hand. */
async function kept(name: string, ...edits: readonly Edit[]): Promise<void> {
  let text = found;
  for (const [from, to] of edits) {
    expect(text).toContain(from);
    text = text.replaceAll(from, to);
  }
  await user.write(`${name}.repro.json`, text);
}

const run = (...args: readonly string[]) => brownout(['run', ...args], { cwd: user.path });
const rowsIn = (out: string) =>
  reportSchema
    .parse(user.json(`${out}/report.json`))
    .families.flatMap(({ family, scenarios }) =>
      scenarios.map(({ title, result }) => `${family}: ${title}: ${result}`),
    );

test.concurrent('one that is still there fails', { timeout: limitMs }, async () => {
  const { code, stdout } = await run('--repro', 'repros', '--out', 'there');
  expect(code).toBe(1);
  expect(stdout).toContain('npx brownout replay repros/found.repro.json');
  expect(rowsIn('there')).toEqual(['replays: books once (repros/found.repro.json): fail']);
  expect(user.read('there/junit.xml')).toContain('failures="1"');
});

test.concurrent('one that is fixed passes, beside the suite', { timeout: limitMs }, async () => {
  const { code } = await run('a.scenario.ts', '--repro', 'fixed/*.json', '--out', 'beside');
  expect(code).toBe(0);
  expect(rowsIn('beside')).toEqual([
    'replays: books once (fixed/fixed.repro.json): pass',
    'scenarios: books once: pass',
  ]);
});

test.concurrent('one that is stale is no pass', { timeout: limitMs }, async () => {
  const { code, stdout } = await run('--repro', 'mixed', '--out', 'mixed-out');
  expect(code).toBe(3);
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain('stale: strike 1 (lost-reply at tool)');
  expect(rowsIn('mixed-out')).toEqual([
    'replays: books once (mixed/fixed.repro.json): pass',
    'replays: books once (mixed/stale.repro.json): unknown',
  ]);
});

test.concurrent('one that cannot be repeated fails', { timeout: limitMs }, async () => {
  const { code, stdout } = await run('--repro', 'moody/moody.repro.json', '--out', 'moody-out');
  expect(code).toBe(1);
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain('two runs with the same seed and plan differ');
});

test.concurrent('--variant is the system that is to bear it', { timeout: limitMs }, async () => {
  const line = ['--repro', 'repros/found.repro.json', '--variant', 'careful', '--out', 'other'];
  expect((await run(...line)).code).toBe(0);
});

test.concurrent.for([
  ['title', '"books once"', '"books twice"', 'to hold the scenario "books twice"', '`scenario` in'],
  ['fault', '"lost-reply"', '"lost-replyy"', '`plan` in bad/fault.repro.json', 'mean lost-reply?'],
  ['point', '"at": "tool"', '"at": "tol"', '`plan` in bad/point.repro.json', 'mean tool?'],
  ['variant', '"demo.no-key"', '"gone"', '`variant` in bad/variant.repro.json', 'demo.no-key'],
] as const)(
  'a %s edited wrongly is 2, by the name of its file',
  { timeout: limitMs },
  async ([name, from, to, ...words]) => {
    await kept(`bad/${name}`, [from, to]);
    expectRefusal(await run('--repro', `bad/${name}.repro.json`, '--out', `bad-${name}`), words);
  },
);

test.for([
  ['seed', '"seed": 1', '"seed": "one"', 'a replay file in ', 'seed: '],
  ['version', '"version": 2', '"version": 9', 'version 1 or 2 of a replay file', 'got version 9'],
  ['file', 'a.scenario.ts', 'gone.scenario.ts', 'gone.scenario.ts, which early/', '`file` in it'],
  ['json', '{', '', 'a replay file as JSON', 'not JSON'],
] as const)('a wrong %s is 2 before anything runs', async ([name, from, to, ...words]) => {
  await kept(`early/${name}`, [from, to]);
  const ended = await runInProcess(['run', '--repro', `early/${name}.repro.json`], user);
  expect(ended.stdout).toBe('');
  expectRefusal(ended, [...words, `early/${name}.repro.json`]);
});

test.for([
  ['run --repro nowhere', 'replay files (*.repro.json)', 'before --repro'],
  ['run --repro empty/*.json', 'got none'],
  ['run --repro repros --plan plan.json', '--plan', 'cannot be used with'],
  ['run --repro repros --seed 4', 'each replay file has its own', 'got --seed with --repro alone'],
  ['run --repro repros --runs 4', 'got --runs with --repro alone'],
  ['run --repro repros --mode sim', 'got --mode with --repro alone'],
  ['run --repro', 'argument missing'],
] as const)('%s is 2', async ([line, ...words]) => {
  expectRefusal(await runInProcess(line.split(' '), user), words);
});

function expectRefusal({ code, stdout, stderr }: Ended, words: readonly string[]): void {
  const said = `${stdout}${stderr}`.replaceAll(/\s+/g, ' ');
  for (const word of words) expect(said).toContain(word);
  expect(code).toBe(2);
}

test(
  '--plan takes the plan of a replay file, for another system or mode',
  { timeout: limitMs },
  async () => {
    const plan = ['--plan', 'repros/found.repro.json', '--reporter', 'json'];
    const careful = await run('a.scenario.ts', ...plan, '--out', 'out-careful');
    const mutant = await run('a.scenario.ts', ...plan, '--variant', 'demo.no-key', '--seed', '7');
    expect([careful.code, mutant.code]).toEqual([0, 1]);
    expect(mutant.stdout).toMatch(/check +exactly-once/);
  },
);
