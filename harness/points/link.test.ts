import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import {
  bandwidth,
  blackHole,
  check,
  HarnessError,
  inProcess,
  latency,
  limitData,
  linkDown,
  passed,
  resetPeer,
  run,
  scenario,
  slowClose,
  timeout,
  toxiproxy,
  type Plan,
  type RunningToxiproxy,
  type RunRecord,
} from '../../index.ts';
import { inContainer } from '../proxy/api/testing/in-container.ts';
import { link, type LinkOptions } from './link.ts';

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

function play(
  plan: Plan,
  patienceMs = 5_000,
  options: LinkOptions = {},
  times = 1,
): Promise<RunRecord> {
  const talk = scenario('a word comes back', {
    points: { db: link(() => upstream, options) },
    // Silence is waited for in the fault phase alone: elsewhere an answer may take as long as it
    // likes.
    system: inProcess(
      (at) =>
        (_, { id }) =>
          said(at.address('db'), 'hello', id.startsWith('during') ? patienceMs : 5_000),
    ),
    tasks: Array.from({ length: times }, () => ({ input: 'say hello' })),
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

/** Who does the work behind a link; the last two are told apart from the real one by nobody. */
const backends: readonly (readonly [name: string, options: () => Promise<LinkOptions>])[] = [
  ['the embedded proxy', async () => ({})],
  ['a Toxiproxy, by its API', async () => ({ toxiproxy: (await server()).url })],
  [
    'a Toxiproxy in a container',
    async () => ({ toxiproxy: await inContainer(Number(new URL((await server()).url).port)) }),
  ],
];

async function server(): Promise<RunningToxiproxy> {
  const running = await toxiproxy();
  onTestFinished(() => running.close());
  return running;
}

describe.each(backends)('what the agent meets, with %s', (name, options) => {
  const meets = async (plan: Plan, patienceMs = 5_000) => {
    const record = await play(plan, patienceMs, await options());
    expect(record.trace.events.filter(({ kind }) => kind === 'harness.error')).toEqual([]);
    return { answers: answers(record), result: record.result };
  };
  const met = (during: string) => ({ answers: ['hello', during, 'hello'], result: 'pass' });

  test('nothing at all without a fault', async () => {
    expect(await meets([])).toEqual(met('hello'));
  });

  test('a link that is down, in the fault phase alone', async () => {
    expect(await meets([linkDown().at('db')])).toEqual(met('ECONNRESET'));
  });

  test('a link that swallows everything', async () => {
    expect(await meets([blackHole().at('db')], 100)).toEqual(met('silence'));
  });

  test('a peer that hangs up on the reply', async () => {
    expect(await meets([resetPeer().at('db')])).toEqual(met('ECONNRESET'));
  });

  test('a connection that ends in the middle of a word', async () => {
    // A real one tells nobody that its limit was reached.
    const result = name === 'the embedded proxy' ? 'pass' : 'unknown';
    expect(await meets([limitData({ bytes: 2 }).at('db')])).toEqual({ ...met('he'), result });
  });

  test.each<[string, Plan]>([
    ['a limit that is not reached', [limitData({ bytes: 1_000 }).at('db')]],
    ['a fault that strikes hardly any connection', [resetPeer().at('db', { chance: 1e-6 })]],
  ])('%s, which is no hit', async (_what, plan) => {
    expect(await meets(plan)).toEqual({ ...met('hello'), result: 'unknown' });
  });

  test('a link that is slow and thin, and right in the end', async () => {
    const plan = [
      latency({ ms: 5, jitterMs: 2 }).at('db'),
      bandwidth({ kbPerSecond: 100 }).at('db'),
      slowClose({ ms: 1 }).at('db'),
    ];
    expect(await meets(plan)).toEqual(met('hello'));
  });

  test('silence, then an end', async () => {
    expect(await meets([timeout({ ms: 20 }).at('db')])).toEqual(met('end'));
  });

  test('nothing, once it has healed: no proxy and no toxic is left', async () => {
    const chosen = await options();
    await play([latency({ ms: 1 }).at('db')], 5_000, chosen);
    if (typeof chosen.toxiproxy !== 'string') return;
    expect(await (await fetch(`${chosen.toxiproxy}/proxies`)).json()).toEqual({});
  });
});

describe('what the trace tells', () => {
  test('connections are calls, and the fault hits the one it struck', async () => {
    const { trace } = await play([latency({ ms: 1 }).at('db')]);
    const calls = trace.events.filter((event) => event.kind === 'call.start');
    expect(calls.map(({ label, task }) => `${task} ${label}`)).toEqual([
      'before-1 connect',
      'during-1 connect',
      'after-1 connect',
    ]);
    expect(trace.events.filter((event) => event.kind === 'call.end')).toHaveLength(3);
    const hits = trace.events.filter((event) => event.kind === 'fault.hit');
    expect(hits).toMatchObject([{ call: calls[1]?.call, fault: 'latency', effect: 'latency' }]);
    expect(trace.points).toEqual({ db: { kind: 'link', has: ['bytes'], effects: [] } });
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
      got: expect.stringContaining('sockets or folders (db)'),
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

test('which connections a fault strikes by chance does not depend on the other faults', async () => {
  const some = resetPeer().at('db', { chance: 0.5 });
  const alone = answers(await play([some], 5_000, {}, 12));
  expect(new Set(alone)).toEqual(new Set(['hello', 'ECONNRESET']));
  const others = bandwidth({ kbPerSecond: 10_000 }).at('db');
  expect(answers(await play([others, some], 5_000, {}, 12))).toEqual(alone);
});
