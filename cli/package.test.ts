import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { builtArchive } from './testing/built-package.ts';
import { start, type Ended } from './testing/command.ts';
import { folderIn, type Folder } from './testing/folder.ts';
import { userFiles } from './testing/user-agents.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const limitMs = 120_000;
/** A registry may be slow. */
const installMs = 300_000;

/** The package as npm would publish it, installed in a folder that knows nothing of the sources. */
let user: Folder;
let installing = '';
beforeAll(async () => {
  user = await folderIn(tmpdir());
  await user.write('package.json', '{ "type": "module", "private": true }');
  const installed = await shell(
    `npm install --prefer-offline --no-audit --no-fund ${builtArchive} vitest@5 @types/node@24`,
    installMs,
  );
  if (installed.code !== 0) {
    throw new Error(`it cannot be installed in ${installMs} ms: ${installed.stderr}`);
  }
  installing = installed.stderr;
  for (const [name, text] of Object.entries(userFiles)) await user.write(name, text);
}, 2 * installMs);
afterAll(() => user.remove());

const shell = (line: string, limit = limitMs): Promise<Ended> =>
  start(['sh', '-c', line], { cwd: user.path, limitMs: limit }).ended;

test('it is installed without a word', () => {
  expect(installing).toBe('');
});

test(
  'init makes a scenario that passes at once, in sim and on the wire',
  {
    timeout: limitMs,
  },
  async () => {
    const made = await shell('npx brownout init demo');
    expect(made.stdout).toContain('npx brownout run demo --mode wire');
    for (const mode of ['sim', 'wire']) {
      const { code, stdout } = await shell(
        `npx brownout run demo --mode ${mode} --out out-${mode}`,
      );
      expect(stdout).toMatch(/pass +books once, whatever is lost +1 run +1 recovered/);
      expect(code).toBe(0);
    }
    const searched = await shell('npx brownout explore demo');
    expect([searched.code, searched.stdout]).toEqual([1, expect.stringMatching(/ways? to break/)]);
  },
);

test(
  'a real bug in a plain agent is flagged, shrunk and reproduced',
  {
    timeout: limitMs,
  },
  async () => {
    const found = await shell('npx brownout run hasty.scenario.ts --mode wire');
    expect(found.code).toBe(1);
    expect(found.stdout).toMatch(/check +exactly-once/);
    expect(found.stdout).toMatch(/reason .*POST \/orders landed 2 times, 1 allowed/);
    expect(found.stdout).toMatch(/plan +lost-reply .*\(without it:\s+passes\)\n +outcome/);
    const line = /npx brownout replay \S+\.repro\.json/.exec(found.stdout)?.[0] ?? '';
    const again = await shell(line);
    expect(again.stdout).toMatch(/^reproduced: .*POST \/orders landed 2 times/m);
    expect(again.code).toBe(1);
  },
);

const hasPython = spawnSync('python3', ['--version']).status === 0;

test(
  `careful agents pass, in Node and in Python${hasPython ? '' : ' (no python3: Node only)'}`,
  {
    timeout: limitMs,
  },
  async ({ annotate }) => {
    if (!hasPython) await annotate('python3 is not there: the Python agent was not run');
    const files = ['careful.scenario.ts', ...(hasPython ? ['python.scenario.ts'] : [])];
    const { code, stdout } = await shell(`npx brownout run ${files.join(' ')} --mode wire`);
    expect(stdout).toContain(`${files.length} passed, 0 failed, 0 inconclusive`);
    expect(code).toBe(0);
  },
);

test('verify and its matchers work in the user’s own vitest', { timeout: limitMs }, async () => {
  const { code } = await shell('npx vitest run --reporter=json --outputFile=vitest.json');
  const { testResults } = user.json('vitest.json') as {
    testResults: readonly { name: string; assertionResults: readonly Assertion[] }[];
  };
  const results = testResults.flatMap(({ assertionResults }) => assertionResults);
  const passed = results.filter(({ status }) => status === 'passed').map(({ title }) => title);
  expect(passed).toEqual(['a careful agent orders once', 'the hasty one is found out']);
  const failed = results.filter(({ status }) => status === 'failed');
  expect(failed.map(({ title }) => title)).toEqual(['a hasty agent orders once']);
  expect(failed[0]?.failureMessages[0]).toMatch(/reason .*POST \/orders landed 2 times/);
  expect(code).toBe(1);
});

interface Assertion {
  readonly title: string;
  readonly status: string;
  readonly failureMessages: readonly string[];
}

