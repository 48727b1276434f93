import { describe, expect, test } from 'vitest';
import {
  api,
  check,
  contradictory,
  defineFault,
  eventsOf,
  forget,
  http,
  HttpResponse,
  inProcess,
  lostReply,
  mcp,
  nonce,
  oversized,
  passed,
  refuse,
  run,
  scenario,
  silentNoOp,
  slow,
  type McpOptions,
  type Strike,
} from '../../../index.ts';
import { catalogue } from '../../../faults/catalogue.ts';
import { wallClock } from '../../model/clock.ts';
import { gate } from '../../points/gate.ts';
import { mostSessions } from './mcp-server.ts';
import { sessionClient, statelessClient, type TestClient } from '../testing/clients.ts';

const tools = () => {
  const paid = new Map<unknown, object>();
  return {
    pay: ({ key, amount }: Readonly<Record<string, unknown>>) => {
      const payment = paid.get(key) ?? { payment: nonce('PM'), key, amount };
      paid.set(key, payment);
      return payment;
    },
    say: () => 'hello',
    refuse: () => {
      throw new Error('no money');
    },
    cancel: ({ payment }: Readonly<Record<string, unknown>>) => ({ cancelled: payment }),
  };
};
const effects = { pay: { id: 'payment', key: 'key', undoneBy: 'cancel' } };
const bank = (options: Partial<McpOptions> = {}) => mcp({ tools, effects, ...options });

const clients = { stateless: statelessClient, sessions: sessionClient };
type Named = keyof typeof clients;

interface Play {
  readonly mode?: 'sim' | 'wire';
  readonly by?: Named;
  readonly at?: ReturnType<typeof bank>;
  readonly args?: object;
}

/** Calls one tool twice with the same arguments, through a real client. */
async function twice(tool: string, strike: Strike, how: Play = {}) {
  const { mode = 'sim', by = 'stateless', at: point = bank() } = how;
  const args = { key: 'k1', amount: 20, ...how.args };
  const payer = scenario('pays', {
    points: { bank: point },
    system: inProcess((at) => async (_, { signal }) => {
      let client: TestClient | undefined;
      const call = async () => {
        client ??= await clients[by](at.url('bank'));
        return await client.call(tool, args, { signal });
      };
      const said = ({ name, message }: Error) => ({ name, message });
      const answers = [await call().catch(said), await call().catch(said)];
      await client?.close();
      return answers;
    }),
    tasks: [{ input: 1 }],
    plan: strike,
    phases: ['fault'],
    checks: [check('none', () => passed)],
  });
  const { trace } = await run(payer, { mode, seed: 1 });
  const [end] = eventsOf(trace, 'task.end');
  if (end?.ending.how !== 'answered') throw new Error(JSON.stringify(trace.events));
  return { trace, answer: end.ending.answer as readonly object[] };
}

const harmless = slow({ ms: 1 }).at('bank');
const labels = ({ trace }: Awaited<ReturnType<typeof twice>>) =>
  eventsOf(trace, 'call.start').map(({ label }) => label);

describe.each(['sim', 'wire'] as const)('an MCP server as a point, in %s', (mode) => {
  test.each(['json', 'sse'] as const)(
    'is reached in the stateless era, answering %s',
    async (replies) => {
      const played = await twice('pay', harmless, { mode, at: bank({ replies }) });
      expect(played.answer[0]).toMatchObject({ structuredContent: { key: 'k1', amount: 20 } });
      expect(labels(played)).toEqual(['server/discover', 'tools/call pay', 'tools/call pay']);
      const calls = eventsOf(played.trace, 'call.start').slice(1);
      // The number of the JSON-RPC message is not part of the name.
      expect(calls.map(({ site }) => site.attempt)).toEqual([1, 2]);
      expect(calls[0]?.input).toEqual({ key: 'k1', amount: 20 });
    },
  );

  test.each(['json', 'sse'] as const)('is reached in a session, answering %s', async (replies) => {
    const played = await twice('pay', harmless, { mode, by: 'sessions', at: bank({ replies }) });
    expect(played.answer[1]).toMatchObject({ structuredContent: { key: 'k1', amount: 20 } });
    expect(labels(played).filter((label) => label !== 'GET /mcp')).toEqual([
      'initialize',
      'notifications/initialized',
      'tools/call pay',
      'tools/call pay',
    ]);
  });
});

