import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { ServiceOptions } from './service-options.ts';
import { service } from './service.ts';
import { services } from './services-fixture.ts';

const { folder, start: startAny, ask, write } = services();

/** Says what it was asked, where it is, what it sees, and what its variables are. */
const agent = write(
  'looks.mjs',
  `import { existsSync, readFileSync } from 'node:fs';
   import { homedir } from 'node:os';
   import { join } from 'node:path';
   const read = (path) => existsSync(path) ? readFileSync(path, 'utf8') : null;
   console.log('a log line about ORD-1');
   console.log(JSON.stringify({
     words: process.argv.slice(2), cwd: process.cwd(), home: homedir(), env: process.env,
     login: read(join(homedir(), '.agent/login')), here: read('config.json'),
     config: read(join(homedir(), '.config/agent.json')),
   }, null, 2));`,
);
const command = [agent[0]!, join(folder, agent[1]!)];
const start = (more: Partial<ServiceOptions> = {}) =>
  startAny({ command, ask: 'argument', ...more });

interface Seen {
  readonly words: readonly string[];
  readonly cwd: string;
  readonly home: string;
  readonly env: Readonly<Record<string, string>>;
  readonly login: string | null;
  readonly here: string | null;
  readonly config: string | null;
}

async function seen(more: Partial<ServiceOptions> = {}, input: unknown = 'x'): Promise<Seen> {
  return (await ask(await start(more), input)) as Seen;
}

describe('the input as an argument', () => {
  test.each<[string, readonly string[], unknown, readonly string[]]>([
    ['last where the command does not say', ['-p'], 'Rome', ['-p', 'Rome']],
    [
      'in its place, within a word, too',
      ['{input}', '--ask={input}', '-q'],
      'a b',
      ['a b', '--ask=a b', '-q'],
    ],
    ['with whatever is in it', ['-p'], '$& "{input}" `id`', ['-p', '$& "{input}" `id`']],
    ['as JSON where it is no text', [], { to: 'Rome' }, ['{"to":"Rome"}']],
  ])('%s', async (_, words, input, told) => {
    expect((await seen({ command: [...command, ...words] }, input)).words).toEqual(told);
  });

  test('the place for it is none where it comes in another way', () => {
    const wrong = () => service({ command: ['agent', '{input}'], ask: 'stdin' });
    expect(wrong).toThrow(/ask: 'argument'.*\{input\}.*stdin/);
  });
});

describe('a home', () => {
  const real = mkdtempSync(join(tmpdir(), 'brownout-real-'));
  const config = join(real, '.codex');
  mkdirSync(join(real, '.agent'));
  mkdirSync(join(real, '.local'));
  writeFileSync(join(real, '.agent/login'), 'yours');
  afterAll(() => rmSync(real, { recursive: true }));

  const own = {
    HOME: real,
    CODEX_HOME: config,
    AWS_CONFIG_FILE: join(real, '.aws/config'),
    AGENT_CONFIG: '/etc/agent.json',
    SSH_AUTH_SOCK: '/tmp/agent.sock',
    XDG_CONFIG_HOME: join(real, '.config'),
  };
  async function withOwn<T>(work: () => Promise<T>): Promise<T> {
    const before = Object.keys(own).map((name) => [name, process.env[name]] as const);
    Object.assign(process.env, own);
    try {
      return await work();
    } finally {
      for (const [name, value] of before) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
    }
  }

  test('is its own: no login of the user, no way to one; and it goes with the run', async () => {
    await withOwn(async () => {
      const system = await start();
      const { home, login, env } = (await ask(system, 'x')) as Seen;
      expect(homedir()).toBe(real);
      expect(home).not.toBe(real);
      expect([login, env['SSH_AUTH_SOCK'], env['CODEX_HOME'], env['AWS_CONFIG_FILE']]).toEqual([
        null,
        undefined,
        undefined,
        undefined,
      ]);
      expect(env).toMatchObject({
        AGENT_CONFIG: '/etc/agent.json',
        XDG_CONFIG_HOME: join(home, '.config'),
        GIT_CONFIG_GLOBAL: join(home, '.gitconfig'),
        npm_config_userconfig: join(home, '.npmrc'),
        PYTHONUSERBASE: join(real, '.local'),
      });
      expect(existsSync(home)).toBe(true);
      await system.close();
      expect(existsSync(home)).toBe(false);
    });
  });

  test('can be that of the user, and single variables can be named', async () => {
    await withOwn(async () => {
      expect(await seen({ home: 'inherit' })).toMatchObject({ login: 'yours', env: own });
      const named = await seen({ inheritEnv: ['SSH_AUTH_SOCK', 'CODEX_HOME'] });
      expect(named).toMatchObject({ login: null, env: { SSH_AUTH_SOCK: own.SSH_AUTH_SOCK } });
      expect(named.env['CODEX_HOME']).toBe(config);
    });
  });
});

describe('files', () => {
  test('stand in the folder of the run, where it then runs, and in its home', async () => {
    const files = {
      'config.json': { model: 'm' },
      '~/.config/agent.json': (at: { url: (point: string) => string }) => at.url('model'),
      'bin/say': '#!/bin/sh\necho "$1 said"\n',
    };
    expect(await seen({ files })).toMatchObject({
      cwd: folder,
      here: '{\n  "model": "m"\n}\n',
      config: 'http://127.0.0.1:1/model',
    });
    expect(await ask(await start({ files, command: ['bin/say'] }), 'it')).toBe('it said');
  });

  test.each([
    ['../a', {}],
    ['/etc/a', {}],
    ['~/../a', {}],
    ['a/', {}],
    ['~/a', { home: 'inherit' as const }],
  ])('%s is no place for one', (path, more) => {
    const wrong = () => service({ command, ask: 'stdin', files: { [path]: 'x' }, ...more });
    expect(wrong).toThrow(/in `files`/);
  });
});

test('an answer is read as the scenario says', async () => {
  const system = await start({ answer: (text) => /ORD-\d/.exec(text)?.[0] });
  expect(await ask(system, 'x')).toBe('ORD-1');
  const http = write(
    'replies.mjs',
    `import { createServer } from 'node:http';
     createServer((_, reply) => reply.end('log\\n{"event":1}\\nbye')).listen(process.env.PORT);`,
  );
  const served = await startAny({ command: http, ask: 'POST /', answer: 'json lines' });
  expect(await ask(served, 'x')).toEqual({ event: 1 });
});

test.each([
  ['answer', { answer: 'lines' as 'all' }],
  ['home', { home: 'mine' as 'own' }],
  ['proxy', { proxy: 'deny' as 'none' }],
  ['answer', { ask: async () => 1, answer: 'all' as const }],
])('`%s` that makes no sense is refused', (name, more) => {
  const wrong = () => service({ command, ask: 'stdin', ...more });
  expect(wrong).toThrow(expect.objectContaining({ code: 'bad-argument' }));
  expect(wrong).toThrow(name);
});