test('its types are whole', { timeout: limitMs }, async () => {
  const files = Object.keys(userFiles).filter((name) => name.endsWith('.ts'));
  await user.write('wrong.ts', "import { lostReply } from 'brownout';\nlostReply({ as: 'x' });\n");
  const compilerOptions = {
    strict: true,
    noEmit: true,
    target: 'es2024',
    module: 'nodenext',
    allowImportingTsExtensions: true,
    types: ['node'],
    typeRoots: [path.join(root, 'node_modules/@types')],
    // Other packages' declarations are looked at, too, but are not ours to mend.
    skipLibCheck: false,
  };
  const config = { compilerOptions, files: [...files, 'wrong.ts'] };
  await user.write('tsconfig.json', JSON.stringify(config));
  const tsc = path.join(root, 'node_modules/.bin/tsc');
  const { stdout } = await shell(`${tsc} -p . --pretty false`);
  const errors = stdout
    .split('\n')
    .filter(
      (line) => / error TS\d+: /.test(line) && !/^[^(]*node_modules\/(?!brownout)/.test(line),
    );
  expect(errors).toEqual([expect.stringMatching(/^wrong\.ts\(2,.*TS2322/)]);
});

/** A project on an older vitest, which needs an installation of its own. */
async function projectOn4(): Promise<Folder> {
  const project = await folderIn(tmpdir());
  onTestFinished(() => project.remove());
  await project.write('package.json', '{ "type": "module", "private": true }');
  const names = `${builtArchive} vitest@4 @types/node@24`;
  const line = `npm install --prefer-offline --no-audit ${names} && npx brownout init demo`;
  const { code, stderr } = await start(['sh', '-c', line], {
    cwd: project.path,
    limitMs: 2 * limitMs,
  }).ended;
  expect(code, stderr).toBe(0);
  return project;
}

/** An installation more takes half a minute: `npm run test:long` has it. */
const versions = process.env['BROWNOUT_LONG'] === undefined ? ['5'] : ['4', '5'];

test.for(versions)(
  'verify works in a project on vitest %s, whole types and all, beside the command',
  { timeout: 3 * limitMs },
  async (major) => {
    const project = major === '4' ? await projectOn4() : user;
    const inProject = (line: string) =>
      start(['sh', '-c', line], { cwd: project.path, limitMs }).ended;
    await project.write('demo/books.test.ts', verified);
    const compilerOptions = {
      strict: true,
      noEmit: true,
      skipLibCheck: false,
      allowJs: true,
      module: 'nodenext',
      target: 'es2024',
      lib: ['es2024', 'dom', 'dom.iterable', 'esnext'],
      allowImportingTsExtensions: true,
      types: ['node'],
    };
    await project.write('tsconfig.json', JSON.stringify({ compilerOptions, include: ['demo'] }));
    const tsc = path.join(root, 'node_modules/.bin/tsc');
    expect((await inProject(`${tsc} -p . --pretty false`)).stdout).toBe('');
    const tested = await inProject('NO_COLOR=1 npx vitest run demo');
    expect(tested.stdout).toContain(`v${major}.`);
    expect(tested.stdout).toMatch(/Tests +3 passed/);
    expect((await inProject('npx brownout run demo')).code).toBe(0);
  },
);

const verified = `
import { expect, test } from 'vitest';
import { run } from 'brownout';
import { verify } from 'brownout/vitest';
import books from './books-once.scenario.ts';

verify(books, { runs: 2 });

test('by hand', async () => {
  const record = await run(books, { mode: 'sim', seed: 1 });
  expect(record).toHold();
  expect(record).toEndIn('recovered');
  await expect(run(books, { mode: 'sim', seed: 1 })).resolves.not.toBreak('exactly-once');
});
`;

test(
  'faults, checks and traces to try them on have entries of their own',
  { timeout: limitMs },
  async () => {
    await user.write(
      'entries.scenario.ts',
      `import { api, http, HttpResponse, inProcess, scenario } from 'brownout';
    import { defineFault, slow } from 'brownout/faults';
    import { check, completes } from 'brownout/checks';
    import { traceBuilder } from 'brownout/testing';
    const busy = defineFault({ name: 'busy', about: 'It is busy.', harm: 'refused',
      effect: () => ({ kind: 'refuse', failure: { kind: 'status', status: 503 } }) });
    const calls = check('calls', ({ events }) => events.some(({ kind }) => kind === 'call.start'));
    if (calls.judge(traceBuilder().task('t').answer('').trace()).result !== 'fail') throw new Error('no');
    export default scenario('it asks again', {
      points: { shop: api([http.get('/price', () => HttpResponse.json({ price: 3 }))]) },
      system: inProcess((at) => async () => {
        for (let n = 0; n < 3; n += 1) {
          const reply = await fetch(at.url('shop') + '/price');
          if (reply.ok) return { status: 'done', ...await reply.json() };
        }
        return { status: 'failed' };
      }),
      tasks: [{ input: 'go' }],
      faults: [busy],
      plan: [busy().at('shop', { calls: 1 }), slow({ ms: 9 }).at('shop', { calls: 2 })],
      checks: [completes(), calls],
    });`,
    );
    const { code, stdout } = await shell('npx brownout run entries.scenario.ts');
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/pass +it asks again +1 run +1 recovered/),
    ]);
  },
);
