import { afterAll, beforeAll, expect, test } from 'vitest';
import { brownout } from './testing/command.ts';
import { folderInside, type Folder } from './testing/folder.ts';
import { linesOf } from './testing/processes.ts';
import { booksOnce, scenarioText } from './testing/snippets.ts';
import { runInProcess } from './testing/run-in-process.ts';

let user: Folder;
beforeAll(async () => {
  user = await folderInside();
});
afterAll(() => user.remove());

// They wait for one another.
const limitMs = 240_000;
// Each worker takes longer to start than most of these take.
const run = (...args: readonly string[]) =>
  brownout(['run', '--workers', '1', ...args], { cwd: user.path });

interface Report {
  readonly totals: { readonly runs: number; readonly scenarios: number };
  readonly families: readonly {
    readonly scenarios: readonly { readonly file: string; readonly title: string }[];
  }[];
}

const titlesIn = (out: string) =>
  (user.json(`${out}/report.json`) as Report).families
    .flatMap(({ scenarios }) => scenarios.map(({ title }) => title))
    .toSorted();

test.concurrent(
  'files with odd names and equal titles are all run, and leave one folder behind',
  {
    timeout: limitMs,
  },
  async ({ onTestFinished }) => {
    const own = await folderInside();
    onTestFinished(() => own.remove());
    const [one, two, other] = ['we[i]rd (dir) ü!', 'two', 'other'];
    await own.write(`odd/${one}.scenario.ts`, booksOnce);
    await own.write(`odd/${two}.scenario.mts`, booksOnce);
    await own.write(
      `odd/${other}.scenario.ts`,
      scenarioText("export default [scenario('予約', base), scenario('取消', base)];"),
    );
    // An agent that says nothing at all is judged by what it does.
    const mute = `inProcess((at) => async () => {
    await fetch(at.url('tool') + '/book', { method: 'POST' }).catch(() => {});
  })`;
    await own.write(
      'odd/mute.scenario.ts',
      scenarioText(`const system = ${mute};
      export default scenario('says nothing', { ...base, mutants: {}, system });`),
    );
    const ended = await brownout(['run', 'odd', '--runs', '2', '--out', 'far/away'], {
      cwd: own.path,
    });
    expect(ended).toMatchObject({ code: 0, signal: null });
    expect(own.list('far/away/runs')).toHaveLength(10);
    expect((own.json('far/away/report.json') as Report).totals).toMatchObject({
      runs: 10,
      scenarios: 5,
    });
    expect(own.list('.').toSorted()).toEqual(['far', 'odd']);
    expect(ended.stdout).toContain('All 5 scenarios passed');
    expect(ended.stderr.match(/^ {2}pass .*\(2 runs\)$/gm)).toHaveLength(5);
    expect(ended.stderr).toContain('junit.xml to far/away');
    expect(`${ended.stdout}${ended.stderr}`).not.toContain(own.path);
    expect(`${ended.stdout}${ended.stderr}`).not.toContain('\u001b');
    expect(ended.stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);
  },
);

test.concurrent(
  'a failure is 1, with the smallest plan and a line to replay it; others are left alone',
  {
    timeout: limitMs,
  },
  async () => {
    const tail = `{ ...base, plan: [hang().at('tool', { calls: 9 }), ...base.plan] }`;
    const text = scenarioText(`export default scenario('two strikes', ${tail});`);
    await user.write('fail/one.scenario.ts', text.replace('{ api,', '{ api, hang,'));
    await user.write(
      'fail/without.scenario.ts',
      scenarioText("export default scenario('no mutants', { ...base, mutants: {} });"),
    );
    const ended = await run('fail', '--variant', 'demo.no-key', '--out', 'out-fail');
    expect(ended.code).toBe(1);
    expect(titlesIn('out-fail')).toEqual(['two strikes']);
    expect(ended.stdout).toMatch(/check +exactly-once/);
    expect(ended.stdout).toMatch(/plan +lost-reply .*\n +outcome/);
    const [repro = ''] = user.list('out-fail/repros');
    expect(ended.stdout).toContain(`npx brownout replay out-fail/repros/${repro}`);
    expect((user.json(`out-fail/repros/${repro}`) as { plan: unknown[] }).plan).toHaveLength(1);
    expect(ended.stderr).toMatch(/^ {2}FAIL +two strikes +\(1 run\)$/m);
  },
);

test.concurrent(
  'what cannot be told is 3, and 0 where that is allowed',
  { timeout: limitMs },
  async () => {
    const checks = "checks: [check('shaky', () => { throw new Error('no idea'); })]";
    const plan = "plan: [lostReply().at('tool', { calls: 99 })]";
    await user.write(
      'unknown/a.scenario.ts',
      scenarioText(
        `export default scenario('a check throws', { ...base, mutants: {}, ${checks} });`,
      ),
    );
    await user.write(
      'unknown/b.scenario.ts',
      scenarioText(`export default scenario('never struck', { ...base, ${plan} });`),
    );
    const strict = await run('unknown', '--out', 'out-unknown');
    expect(strict.code).toBe(3);
    expect(strict.stdout).toContain('the check threw: no idea');
    expect(strict.stdout).toContain('never struck: lost-reply');
    expect((await run('unknown', '--allow-unknown', '--out', 'out-unknown')).code).toBe(0);
  },
);

