import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { services } from '../../agent/services-fixture.ts';
import { askerOf } from '../index.ts';
import { scriptedServers, type Got } from '../testing/scripted-server.ts';

const { start } = services();
const serve = scriptedServers();
const still = new AbortController().signal;
const one = { id: 't1', input: 'tea' };

describe.each(['1.0', '0.3'])('an agent of A2A %s', (version) => {
  const agent = fileURLToPath(new URL('../testing/a2a-agent.ts', import.meta.url));
  const command = [process.execPath, agent, version, 'streamed'];

  test('ends a task in a state, and that is what its answer is', async () => {
    const running = await start({ command, ask: 'a2a' });
    const asked = (input: string) => running.ask({ id: input, input }, still);
    expect(await asked('too little')).toEqual({
      disposition: 'escalated',
      state: 'input-required',
      answer: 'That is too little.',
    });
    expect(await asked('no login')).toMatchObject({
      disposition: 'escalated',
      state: 'auth-required',
    });
    expect(await asked('not mine')).toMatchObject({ disposition: 'abstained', state: 'rejected' });
    await expect(asked('fail')).rejects.toThrow('the task ended as failed: busy');
    await expect(asked('call off')).rejects.toThrow('the task ended as canceled: That is call off');
  });

  test('is told the answer to its question in the same task', async () => {
    const running = await start({ command, ask: 'a2a' });
    const past = [{ input: 'too little', answer: 'That is too little.' }];
    await running.ask({ id: 't1', input: 'too little', past: [] }, still);
    expect(await running.ask({ id: 't1', input: 'tea', past }, still)).toBe(
      'Noted "tea" after ["too little"].',
    );
  });
});

const card = (version: string, protocolBinding = 'JSONRPC', streaming = false) => ({
  capabilities: { streaming },
  supportedInterfaces: [
    { url: 'http://far.example/rpc?a=1', protocolBinding, protocolVersion: version },
  ],
});

/** An agent that replies to each method as it is scripted. */
const scripted = (
  replies: Readonly<Record<string, unknown>>,
  { streaming = false, got = [] as Got[] } = {},
) =>
  serve((response, request) => {
    if (request.url.endsWith('agent-card.json')) {
      return response.end(JSON.stringify(card('1.0', 'JSONRPC', streaming)));
    }
    got.push(request);
    const { method } = request.body as { method: string };
    const reply = replies[method];
    if (typeof reply === 'string') return response.end(reply);
    if (!Array.isArray(reply)) {
      response.setHeader('content-type', 'application/json');
      return response.end(JSON.stringify({ jsonrpc: '2.0', id: 1, ...(reply as object) }));
    }
    response.setHeader('content-type', 'text/event-stream');
    for (const event of reply) {
      if (event === 'cut') return setTimeout(() => response.destroy(), 20);
      response.write(`data: ${JSON.stringify({ jsonrpc: '2.0', id: 1, result: event })}\n\n`);
    }
    return response.end();
  });

const told = (state: string, more: object = {}) => ({
  id: 'a',
  contextId: 'c',
  status: { state: `TASK_STATE_${state}` },
  ...more,
});
const artifact = (...texts: string[]) => ({
  artifactId: 'x',
  parts: texts.map((text) => ({ text })),
});
const text = { parts: [{ text: 'Well.' }], role: 'ROLE_AGENT', messageId: 'm' };

const answerOf = async (
  replies: Readonly<Record<string, unknown>>,
  options: Parameters<typeof scripted>[1] = {},
  form: Parameters<typeof askerOf>[1] = {},
) => await askerOf('a2a', form)(await scripted(replies, options), one, still);

