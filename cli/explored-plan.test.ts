import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Matrix } from '../harness/model/trace/matrix.ts';
import { reportSchema } from '../reports/summary/summary.ts';
import { brownout, start, startBrownout } from './testing/command.ts';
import { folderInside, type Folder } from './testing/folder.ts';
import { asksOften, scenarioText } from './testing/snippets.ts';

// They wait for one another.
const limitMs = 240_000;

const searching = (title: string, plan: string, more = "checks: [exactlyOnce('tool')]") =>
  scenarioText(`export default scenario('${title}', { ...base, ${more}, plan: ${plan} });`).replace(
    '{ api,',
    '{ api, searched, hang, link, repeat, refuse, truncatedToolArguments,',
  );

const shallow = 'searched({ depth: 1, faults: [lostReply(), refuse({ status: 503 })] })';

let user: Folder;
beforeAll(async () => {
  user = await folderInside();
  await user.write(
    'holds.scenario.ts',
    searching('holds', 'searched({ faults: [lostReply(), refuse(), repeat()] })'),
  );
  await user.write('breaks.scenario.ts', searching('breaks', shallow));
  await user.write(
    'plan.json',
    JSON.stringify({
      version: 1,
      plan: [{ fault: { name: 'lost-reply', params: {} }, at: 'tool', when: { calls: 1 } }],
    }),
  );
});
afterAll(() => user.remove());

const run = (...args: readonly string[]) => brownout(['run', ...args], { cwd: user.path });
const reportIn = (out: string) => reportSchema.parse(user.json(`${out}/report.json`));

test.concurrent('a plan that is a search passes with its claim', { timeout: limitMs }, async () => {
  const { code, stdout } = await run('holds.scenario.ts', '--out', 'holds');
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
    'shown every reachable schedule of at most 2 faults',
  );
  expect(code).toBe(0);
  expect(reportIn('holds')).toMatchObject({ result: 'pass', totals: { scenarios: 1, passed: 1 } });
});