describe('the ledger of an MCP server', () => {
  test('counts what a tool made, by its id and key, and nothing else', async () => {
    const strike = lostReply().at('bank', { call: 'tools/call pay' });
    const { trace, answer } = await twice('pay', strike);
    expect(answer).toMatchObject([{ name: 'TypeError' }, { name: 'TypeError' }]);
    const id = expect.stringMatching(/^PM-/) as string;
    expect(eventsOf(trace, 'effect')).toMatchObject([
      { does: 'tools/call pay', key: 'k1', id, undoes: false },
      { does: 'tools/call pay', key: 'k1', id },
    ]);
    expect(trace.points['bank']).toMatchObject({ takesKey: { 'tools/call pay': true } });
  });

  const slowly = (annotations?: Readonly<Record<string, boolean>>) => () => ({
    ...tools(),
    pay: { run: tools().pay, ...(annotations && { annotations }) },
    cancel: { run: () => ({ id: nonce('RF') }), annotations: { idempotentHint: false } },
  });
  test.each([
    [undefined, undefined, undefined],
    [true, undefined, true],
    [undefined, { idempotentHint: true }, true],
    [undefined, { idempotentHint: false }, false],
    [false, { idempotentHint: true }, false],
  ])('tells whether an effect is idempotent: by its rule %s, by its tool %j', async (...of) => {
    const [idempotent, annotations, expected] = of;
    const rule = { ...effects.pay, ...(idempotent !== undefined && { idempotent }) };
    const at = bank({ tools: slowly(annotations), effects: { pay: rule } });
    const { trace } = await twice('pay', harmless, { at });
    const said = eventsOf(trace, 'effect').map((effect) => effect.idempotent);
    expect(said).toEqual([expected, expected]);
  });

  test('tells the receipt of what is undone, and that it is once each time', async () => {
    const at = bank({ tools: slowly() });
    const { trace } = await twice('cancel', harmless, { at, args: { payment: 'PM-1' } });
    const receipt = expect.stringMatching(/^RF-/) as string;
    expect(eventsOf(trace, 'effect')).toMatchObject([
      { id: 'PM-1', undoes: true, idempotent: false, receipt },
      { id: 'PM-1', undoes: true, idempotent: false, receipt },
    ]);
  });

  test('takes a tool that says it changes things for no mere question', async () => {
    const safety = async (annotations: Readonly<Record<string, boolean>>) => {
      const at = bank({ tools: slowly(annotations), effects: {} });
      const { trace } = await twice('pay', harmless, { at });
      return eventsOf(trace, 'call.start').at(-1)?.safe;
    };
    expect(await safety({ readOnlyHint: false })).toBeUndefined();
    expect(await safety({ destructiveHint: true })).toBeUndefined();
    expect(await safety({ readOnlyHint: true })).toBe(true);
    const idle = bank({ tools: slowly({ readOnlyHint: true }) });
    expect(() => idle.labels?.()).toThrow(/readOnlyHint/);
  });

  test('counts what is undone', async () => {
    const { trace } = await twice('cancel', harmless, { args: { payment: 'PM-1' } });
    expect(eventsOf(trace, 'effect')[0]).toMatchObject({
      does: 'tools/call pay',
      id: 'PM-1',
      undoes: true,
    });
  });

  test('has a refusal of a tool, and a call of none, as failed calls without effects', async () => {
    const refused = await twice('refuse', harmless);
    expect(refused.answer[0]).toMatchObject({ isError: true, content: [{ text: 'no money' }] });
    const unknown = await twice('fly', harmless);
    expect(unknown.answer[0]).toMatchObject({ message: expect.stringContaining('fly') as string });
    for (const { trace } of [refused, unknown]) {
      expect(eventsOf(trace, 'effect')).toEqual([]);
      const [, end] = eventsOf(trace, 'call.end');
      expect(end).toMatchObject({ outcome: 'failed', meaning: { error: expect.any(String) } });
    }
  });
});

describe('faults of the catalogue at an MCP server', () => {
  test('change what a tool said, as structured content and as text', async () => {
    const strike = contradictory().at('bank', { call: 'tools/call pay' });
    const { answer, trace } = await twice('pay', strike, { at: bank({ replies: 'sse' }) });
    const [first] = answer as readonly { structuredContent: object; content: { text: string }[] }[];
    expect(first?.structuredContent).toMatchObject({ key: 'k1' });
    expect(first?.structuredContent).not.toMatchObject({ amount: 20 });
    expect(JSON.parse(first?.content[0]?.text ?? '')).toEqual(first?.structuredContent);
    expect(eventsOf(trace, 'call.end')[1]).toMatchObject({ taint: 'contradictory' });
  });

  test('make up what a tool said', async () => {
    const strike = silentNoOp().at('bank', { call: 'tools/call pay', calls: 1 });
    const { answer, trace } = await twice('pay', strike);
    expect(answer[0]).toMatchObject({ structuredContent: { ok: true } });
    expect(eventsOf(trace, 'effect')).toHaveLength(1);
  });

  test('change text that is no JSON', async () => {
    const strike = oversized({ bytes: 1_000 }).at('bank', { call: 'tools/call say', calls: 1 });
    const { answer } = await twice('say', strike);
    const texts = (answer as readonly { content: { text: string }[] }[]).map(
      ({ content }) => content[0]?.text,
    );
    expect(texts[0]).toMatch(/^hello\nlevel=debug/);
    expect(texts[1]).toBe('hello');
  });

  test('refuse by a status of HTTP', async () => {
    const strike = refuse({ status: 503 }).at('bank', { call: 'tools/call pay', calls: 1 });
    const { answer } = await twice('pay', strike);
    expect(answer[0]).toMatchObject({ message: expect.stringContaining('503') as string });
    expect(answer[1]).toMatchObject({ structuredContent: { key: 'k1' } });
  });

  test('restart it: what it held in memory and its sessions are gone', async () => {
    const strike = forget().at('bank', { call: 'tools/call pay', calls: 2 });
    const { answer } = await twice('pay', strike, { by: 'sessions' });
    expect(answer[1]).toMatchObject({
      message: expect.stringContaining('Session not found') as string,
    });
    const stateless = await twice('pay', strike);
    const [one, other] = eventsOf(stateless.trace, 'effect').map(({ id }) => id);
    expect(one).not.toBe(other);
  });

  test('end a session by 404, until another is opened', async () => {
    const strike = refuse({ status: 404 }).at('bank', { call: 'tools/call pay', calls: 1 });
    const { answer } = await twice('pay', strike, { by: 'sessions' });
    for (const one of answer)
      expect(one).toMatchObject({
        message: expect.stringContaining('Session not found') as string,
      });
  });
});

