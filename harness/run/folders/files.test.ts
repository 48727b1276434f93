import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import {
  completes,
  crash,
  eventsOf,
  exactlyOnce,
  explore,
  faithful,
  files,
  inProcess,
  load,
  noOrphans,
  plans,
  run,
  scenario,
  service,
  slow,
  truncatedToolArguments,
  type FolderMaker,
  type ScriptReply,
  type ScenarioOptions,
  type System,
  type Task,
  type Trace,
} from '../../../index.ts';
import { call, codingAgent, saying } from './coding-agent-fixture.ts';

const { program, remove } = codingAgent();
afterAll(remove);

const start = {
  'src/version.ts': 'export const version = 1;\n',
  'notes/todo.md': '- write tests\n',
  'notes/todo.md.bak': '- nothing\n',
};

const agent = (...flags: readonly string[]): System =>
  service({
    command: [process.execPath, program, ...flags, '{input}'],
    ask: 'argument',
    cwd: (at) => at.path('repo'),
    env: (at) => ({ MODEL: at.url('model') }),
  });

const wish: Task = {
  input: 'Make it version 2, and remove the backup of my notes.',
  expect: {
    effects: {
      WRITE: [{ path: 'src/version.ts', text: 'export const version = 2;\n' }],
      DELETE: [{ path: 'notes/todo.md.bak' }],
    },
  },
};

const edit = call('write', { path: 'src/version.ts', text: 'export const version = 2;\n' });
const tidy = call('remove', { path: 'notes/todo.md.bak' });

const checks = [completes(), exactlyOnce('repo'), noOrphans('repo'), faithful()];

interface Told extends Partial<ScenarioOptions> {
  readonly repo?: FolderMaker;
  readonly says?: readonly ScriptReply[];
}

function coding({ repo = files(start), says = [edit, tidy], ...more }: Told = {}) {
  return scenario('it changes what it was asked to change', {
    points: { model: saying(...says), repo },
    system: agent(),
    tasks: [wish],
    plan: [slow({ ms: 1 }).at('model')],
    checks,
    ...more,
  });
}

const changesIn = (trace: Trace) =>
  eventsOf(trace, 'effect').map(({ task, does, id }) => `${task} ${does} ${id}`);

const failed = ({ verdicts }: Awaited<ReturnType<typeof run>>) =>
  verdicts.flatMap(({ check, verdict }) => (verdict.result === 'fail' ? [check] : []));

