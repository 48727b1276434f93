import { afterAll, beforeAll, expect, test } from 'vitest';
import { brownout, startBrownout } from './testing/command.ts';
import { folderInside, type Folder } from './testing/folder.ts';
import { booksOnce } from './testing/snippets.ts';

// They wait for one another.
const limitMs = 240_000;

/** A project that uses what Node alone does not load: all of it is for Vite, and for tsconfig.json. */
const project: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "app", "version": "1.0.0" }',
  'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }',
  'vite.config.ts': `export default {
    define: { __SHOP__: '"shop"' },
    resolve: { alias: { '~old': new URL('src/old.cjs', import.meta.url).pathname } },
    plugins: [{ name: 'words', load: (id) => (id.endsWith('.words') ? 'export default "words"' : null) }],
    test: { setupFiles: ['./no-such-file.ts'], environment: 'no-such-environment' },
  };`,
  'src/colour.ts': 'export enum Colour {\n  Red = "red",\n}\n',
  'src/names.ts': `import { Colour } from './colour';
import old from '~old';
import words from './some.words';
declare const __SHOP__: string;
export const all: string = [Colour.Red, __SHOP__, old.old, words].join(' ');
export const later = () => import('./later').then(({ later }) => later);
`,
  'src/some.words': '',
  'src/later.ts': 'export const later = "later";',
  'src/old.cjs': 'module.exports = { old: "old" };',
  'a.scenario.ts': `import { all, later } from '@/names';\n${booksOnce}
if (all !== 'red shop old words') throw new Error(all);
if ((await later()) !== 'later') throw new Error('not later');
`,
};

let user: Folder;
beforeAll(async () => {
  user = await folderInside();
  for (const [name, text] of Object.entries(project)) await user.write(name, text);
});
afterAll(() => user.remove());

test.for(['--version', 'faults', 'proxy --help'])(
  '%s loads nothing of it',
  { timeout: limitMs },
  async (line) => {
    const hook = `import { registerHooks } from 'node:module';
    registerHooks({ resolve: (name, context, next) => {
      const found = next(name, context);
      if (/node_modules\\/(vitest-runner|vite)\\//.test(found.url)) console.error(found.url);
      return found;
    } });`;
    const env = { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(hook)}` };
    const { code, stderr } = await brownout(line.split(' '), { cwd: user.path, env });
    expect([code, stderr]).toEqual([0, '']);
  },
);

const told = (...args: readonly string[]) => brownout(args, { cwd: user.path });

test('run, matrix and replay load it', { timeout: limitMs }, async () => {
  expect((await told('run')).stdout).toContain('1 passed');
  expect((await told('matrix', '--runs', '2')).code).toBe(0);
  expect((await told('run', '--variant', 'demo.no-key', '--out', 'found')).code).toBe(1);
  const [repro = ''] = user.list('found/repros');
  expect((await told('replay', `found/repros/${repro}`)).stdout).toContain('reproduced: ');
});

test.for(['1', '2'])('explore with %s workers loads it', { timeout: limitMs }, async (workers) => {
  const args = ['explore', 'a.scenario.ts', '--depth', '1', '--keep-going', '--workers', workers];
  const { stdout, stderr } = await told(...args);
  expect(stdout).toContain('1 way to break it');
  expect(stderr).not.toMatch(/warning/i);
});

test('serve loads it, and its tools answer', { timeout: limitMs }, async () => {
  const running = startBrownout(['serve', 'a.scenario.ts', '--port', '0'], { cwd: user.path });
  await running.until((said) => /^ {2}tool +http\S+\n/m.test(said));
  const [, tool = ''] = /^ {2}tool +(http\S+)$/m.exec(running.said()) ?? [];
  const reply = await fetch(`${tool}/book`, { method: 'POST' });
  expect(await reply.json()).toMatchObject({ id: expect.stringMatching(/^BK-/) });
  running.kill('SIGINT', 'main');
  expect((await running.ended).code).toBe(130);
});

test(
  'a mistake in a file that is imported names that file and its line',
  { timeout: limitMs },
  async () => {
    await user.write('src/bad.ts', 'interface A {\n  a: string;\n}\nexport const a = ;\n');
    await user.write('src/throws.ts', "interface A {\n  a: string;\n}\nthrow new Error('boom');\n");
    await user.write('bad/syntax.scenario.ts', "import '../src/bad';\nexport default 1;\n");
    await user.write('bad/throws.scenario.ts', "import '../src/throws';\nexport default 1;\n");
    for (const [name, at] of [
      ['syntax', '(at src/bad.ts:4)'],
      ['throws', 'Error: boom (at src/throws.ts:4)'],
    ] as const) {
      for (const verb of ['run', 'explore', 'serve']) {
        const { code, stdout, stderr } = await told(verb, `bad/${name}.scenario.ts`);
        expect(`${stdout}${stderr}`.replaceAll(/\s+/g, ' '), verb).toContain(at);
        expect(code).toBe(2);
      }
    }
  },
);

test('a configuration that does not load is told of', { timeout: limitMs }, async () => {
  await user.write('broken/vite.config.ts', "throw new Error('no plugin');");
  await user.write('broken/a.scenario.ts', 'export default 1;');
  for (const verb of ['run', 'explore']) {
    const { code, stderr } = await brownout([verb, 'a.scenario.ts'], {
      cwd: `${user.path}/broken`,
    });
    expect(stderr).toContain('expected vite.config.ts to load, got no plugin');
    expect(code).toBe(2);
  }
});