describe('an MCP server of one era', () => {
  test('refuses a client of the other', async () => {
    const older = await twice('pay', harmless, { at: bank({ speaks: ['2025-11-25'] }) });
    expect(older.answer[0]).toMatchObject({ name: expect.any(String) as string });
    expect(older.answer[0]).not.toHaveProperty('content');
    const newer = await twice('pay', harmless, {
      by: 'sessions',
      at: bank({ speaks: ['2026-07-28'] }),
    });
    expect(newer.answer[0]).toMatchObject({ message: expect.stringContaining('-32022') as string });
  });
});

test('mistakes in its options are told', () => {
  expect(() => mcp({ tools: 7 as never })).toThrow(/mcp\(…\) to have `tools`/);
  expect(() => mcp({ tools: { a: 7 as never } }).labels?.()).toThrow(/the tool a as a function/);
  expect(() => mcp({ tools, effects: ['pai'] as never }).labels?.()).toThrow(/Did you mean pay/);
  expect(() => mcp({ tools, effects: { pay: { keyHeader: 'x' } as never } })).toThrow(
    /only id, undoneBy, idempotent, key/,
  );
  const bare = () =>
    scenario('pays', {
      points: { bank: bank() },
      system: inProcess(() => async () => 1),
      tasks: [{ input: 1, expect: { effects: { pay: 1 } } }],
      plan: [],
      checks: [check('none', () => passed)],
    });
  expect(bare).toThrow(/Write 'tools\/call pay', the label/);
  const misspelt = () =>
    scenario('pays', {
      points: { bank: bank() },
      system: inProcess(() => async () => 1),
      tasks: [{ input: 1 }],
      plan: slow().at('bank', { call: 'tools/call pai' }),
      checks: [check('none', () => passed)],
    });
  expect(misspelt).toThrow(/a call of bank: initialize, .*Did you mean tools\/call pay/s);
});

test('an error of JSON-RPC at a point that speaks none is told', async () => {
  const wrong = defineFault({
    name: 'wrong-place',
    about: 'An error of JSON-RPC, wherever it is aimed.',
    harm: 'refused',
    effect: () => ({ kind: 'refuse', failure: { kind: 'rpc', code: -32_603, message: 'no' } }),
  });
  const aimed = scenario('asks a tool over HTTP', {
    points: { shop: api([http.get('/x', () => HttpResponse.json({ id: nonce('X') }))]) },
    system: inProcess((at) => async () => (await fetch(`${at.url('shop')}/x`)).status),
    tasks: [{ input: 1 }],
    faults: [wrong],
    plan: wrong().at('shop'),
    phases: ['fault'],
    checks: [check('none', () => passed)],
  });
  await expect(run(aimed, { mode: 'sim', seed: 1 })).rejects.toMatchObject({
    code: 'bad-fault',
    got: 'one at shop',
  });
});

test('a session that others have opened after is kept while it is used, and ends when it is not', async () => {
  const watched = gate({
    seed: 1,
    clock: wallClock(),
    points: { bank: bank().open() },
    record: () => {},
    faults: catalogue,
  });
  const send = async (method: string, session?: string) => {
    const headers = session === undefined ? {} : { 'mcp-session-id': session };
    const params = { protocolVersion: '2025-11-25', capabilities: {} };
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });
    const incoming = { method: 'POST', path: '/mcp', headers, body };
    const sent = await watched.cross('bank', incoming, new AbortController().signal);
    if (sent.kind !== 'reply') throw new Error(sent.kind);
    return sent.reply;
  };
  const open = async () => (await send('initialize')).headers['mcp-session-id'] ?? '';
  const [used, unused] = [await open(), await open()];
  for (let n = 0; n < mostSessions; n += 1) {
    await open();
    if (n % 1000 === 0) await send('ping', used);
  }
  expect([(await send('ping', used)).status, (await send('ping', unused)).status]).toEqual([
    200, 404,
  ]);
});