test.concurrent('-t takes some titles, --reporter some reports', { timeout: limitMs }, async () => {
  const list = ['books', 'pays', 'books again'].map((title) => `scenario('${title}', base)`);
  await user.write('some/a.scenario.ts', scenarioText(`export default [${list.join()}];`));
  const ended = await run('some', '-t', '^books', '--reporter', 'json,junit', '--out', 'out-some');
  expect(ended.code).toBe(0);
  expect(titlesIn('out-some')).toEqual(['books', 'books again']);
  expect(user.list('out-some').toSorted()).toEqual(['junit.xml', 'report.json', 'runs']);
  expect(ended.stderr).toContain('wrote report.json, junit.xml to out-some');
});

test.concurrent('shards are parts of a whole', { timeout: limitMs }, async () => {
  const names = ['a', 'b', 'c'];
  for (const name of names) {
    const text = scenarioText(`export default scenario('${name}', base);`);
    await user.write(`parts/${name}.scenario.ts`, text);
  }
  const parts: string[][] = [];
  for (const part of ['1/2', '2/2']) {
    const out = `out-${part.replace('/', '-of-')}`;
    expect((await run('parts', '--shard', part, '--out', out)).code).toBe(0);
    parts.push(titlesIn(out));
  }
  expect(parts.every((part) => part.length > 0)).toBe(true);
  expect(parts.flat().toSorted()).toEqual(names);
});

test.concurrent(
  'files share a process, and nothing that modules of theirs keep',
  { timeout: limitMs },
  async () => {
    await user.write('own/count.ts', 'let count = 0;\nexport const next = () => (count += 1);\n');
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      const tells = `import { appendFileSync } from 'node:fs';
      import { next } from './count.ts';
      appendFileSync('told-by-own', process.pid + ' ' + next() + '\\n');`;
      const text = scenarioText(`export default scenario('${name}', base);`);
      await user.write(`own/${name}.scenario.ts`, `${tells}\n${text}`);
    }
    expect((await run('own', '--workers', '2', '--out', 'out-own')).code).toBe(0);
    const lines = linesOf(`${user.path}/told-by-own`).map((line) => line.split(' '));
    expect(lines.map(([, count]) => count)).toEqual(['1', '1', '1', '1', '1']);
    expect(new Set(lines.map(([pid]) => pid)).size).toBeLessThanOrEqual(2);
  },
);

test.for(['', 'run', 'serve', 'explore', 'replay', 'matrix', 'faults', 'doctor', 'init'])(
  '%s --help fits a terminal of 80 columns',
  async (verb) => {
    const ended = await runInProcess([...verb.split(' ').filter(Boolean), '--help'], user);
    expect(ended.code).toBe(0);
    expect(ended.stdout).toContain(`Usage: brownout ${verb}`.trim());
    expect(ended.stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  },
);

test.for(['faults', 'doctor'])('%s has a --json for programs, too', async (verb) => {
  const plain = await runInProcess([verb], user);
  expect(plain.stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);
  const json = await runInProcess([verb, '--json'], user);
  expect(Array.isArray(JSON.parse(json.stdout))).toBe(true);
  expect([plain.code, json.code]).toEqual([0, 0]);
});

test('faults says what a search tries, and what each parameter sets', async () => {
  const { stdout } = await runInProcess(['faults', 'refuse', 'stale', 'outage', 'latency'], user);
  for (const head of [
    'refuse (call; searched by default)',
    'stale (value; a lie, searched where it is named)',
    'outage (call; searched where it is named)',
    'latency (link; never searched)',
  ])
    expect(stdout).toContain(`${head}\n`);
  expect(stdout).toContain('\n      tried as refuse({ status: 503 })\n');
  expect(stdout).toContain('ageMs: how much older it is; a length of time from');
});

test('faults takes names', async () => {
  const { code, stdout } = await runInProcess(['faults', 'slow', 'refuse', '--json'], user);
  const rows = JSON.parse(stdout) as readonly { readonly name: string }[];
  expect([code, rows.map(({ name }) => name)]).toEqual([0, ['refuse', 'slow']]);
});

test('doctor says what is not on the PATH in words, and knows testcontainers', async () => {
  const { PATH } = process.env;
  process.env['PATH'] = user.path;
  try {
    const { stdout } = await runInProcess(['doctor'], user);
    expect(stdout).toContain('no `python3` on the PATH');
    expect(stdout).toMatch(/^ok +testcontainers +\d+\./m);
    expect(stdout).not.toContain('ENOENT');
  } finally {
    process.env['PATH'] = PATH;
  }
});