test.concurrent(
  'what it finds is told as failures are, with a replay file that reproduces it',
  { timeout: limitMs },
  async () => {
    const args = ['breaks.scenario.ts', '--variant', 'demo.no-key', '--out', 'breaks'];
    expect((await run(...args)).code).toBe(1);
    const { findings, searches } = reportIn('breaks');
    expect(findings.length).toBeGreaterThan(0);
    expect(findings[0]).toMatchObject({ check: 'exactly-once', variant: 'demo.no-key' });
    expect(findings[0]?.timeline.lines.length).toBeGreaterThan(5);
    expect(searches[0]?.faults).toEqual(['lost-reply (as ECONNRESET)', 'refuse (status 503)']);
    const file = findings[0]?.replay?.split(' ').at(-1) ?? '';
    expect(file).toMatch(/^breaks\/repros\//);
    expect((await brownout(['replay', file], { cwd: user.path })).code).toBe(1);
    const careful = await brownout(['replay', file, '--variant', 'careful'], { cwd: user.path });
    expect([careful.code, careful.stdout]).toEqual([0, expect.stringContaining('fixed')]);
  },
);

test.concurrent.for([
  ['mute', 'mute told nothing in'],
  ['cached', 'no call was made in the fault phase'],
] as const)('%s: where a search shows nothing it is 3', { timeout: limitMs }, async (given) => {
  const [name, words] = given;
  await user.write(
    `${name}.scenario.ts`,
    searching(
      name,
      'searched({ depth: 1, faults: [lostReply()] })',
      name === 'mute'
        ? "mutants: {}, checks: [check('mute', () => ({ result: 'unknown', reason: 'no data' }))]"
        : `mutants: {}, tasks: [{ input: 'book' }], system: inProcess((at) => {
            let seen: Promise<unknown> | undefined;
            return async () => (seen ??= fetch(at.url('tool') + '/book', { method: 'POST' }).then((r) => r.json()));
          })`,
    ),
  );
  for (const verb of ['run', 'explore']) {
    const out = `${name}-${verb}`;
    const ended = await brownout([verb, `${name}.scenario.ts`, '--out', out], { cwd: user.path });
    expect([ended.code, ended.stdout.replaceAll(/\s+/g, ' ')]).toEqual([
      3,
      expect.stringContaining(words),
    ]);
    expect(user.read(`${out}/junit.xml`)).toContain('<skipped');
  }
});

test.concurrent("a plan of the user's own takes its place", { timeout: limitMs }, async () => {
  expect((await run('holds.scenario.ts', '--plan', 'plan.json', '--out', 'own')).code).toBe(0);
  expect(reportIn('own')).toMatchObject({ searches: [], totals: { runs: 1 } });
});

test.concurrent('a matrix searches for what flags each mutant', { timeout: limitMs }, async () => {
  const args = ['matrix', 'holds.scenario.ts', '--json', '--out', 'matrix'];
  const { code, stdout } = await brownout(args, { cwd: user.path });
  const { careful, mutants } = JSON.parse(stdout) as Matrix;
  expect(careful.falseAlarms).toBe(0);
  expect(careful.runs).toBeGreaterThan(50);
  expect(mutants).toMatchObject([{ id: 'demo.no-key', flagged: true, strikes: 1 }]);
  expect(code).toBe(0);
  const file = mutants[0]?.repro ?? '';
  expect((await brownout(['replay', file], { cwd: user.path })).code).toBe(1);
});

test.concurrent('a search on the wire is 2', { timeout: limitMs }, async () => {
  const { code, stdout } = await run('holds.scenario.ts', '--mode', 'wire', '--out', 'on-wire');
  expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(/to be searched in sim.* Leave the mode out/);
  expect(code).toBe(2);
});

test.concurrent(
  'a search that cannot be meant is told of by its file',
  { timeout: limitMs },
  async () => {
    const onWire = "mutants: {}, system: service({ command: ['node'], ask: 'stdin' })";
    const bad = [
      ['wire', searching('wire', 'searched()', onWire), 'given as inProcess(...), can be searched'],
      [
        'depth',
        searching('depth', 'searched({ depth: 0 })'),
        '`depth` as a whole number from 1',
        'got 0',
      ],
      ['name', searching('name', 'searched({ deep: 2 } as never)'), 'only depth', 'got deep: 2'],
      [
        'fault',
        searching('fault', 'searched({ faults: [truncatedToolArguments()] })'),
        "a point that has calls and a model's turns for truncated-tool-arguments",
        'got tool (api)',
      ],
    ] as const;
    for (const [name, text] of bad) await user.write(`bad/${name}.scenario.ts`, text);
    expect((await run('bad', '--workers', '1', '--out', 'out-bad')).code).toBe(2);
    const { errors } = reportIn('out-bad');
    for (const [name, , ...words] of bad) {
      const its = errors.filter(({ file }) => file === `bad/${name}.scenario.ts`);
      expect(its, name).toHaveLength(1);
      for (const word of words) expect(its[0]?.message).toContain(word);
    }
  },
);

test('stopped in the middle it says what it had shown by then', { timeout: limitMs }, async () => {
  const begun = path.join(user.path, 'begun');
  const text = searching(
    'long',
    'searched({ depth: 3, prune: false })',
    asksOften(12, "console.error('asked');"),
  )
    .replace("console.error('asked')", `appendFileSync('${begun}', 'x')`)
    .replace('import {', "import { appendFileSync } from 'node:fs';\nimport {");
  await user.write('long.scenario.ts', text);
  const args = ['run', 'long.scenario.ts', '--out', 'long'];
  const running = startBrownout(args, { cwd: user.path, limitMs: 120_000 });
  for (let looks = 0; looks < 800 && !user.list('.').includes('begun'); looks += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  running.kill('SIGINT', 'group');
  const { code, signal } = await running.ended;
  expect({ code, signal }).toEqual({ code: 130, signal: null });
  const { meta, searches } = reportIn('long');
  expect(meta.partial).toBe(true);
  expect(searches.map(({ stopped }) => stopped)).toEqual(['interrupted']);
  expect(searches[0]?.goOn).toBe(`npx brownout ${args.join(' ')} --resume`);
});

test(
  'killed in the middle it is taken up, and says in the end what it would have said',
  { timeout: limitMs },
  async () => {
    const text = (count: number) =>
      searching('killed', 'searched({ depth: 3, prune: false, budget: 60 })', asksOften(count));
    await user.write('killed.scenario.ts', text(12));
    const line = ['run', 'killed.scenario.ts', '--allow-unknown', '--out'];
    const running = startBrownout([...line, 'killed'], { cwd: user.path, limitMs: 120_000 });
    let hasEnded = false;
    void running.ended.then(() => (hasEnded = true));
    for (let looks = 0; looks < 4_000 && !hasEnded && linesOf('killed') < 20; looks += 1) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    if (!hasEnded) running.kill('SIGKILL', 'group');
    await running.ended;
    const resumed = await run(...line.slice(1), 'killed', '--resume');
    expect(resumed.stderr).toMatch(/60 runs, \d+ in its journal/);
    expect(resumed.code).toBe(0);
    const whole = await run(...line.slice(1), 'whole');
    expect(whole.stderr).not.toContain('journal');
    expect(explorationIn('killed')).toEqual(explorationIn('whole'));
    await user.write('killed.scenario.ts', text(11));
    const changed = await run(...line.slice(1), 'killed', '--resume');
    expect(`${changed.stdout}${changed.stderr}`.replaceAll(/\s+/g, ' ')).toContain(
      'the agent or the scenario has changed. Leave --resume out',
    );
    expect(changed.code).toBe(2);
  },
);

test(
  'what is not found again does not stay among the replay files',
  { timeout: limitMs },
  async () => {
    const line = ['again.scenario.ts', '--variant', 'demo.no-key', '--out', 'again'];
    const at = 'again/repros';
    const text = searching('again', shallow);
    await user.write('again.scenario.ts', text);
    expect((await run(...line)).code).toBe(1);
    expect(user.list(at).length).toBeGreaterThan(0);
    await user.write(`${at}/mine.repro.json`, user.read(`${at}/${user.list(at)[0]}`));
    await user.write('again.scenario.ts', text.replace('agent(false)', 'agent(true)'));
    expect((await run(...line)).code).toBe(0);
    expect(user.list(at)).toEqual(['mine.repro.json']);
  },
);

/** The lines of the only journal of a run. */
function linesOf(out: string): number {
  const name = user.list(`${out}/searches`).find((one) => one.endsWith('.jsonl'));
  return name === undefined ? 0 : user.read(`${out}/searches/${name}`).split('\n').length;
}

function explorationIn(out: string): unknown {
  const name = user.list(`${out}/searches`).find((one) => one.endsWith('.exploration.json'));
  return user.json(`${out}/searches/${name}`);
}

test('verify searches, and fails with what it found', { timeout: limitMs }, async () => {
  await user.write(
    'searched.test.ts',
    `import { verify } from 'brownout/vitest';
import holds from './holds.scenario.ts';
import breaks from './breaks.scenario.ts';
verify(holds);
verify(breaks, { variant: 'demo.no-key', file: 'breaks.scenario.ts', out: 'verified' });
verify(holds, { mode: 'wire' });
`,
  );
  const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));
  const command = [process.execPath, vitest, 'run', '--root', user.path];
  const { ended } = start(command, { cwd: user.path, limitMs: 120_000 });
  const { code, stdout, stderr } = await ended;
  const said = `${stdout}${stderr}`;
  expect(said).toContain('1 passed');
  expect(said).toContain('2 failed');
  expect(said).toMatch(/\d ways? to break it/);
  expect(said).toContain('to be searched in sim');
  const [file = ''] = /npx brownout replay (\S+)/.exec(said)?.slice(1) ?? [];
  expect(user.list('verified/repros').map((name) => `verified/repros/${name}`)).toContain(file);
  expect((await brownout(['replay', file], { cwd: user.path })).code).toBe(1);
  expect(code).toBe(1);
});

