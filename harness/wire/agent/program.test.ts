import { describe, expect, test } from 'vitest';
import { AgentError } from './agent-error.ts';
import { isAlive } from '../process/testing/is-alive.ts';
import { services } from './services-fixture.ts';

const { write, start, ask, printed } = services();

describe('a program run once a task', () => {
  const program = write(
    'program.mjs',
    `let input = '';
     for await (const chunk of process.stdin) input += chunk;
     if (input === 'fail') { console.log('half'); console.error('no luck'); process.exit(2); }
     if (input === 'hang') { console.log('pid ' + process.pid); setInterval(() => {}, 1e6); }
     else if (input === 'text') console.log('  plain text ');
     else console.log(JSON.stringify({ input, task: process.env.TASK_ID }));`,
  );
  const stdin = { command: program, ask: 'stdin' };

  test('text goes in as it is, all else as JSON; JSON and text come out', async () => {
    const system = await start(stdin);
    const answers = ['Rome', { to: 'Rome' }, 'text', undefined].map((input) => ask(system, input));
    expect(await Promise.all(answers)).toEqual([
      { input: 'Rome', task: 't1' },
      { input: '{"to":"Rome"}', task: 't1' },
      'plain text',
      { input: 'null', task: 't1' },
    ]);
  });

  test('an exit code rejects with the last lines of stderr', async () => {
    const system = await start(stdin);
    const error: unknown = await ask(system, 'fail').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AgentError);
    expect(error).toMatchObject({ status: null, body: 'no luck' });
    expect(String(error)).toContain('program.mjs: exit code 2; it printed last:\n  no luck');
    expect(system.output?.()).toEqual(expect.arrayContaining(['half', 'no luck']));
  });

  test('an abort, a crash and a close each end it', async () => {
    for (const end of ['abort', 'crash', 'close'] as const) {
      const system = await start(stdin);
      const deadline = new AbortController();
      const hanging = ask(system, 'hang', deadline.signal).catch((error: unknown) => error);
      const pid = Number((await printed(system, /pid \d+/)).slice(4));
      if (end === 'abort') deadline.abort(new Error('deadline'));
      else await system[end]!();
      expect(String(await hanging)).toContain(end === 'abort' ? 'deadline' : 'signal SIGKILL');
      expect(isAlive(pid)).toBe(false);
    }
  });
});