describe('what an agent replies', () => {
  const streaming = true;
  test.each<[string, object, unknown]>([
    ['a message', { message: text }, 'Well.'],
    ['data', { message: { ...text, parts: [{ data: { n: 1 } }] } }, { n: 1 }],
    [
      'text, data and a file',
      {
        message: {
          ...text,
          parts: [{ text: 'a' }, { data: 1 }, { url: 'http://f', filename: 'f' }],
        },
      },
      { text: 'a', data: 1, files: ['http://f'] },
    ],
    [
      'pieces of an artifact',
      { task: told('COMPLETED', { artifacts: [artifact('a', 'b')] }) },
      'ab',
    ],
    [
      'an artifact and a last word',
      {
        task: {
          ...told('COMPLETED', { artifacts: [artifact('a')] }),
          status: { state: 'TASK_STATE_COMPLETED', message: text },
        },
      },
      'a\nWell.',
    ],
    ['only a history', { task: told('COMPLETED', { history: [text] }) }, 'Well.'],
    ['nothing', { task: told('COMPLETED') }, ''],
  ])('is read: %s', async (_, result, answer) => {
    expect(await answerOf({ SendMessage: { result } })).toEqual(answer);
  });

  test.each<[string, unknown, RegExp]>([
    [
      'an error',
      { error: { code: -32603, message: 'busy' } },
      /SendMessage answered error -32603: busy/,
    ],
    ['a page', '<html>', /SendMessage answered 200: <html>/],
    ['no result', {}, /answered no JSON-RPC/],
    ['another result', { result: { ok: true } }, /no result of A2A: {"ok":true}/],
    ['a state of no meaning', { result: { task: told('UNSPECIFIED') } }, /ended as unspecified/],
  ])('fails where it is %s', async (_, reply, says) => {
    await expect(answerOf({ SendMessage: reply })).rejects.toThrow(says);
  });

  test('is asked for where a stream ends before the task', async () => {
    const got: Got[] = [];
    const events = [
      { task: told('SUBMITTED') },
      { statusUpdate: { taskId: 'a', status: { state: 'TASK_STATE_WORKING', message: text } } },
    ];
    const done = { result: told('COMPLETED', { artifacts: [artifact('done')] }) };
    const replies = { SendStreamingMessage: events, GetTask: done };
    expect(await answerOf(replies, { streaming, got })).toBe('done');
    expect(got.map(({ url }) => url)).toEqual(['/rpc?a=1', '/rpc?a=1']);
    expect(got[1]?.body).toMatchObject({ method: 'GetTask', params: { id: 'a' } });
  });

  test('is the last word of a task whose end says nothing', async () => {
    const status = (state: string, message?: object) => ({
      statusUpdate: { taskId: 'a', status: { state: `TASK_STATE_${state}`, message } },
    });
    const events = [{ task: told('SUBMITTED') }, status('WORKING', text), status('COMPLETED')];
    expect(await answerOf({ SendStreamingMessage: events }, { streaming })).toBe('Well.');
  });

  test('fails where a stream breaks off, says nothing, or is no JSON', async () => {
    const cut = [
      { task: told('WORKING') },
      { artifactUpdate: { taskId: 'a', artifact: artifact('a') } },
      'cut',
    ];
    await expect(answerOf({ SendStreamingMessage: cut }, { streaming })).rejects.toThrow(
      /aborted|reset|hang up/i,
    );
    await expect(answerOf({ SendStreamingMessage: [] }, { streaming })).rejects.toThrow(
      'no task and no message',
    );
  });

  test('cannot go on where it gave no context', async () => {
    const asker = askerOf('a2a', {});
    const address = await scripted({ SendMessage: { result: { message: text } } });
    await asker(address, { ...one, past: [] }, still);
    const past = [{ input: 'tea', answer: 'Well.' }];
    await expect(asker(address, { ...one, past }, still)).rejects.toThrow('gave no contextId');
  });
});

test('a request has fields of the scenario, and the answer is read as it says', async () => {
  const got: Got[] = [];
  const body = () => ({ metadata: { team: 'a' }, message: { extensions: ['x'] } });
  const answer = await answerOf(
    { SendMessage: { result: { message: text } } },
    { got },
    { body, answer: (said) => said.length },
  );
  expect(answer).toBe(5);
  expect(got[0]?.headers).toMatchObject({ 'a2a-version': '1.0', 'x-task-id': 't1' });
  expect(got[0]?.body).toMatchObject({
    method: 'SendMessage',
    params: {
      message: { role: 'ROLE_USER', parts: [{ text: 'tea' }], extensions: ['x'] },
      configuration: { returnImmediately: true },
      metadata: { team: 'a' },
    },
  });
  await expect(answerOf({}, {}, { body: () => 'tea' })).rejects.toThrow('`body` to make an object');
});

describe('bad input', () => {
  test.each<[string, string, RegExp]>([
    [
      'no JSON',
      '<html>',
      /the agent card of an A2A agent.*got status 200: <html>.*'a2a \/agents\/travel'/,
    ],
    ['no card', '{}', /the agent card of an A2A agent/],
    [
      'an old version',
      JSON.stringify({ url: '/', protocolVersion: '0.2.5' }),
      /got JSONRPC 0\.2\.5/,
    ],
    ['a later version', JSON.stringify(card('2.0')), /of version 1\.0 or 0\.3, got JSONRPC 2\.0/],
    ['another binding', JSON.stringify(card('1.0', 'GRPC')), /a JSONRPC interface.*got GRPC 1\.0/],
  ])('%s is refused with what to do', async (_, says, message) => {
    const address = await serve((response) => response.end(says));
    const asked = askerOf('a2a /agents', {})(address, one, still);
    await expect(asked).rejects.toThrow(message);
    await expect(asked).rejects.toMatchObject({ code: 'not-supported' });
  });

  test('a card that cannot be had just now is the failure of an agent', async () => {
    let isUp = false;
    const address = await serve((response, { url }) => {
      if (!isUp) return response.writeHead(503).end();
      const is = url.endsWith('agent-card.json') ? card('1.0') : { result: { message: text } };
      return response.setHeader('content-type', 'application/json').end(JSON.stringify(is));
    });
    const asker = askerOf('a2a', {});
    await expect(asker(address, one, still)).rejects.toMatchObject({ name: 'AgentError' });
    isUp = true;
    expect(await asker(address, one, still)).toBe('Well.');
  });
});