test('verify says how its test sees a finding again', { timeout: limitMs }, async () => {
  const title = 'breaks (whatever it takes?)';
  const text = searching(
    title,
    shallow,
    "system: agent(false), mutants: {}, checks: [exactlyOnce('tool')]",
  );
  const inline = `import { verify } from 'brownout/vitest';
import { test } from 'vitest';
${text.replace('export default', 'const breaks =')}
verify(breaks, { out: 'inline' });
test('another', () => { throw new Error('not to be run'); });
`;
  await user.write('inline.test.ts', inline);
  const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));
  const shell = async (command: string) => {
    const here = command.replace('npx vitest', `'${process.execPath}' '${vitest}'`);
    const { ended } = start(['sh', '-c', here], { cwd: user.path, limitMs: 120_000 });
    const { code, stdout, stderr } = await ended;
    return { code, said: `${stdout}${stderr}` };
  };
  const found = await shell('npx vitest run inline.test.ts');
  const [command = ''] = /BROWNOUT_REPLAY=\S+ npx vitest run .*/.exec(found.said) ?? [];
  expect(command).toMatch(
    /^BROWNOUT_REPLAY=inline\/repros\/\S+ npx vitest run inline.test.ts -t '/,
  );
  const again = await shell(command);
  expect(again.said).toContain('reproduced: task during-1: POST /book');
  expect(again.said).not.toContain('not to be run');
  expect(again.code).toBe(1);
  const [, file = ''] = /BROWNOUT_REPLAY=(\S+)/.exec(command) ?? [];
  const elsewhere = await brownout(['replay', file], { cwd: user.path });
  expect([elsewhere.code, elsewhere.stderr]).toEqual([
    2,
    expect.stringContaining('npx vitest run'),
  ]);
});
