import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  blackHole,
  check,
  HarnessError,
  inProcess,
  latency,
  passed,
  run,
  scenario,
  type Plan,
  type RunRecord,
} from '../../index.ts';
import { link } from './link.ts';

let echo: Server;
let upstream = '';

beforeAll(async () => {
  echo = createServer((socket) => socket.on('error', () => {}).pipe(socket));
  echo.listen(0, '127.0.0.1');
  await once(echo, 'listening');
  upstream = `127.0.0.1:${(echo.address() as AddressInfo).port}`;
});

afterAll(() => void echo.close());

/** Says a word over the link, and tells what came back: the word, an error's code, or silence. */
function said(address: string, word: string, patienceMs: number): Promise<string> {
  const [host, port] = address.split(':');
  return new Promise((resolve) => {
    const socket: Socket = connect(Number(port), host ?? '');
    const done = (what: string) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(what);
    };
    const timer = setTimeout(done, patienceMs, 'silence');
    socket.once('data', (data) => done(data.toString()));
    socket.once('error', (error: NodeJS.ErrnoException) => done(error.code ?? 'error'));
    socket.once('end', () => done('end'));
    socket.write(word);
  });
}

function play(plan: Plan, patienceMs = 5_000): Promise<RunRecord> {
  const talk = scenario('a word comes back', {
    points: { db: link(() => upstream) },
    system: inProcess((at) => () => said(at.address('db'), 'hello', patienceMs)),
    tasks: [{ input: 'say hello' }],
    plan,
    checks: [check('any', () => passed)],
  });
  return run(talk, { mode: 'wire', seed: 1 });
}

function answers({ trace }: RunRecord): readonly unknown[] {
  return trace.events.flatMap((event) =>
    event.kind === 'task.end' && event.ending.how === 'answered' ? [event.ending.answer] : [],
  );
}

describe('what the agent meets', () => {
  test('nothing at all without a fault', async () => {
    expect(answers(await play([]))).toEqual(['hello', 'hello', 'hello']);
  });

  test('a link that swallows everything', async () => {
    expect(answers(await play([blackHole().at('db')], 100))).toEqual(['hello', 'silence', 'hello']);
  });
});

describe('what the trace tells', () => {
  test('connections are calls, and the fault hits the one it struck', async () => {
    const { trace } = await play([latency({ ms: 1 }).at('db')]);
    const calls = trace.events.filter((event) => event.kind === 'call.start');
    expect(calls.map(({ label, task }) => `${task} ${label}`)).toEqual([
      'baseline-1 connect',
      'storm-1 connect',
      'calm-1 connect',
    ]);
    expect(trace.events.filter((event) => event.kind === 'call.end')).toHaveLength(3);
    const hits = trace.events.filter((event) => event.kind === 'fault.hit');
    expect(hits).toMatchObject([{ call: calls[1]?.call, fault: 'latency', effect: 'latency' }]);
    expect(trace.points).toEqual({ db: { kind: 'link', effects: [] } });
  });

  test('a fault that nobody met proves nothing', async () => {
    const record = await play([blackHole().at('db', { ms: [3_600_000, 3_600_001] })]);
    expect(record.result).toBe('unknown');
    expect(record.verdicts[0]?.verdict).toMatchObject({
      reason: expect.stringContaining('the fault never struck: black-hole at db'),
    });
  });
});

describe('what is refused', () => {
  test.each(['redis://127.0.0.1:6379', '127.0.0.1', ''])('%j', (bad) => {
    expect(() => link(bad)).toThrow(expect.objectContaining({ code: 'bad-argument' }));
  });

  test('a link off this machine, unless it is allowed', async () => {
    const clock = { nowMs: () => 0, sleep: async () => {} };
    const at = { name: 'db', host: '127.0.0.1', seed: 1, clock };
    const open = link('8.8.8.8:5432').open({ ...at, connected: () => ({ call: 1, end() {} }) });
    await expect(open).rejects.toThrow(HarnessError);
  });

  test('sim: a link is made of sockets', async () => {
    const talk = scenario('in sim', {
      points: { db: link('127.0.0.1:1') },
      system: inProcess(() => async () => 'never'),
      tasks: [{ input: '' }],
      plan: [],
      checks: [check('any', () => passed)],
    });
    await expect(run(talk, { mode: 'sim', seed: 1 })).rejects.toMatchObject({
      code: 'not-supported',
      got: expect.stringContaining('links (db)'),
    });
  });

  test('a Toxiproxy that is not there', async () => {
    const talk = scenario('no server', {
      points: { db: link(upstream, { toxiproxy: 'http://127.0.0.1:1' }) },
      system: inProcess(() => async () => 'never'),
      tasks: [{ input: '' }],
      plan: [],
      checks: [check('any', () => passed)],
    });
    await expect(run(talk, { mode: 'wire', seed: 1 })).rejects.toMatchObject({
      code: 'not-supported',
      expected: expect.stringContaining('http://127.0.0.1:1'),
    });
  });
});
