import { describe, expect, test, vi } from 'vitest';
import { services } from '../../agent/services-fixture.ts';
import { service } from '../../agent/service.ts';
import type { ServiceOptions } from '../../agent/service-options.ts';
import { isAlive } from '../../process/testing/is-alive.ts';

const { start: startAny, ask, printed } = services();
const still = new AbortController().signal;

/** Starts a program of a shell that is asked on its terminal. */
const start = (script: string, more: Partial<ServiceOptions> = {}) =>
  startAny({ command: ['sh', '-c', script], ask: 'terminal', ...more });

const asking = String.raw`printf 'Desk\n> '; read said; `;

describe('a program on a terminal', () => {
  test('is typed to when it shows its sign, and answers by what it shows until it ends', async () => {
    const script = `${asking} echo "On $TERM $TASK_ID:"; [ -t 0 ] && [ -t 1 ] && echo "got $said"`;
    const ready = /> $/;
    expect(await ask(await start(script, { ready }), 'a tea')).toBe('got a tea');
    const whole = await ask(await start(script, { ready, answer: 'all' }), 'a tea');
    expect(whole).toBe('On xterm-256color t1:\ngot a tea');
  });

  test('is typed to when it shows nothing more', async () => {
    expect(await ask(await start(`${asking} echo "got $said"`), { n: 1 })).toBe('got {"n":1}');
  });

  test('answers until it shows the sign of an end', async () => {
    const script = `${asking} echo "got $said"; echo 'DONE in 2 s'; sleep 60`;
    const system = await start(script, { ready: /> $/, until: /^DONE/m });
    expect(await ask(system, 'tea')).toBe('got tea');
    // The program of a task that is over is gone.
    expect(await ask(system, 'milk')).toBe('got milk');
  });

  test.each<[string, string, Partial<ServiceOptions>, RegExp]>([
    ['an exit code', `${asking} echo 'no key'; exit 3`, {}, /exit code 3.*no key/s],
    [
      'its end before it is asked',
      'echo bye',
      { ready: /> $/ },
      /ended before it was asked, exit code 0.*bye/s,
    ],
    [
      'no sign',
      'echo hi; sleep 60',
      { ready: /> $/, readyWithin: '300 ms' },
      /showed nothing that matches \/> \$\/ for 300 ms/,
    ],
    [
      'no end of what it shows',
      'sleep 60',
      { readyWithin: '10 ms' },
      /went on showing more for 10 ms/,
    ],
  ])('fails by %s', async (_, script, options, says) => {
    await expect(ask(await start(script, options), 'tea')).rejects.toThrow(says);
  });

  test('is killed with what it started, though that hears no signal', async () => {
    const deaf = `trap '' HUP TERM; echo "pid $$"; ${asking} while :; do sleep 1; done`;
    const system = await start(deaf, { ready: /> $/ });
    const leaving = new AbortController();
    const asked = ask(system, 'tea', leaving.signal);
    asked.catch(() => {});
    const pid = Number(/\d+/.exec(await printed(system, /^pid \d+/))?.[0]);
    leaving.abort(new Error('over'));
    await expect(asked).rejects.toThrow('over');
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 10_000 });
  });

  test('cannot go on with a conversation whose terminal was closed', async () => {
    const talk = `printf '> '; while read said; do printf "got $said\\n> "; done`;
    const system = await start(talk, { ready: /> $/, until: /^> $/m });
    const past = [{ input: 'tea', answer: 'got tea' }];
    expect(await system.ask({ id: 't1', input: 'tea', past: [] }, still)).toBe('got tea');
    expect(await system.ask({ id: 't1', input: 'milk', past }, still)).toBe('got milk');
    await system.crash?.();
    const later = system.ask({ id: 't1', input: 'honey', past }, still);
    await expect(later).rejects.toThrow('the terminal of the conversation is closed');
    expect(await system.ask({ id: 't1', input: 'tea', past: [] }, still)).toBe('got tea');
  });
});

describe('bad input', () => {
  const command = ['agent'];
  test('that cannot be typed is refused', async () => {
    const system = await start(asking);
    await expect(ask(system, 'a\nb')).rejects.toThrow("`ask: 'stdin'`");
    await expect(ask(system, 'a'.repeat(4001))).rejects.toThrow('at most 4000 bytes');
  });

  test('options that do not go together are refused', () => {
    expect(() => service({ command, ask: 'stdin', until: />/ })).toThrow('Leave `until` out');
    expect(() => service({ command, ask: 'terminal', ready: 'GET /' })).toThrow(
      'a pattern for `ready`',
    );
    expect(service({ command, ask: 'terminal' }).startsAnew).toBe(true);
    expect(service({ command, ask: 'terminal', until: />/ }).startsAnew).toBeUndefined();
  });

  test('a machine without `script` is told so when the agent starts', async () => {
    const env = () => ({ PATH: '/nowhere' });
    const started = startAny({ command: [process.execPath], ask: 'terminal', env });
    await expect(started).rejects.toMatchObject({ code: 'missing-part' });
  });
});