describe('files', () => {
  test('are there anew for each task, and what it changed is its effect', async () => {
    const record = await run(coding());
    expect(record.result).toBe('pass');
    expect(changesIn(record.trace)).toEqual(
      ['before-1', 'during-1', 'after-1'].flatMap((task) => [
        `${task} WRITE src/version.ts`,
        `${task} DELETE notes/todo.md.bak`,
      ]),
    );
    expect(record.trace.points['repo']).toMatchObject({ kind: 'files', has: [] });
  });

  const cut = [
    truncatedToolArguments({ of: 'last-value', keep: 0.77 }).at('model', { turn: 2, calls: 1 }),
  ];

  test('an agent that asks again where the arguments were cut changes the right ones', async () => {
    const { result, outcomes } = await run(coding({ plan: cut }));
    expect(result).toBe('pass');
    expect(outcomes.map(({ outcome }) => outcome)).toContain('recovered');
  });

  test('its twin deletes another file, which the standard checks find', async () => {
    const record = await run(coding({ plan: cut, system: agent('--hasty') }));
    expect(changesIn(record.trace)).toContain('during-1 DELETE notes/todo.md');
    expect(failed(record)).toEqual(
      expect.arrayContaining(['exactly-once', 'faithful', 'never-unsafe']),
    );
  });

  test('a task that expects one effect of a folder leaves no others there', async () => {
    const only = { input: 'go', expect: { effects: { WRITE: 1 }, answer: 'Done.' } };
    const record = await run(coding({ tasks: [only] }));
    expect(failed(record)).toContain('steady-state');
    expect(eventsOf(record.trace, 'task.start')[0]?.shouldDo).toEqual({ WRITE: 1, DELETE: 0 });
  });

  test('what nobody expected and no answer names is unsafe', async () => {
    const record = await run(coding({ tasks: [{ input: 'go' }] }));
    expect(failed(record)).toContain('steady-state');
  });

  test('a change outside is seen in the home and the temporary folder, unless it is ignored', async () => {
    const says = [
      call('sh', { command: 'echo x > ~/.netrc && echo x > $TMPDIR/left' }),
      edit,
      tidy,
    ];
    const seen = await run(coding({ says }));
    expect(changesIn(seen.trace)).toContain('before-1 WRITE ~/.netrc');
    expect(changesIn(seen.trace)).toContain('before-1 WRITE ~/tmp/left');
    expect(seen.result).toBe('fail');
    const repo = files(start, { ignore: ['~/tmp', '.netrc'] });
    expect((await run(coding({ says, repo }))).result).toBe('pass');
  });

  test('a link that leads out is an effect, and nothing passes beside it', async () => {
    const tasks = [
      { input: 'go', expect: { effects: { WRITE: [{ path: 'out', link: '/etc' }] } } },
    ];
    const record = await run(
      coding({ says: [call('sh', { command: 'ln -s /etc out' })], tasks, phases: ['fault'] }),
    );
    expect(changesIn(record.trace)).toEqual(['during-1 WRITE out']);
    expect(record.result).toBe('unknown');
    expect(record.trace.truncated?.why).toContain('out is a link that leads out of the folder');
  });

  test('a secret in a file is in no trace', async () => {
    const key = `sk-${'a1B2c3D4'.repeat(5)}`;
    const says = [call('write', { path: 'src/version.ts', text: `const key = '${key}';\n` })];
    const { trace } = await run(coding({ says }));
    expect(JSON.stringify(trace)).toContain('WRITE src/version.ts');
    expect(JSON.stringify(trace)).not.toContain(key);
  });

  test('commits are effects where it is a repository', async () => {
    const says = [edit, tidy, call('sh', { command: 'git commit --quiet --all -m "Version 2"' })];
    const effects = {
      ...wish.expect?.effects,
      COMMIT: [{ message: 'Version 2', paths: ['notes/todo.md.bak', 'src/version.ts'] }],
    };
    const tasks = [{ ...wish, expect: { effects } }];
    const repo = files(start, { git: true });
    expect((await run(coding({ says, tasks, repo }))).result).toBe('pass');
    const undone = [call('sh', { command: 'git commit -q --amend -m Mine' }), edit, tidy];
    const amended = await run(coding({ says: undone, tasks, repo, phases: ['fault'] }));
    expect(changesIn(amended.trace).join()).toMatch(/COMMIT \w{12},.*DELETE commit \w{12}/);
    expect(failed(amended)).toContain('never-unsafe');
  });

  test('several tasks at once have a folder each where each is a command of its own', async () => {
    const tasks = [wish, { ...wish, input: 'Again.' }, { ...wish, input: 'Once more.' }];
    const record = await run(coding({ tasks, atOnce: 3, phases: ['fault'] }));
    expect(record.result).toBe('pass');
    expect(changesIn(record.trace).toSorted()).toEqual(
      [1, 2, 3].flatMap((n) => [
        `during-${n} DELETE notes/todo.md.bak`,
        `during-${n} WRITE src/version.ts`,
      ]),
    );
    const shared = inProcess((at) => async () => at.path('repo'));
    await expect(run(coding({ tasks, atOnce: 3, system: shared }))).rejects.toThrow(
      'expected tasks one at a time, for each has a folder of its own (repo)',
    );
  });

  test('nothing passes where nobody was told of the folder', async () => {
    const deaf = inProcess(() => async () => 'Done.');
    const tasks = [{ input: 'go', expect: { answer: 'Done.' } }];
    const { result, trace } = await run(coding({ system: deaf, tasks, plan: [] }));
    expect(result).toBe('unknown');
    expect(trace.truncated?.why).toBe(
      "the agent was not told of the folder repo, by at.path('repo')",
    );
  });

  test('what an agent left half done is seen where it hangs, and where it dies', async () => {
    const says = [edit, call('sh', { command: 'sleep 600' })];
    const hung = await run(coding({ says, phases: ['fault'], deadline: '3 s' }));
    expect(changesIn(hung.trace)).toEqual(['during-1 WRITE src/version.ts']);
    expect(failed(hung)).toContain('never-hung');
    const killed = [crash().at('model', { turn: 2, calls: 1 })];
    const again = await run(coding({ plan: killed, phases: ['fault'] }));
    expect(eventsOf(again.trace, 'process').map(({ what }) => what)).toContain('crashed');
    expect(again.result).toBe('pass');
  });

  test('a server works in the same folder for all its tasks', async () => {
    const program = `
      import { writeFileSync } from 'node:fs';
      import { createServer } from 'node:http';
      createServer((_, reply) => {
        writeFileSync('src/version.ts', 'export const version = 2;\\n');
        reply.end('"Done."');
      }).listen(process.env.PORT, '127.0.0.1');`;
    const system = service({
      command: [process.execPath, '--input-type=module', '--eval', program],
      ask: 'POST /',
      cwd: (at) => at.path('repo'),
    });
    const effects = { WRITE: [{ path: 'src/version.ts' }] };
    const tasks = [1, 2].map((input) => ({ input, expect: { effects } }));
    const { result, trace } = await run(coding({ system, tasks, plan: [] }));
    expect(result).toBe('pass');
    expect(changesIn(trace)).toHaveLength(6);
    await expect(run(coding({ system, tasks, plan: [], atOnce: 2 }))).rejects.toThrow('(repo)');
  });

  test('what it changes once its task is over belongs to none', async () => {
    let isFirst = true;
    const system = inProcess((at) => async () => {
      if (isFirst) setTimeout(() => writeFileSync(join(at.path('repo'), 'late'), ''), 1);
      isFirst = false;
      return 'Done.';
    });
    const tasks = [{ input: 'go', expect: { effects: { WRITE: 0 } } }];
    const phases = ['fault', 'recovery'] as const;
    const record = await run(coding({ system, tasks, plan: [], phases, rest: '1 s' }));
    expect(changesIn(record.trace)).toContain(' WRITE late');
    expect(failed(record)).toContain('no-orphans');
  });

  test('plans can be drawn for the other points of a scenario', async () => {
    const points = { model: saying(edit, tidy), repo: files(start) };
    const record = await run(coding({ points, plan: plans({ points }), deadline: '5 s' }));
    expect(record.trace.plan.map(({ at }) => at)).not.toContain('repo');
    expect(() => coding({ points, plan: [slow({ ms: 1 }).at('repo')] })).toThrow('repo');
  });

  test('nothing is left behind', async () => {
    const folders = new Set<string>();
    let late = () => '';
    const system = inProcess((at) => async () => {
      late = () => at.path('repo');
      folders.add(at.path('repo'));
      return readFileSync(join(at.path('repo'), 'notes/todo.md'), 'utf8');
    });
    const { result } = await run(coding({ system, tasks: [{ input: 'read' }], plan: [] }));
    expect(result).toBe('pass');
    expect([...folders].map((folder) => existsSync(folder))).toEqual([false]);
    expect(existsSync(late())).toBe(false);
  });

  test('there are none in sim, in searches and under load', async () => {
    const system = inProcess((at) => async () => at.path('repo'));
    const sockets = 'points that are sockets or folders (repo)';
    await expect(run(coding({ system }), { mode: 'sim' })).rejects.toThrow(sockets);
    expect(() => explore(coding({ system }))).toThrow(sockets);
    await expect(load(coding())).rejects.toThrow('a scenario without a folder');
  });

  test.each([
    [() => files({ '../a.ts': '' }), 'a path of a file below the folder'],
    [() => files({ '~/a.ts': '' }), 'a path of a file below the folder'],
    [() => files({}, { ignores: [] } as never), 'ignore'],
    [() => coding({ tasks: [{ input: 'x', expect: { effects: { COMMIT: 1 } } }] }), 'COMMIT'],
  ])('what cannot be is refused: %s', (make, says) => {
    expect(make).toThrow(says);
  });
});
