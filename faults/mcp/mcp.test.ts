import { describe, expect, test } from 'vitest';
import type { Call } from '../../harness/model/call.ts';
import { isStanding, type Fault } from '../../harness/model/fault/fault.ts';
import { jsonReply, textOf, type Reply } from '../../harness/model/reply.ts';
import { catalogue } from '../catalogue.ts';
import { frozen, momentOf, sampleCall } from '../testing/samples.ts';
import { changedTools } from './changed-tools.ts';
import { duplicateAnswer } from './duplicate-answer.ts';
import { expiredToken } from './expired-token.ts';
import { lostSession } from './lost-session.ts';
import { rpcError } from './rpc-error.ts';
import { schemaViolation } from './schema-violation.ts';
import { strayLine } from './stray-line.ts';
import { toolError } from './tool-error.ts';
import { vanishedTool } from './vanished-tool.ts';
import { wrongId } from './wrong-id.ts';

const result = {
  content: [{ type: 'text', text: '{"balance":20,"holder":"Ada"}' }],
  structuredContent: { balance: 20, holder: 'Ada', open: true, cards: [1], limits: { day: 5 } },
};
const answer = { jsonrpc: '2.0', id: 3, result };
const json = JSON.stringify(answer);
const note = { jsonrpc: '2.0', method: 'notifications/progress', params: { progress: 1 } };
const bodyOf = (type: string, ...data: readonly string[]): Reply => ({
  status: 200,
  headers: { 'content-type': type },
  frames: data.map((one) => ({ afterMs: 0, data: one })),
  end: 'done',
  meaning: result.structuredContent,
});
const asJson: Reply = { ...jsonReply(answer), meaning: result.structuredContent };
const asLine = bodyOf('application/jsonl', `${json}\n`);
const event = (message: unknown) => `event: message\ndata: ${JSON.stringify(message)}\n\n`;
const asEvents = bodyOf('text/event-stream', ': open\n\n', event(note) + event(answer));
const framings = [asJson, asLine, asEvents];

const callOf = (label: string, headers: Call['incoming']['headers'] = {}): Call => ({
  ...sampleCall,
  label,
  incoming: { ...sampleCall.incoming, headers },
});
const aCall = callOf('tools/call balance');

function effectAt(fault: Fault, call = aCall) {
  const kind = catalogue.named(fault.name);
  if (isStanding(kind)) throw new Error('it stands');
  return kind.effect(fault.params, call, momentOf());
}

function rewritten(fault: Fault, reply: Reply): Reply {
  const effect = effectAt(fault);
  if (effect.kind !== 'rewrite') throw new Error('it does not rewrite');
  return effect.rewrite(frozen(reply));
}

/** The answers in a reply, whatever their framing. */
function answersIn(reply: Reply): readonly Record<string, unknown>[] {
  const found = textOf(reply).match(/\{"jsonrpc".*\}/g) ?? [];
  const messages = found.map((text) => JSON.parse(text) as Record<string, unknown>);
  return messages.filter((message) => !('method' in message));
}

describe('wrong-id', () => {
  test.each(framings)('changes the id of the answer alone (%#)', (reply) => {
    const changed = rewritten(wrongId(), reply);
    expect(answersIn(changed)).toEqual([{ ...answer, id: 1_000_003 }]);
    expect(changed).not.toHaveProperty('meaning');
    expect(textOf(changed).includes('notifications/progress')).toBe(reply === asEvents);
  });

  test('may be of another type, or null', () => {
    expect(answersIn(rewritten(wrongId({ how: 'type' }), asJson))).toEqual([
      { ...answer, id: '3' },
    ]);
    expect(answersIn(rewritten(wrongId({ how: 'null' }), asJson))).toEqual([
      { ...answer, id: null },
    ]);
  });

  test('leaves alone what is no message', () => {
    const html = bodyOf('text/html', '<p>{"jsonrpc":"2.0","id":3,"result":{}}</p>');
    const list = jsonReply([answer]);
    for (const reply of [html, list]) expect(rewritten(wrongId(), reply)).toBe(reply);
  });
});

test('duplicate-answer sends it twice where there is room, and it says the same', () => {
  for (const reply of [asLine, asEvents]) {
    const twice = rewritten(duplicateAnswer(), reply);
    expect(answersIn(twice)).toEqual([answer, answer]);
    expect(twice.meaning).toEqual(reply.meaning);
  }
  expect(rewritten(duplicateAnswer(), asJson)).toBe(asJson);
});

test('stray-line stands before the answer, among lines only', () => {
  const strayed = rewritten(strayLine(), asLine);
  expect(textOf(strayed)).toMatch(/^\[info\] .*\n\{"jsonrpc"/);
  expect(strayed.meaning).toEqual(asLine.meaning);
  for (const reply of [asJson, asEvents]) expect(rewritten(strayLine(), reply)).toBe(reply);
});

describe('schema-violation', () => {
  test.each(framings)('gives each field another type, and leaves the text (%#)', (reply) => {
    const [changed] = answersIn(rewritten(schemaViolation(), reply));
    const { content, structuredContent } = (changed?.['result'] ?? {}) as typeof result;
    expect(content).toEqual(result.content);
    const types = (value: object) =>
      Object.values(value).map((one) => [typeof one, Array.isArray(one)]);
    const [before, after] = [types(result.structuredContent), types(structuredContent)];
    expect(after).toHaveLength(before.length);
    for (const [n, type] of after.entries()) expect(type).not.toEqual(before[n]);
  });

  test('may leave it out, and leaves a result without any alone', () => {
    const [changed] = answersIn(rewritten(schemaViolation({ how: 'absent' }), asJson));
    expect(changed?.['result']).toEqual({ content: result.content });
    const plain = jsonReply({ ...answer, result: { content: [] } });
    expect(rewritten(schemaViolation(), plain)).toBe(plain);
  });
});

describe('refusals', () => {
  test('rpc-error is an error of JSON-RPC to requests alone', () => {
    const failure = { kind: 'rpc', code: -32_603, message: 'Internal error' };
    expect(effectAt(rpcError())).toEqual({ kind: 'refuse', failure });
    for (const label of ['notifications/initialized', 'answer', 'GET /mcp'])
      expect(effectAt(rpcError(), callOf(label))).toEqual({ kind: 'pass' });
  });

  test('tool-error is the result of a tool', () => {
    const failure = { kind: 'rpc', code: 'tool', message: 'Timed out' };
    expect(effectAt(toolError({ says: 'Timed out' }))).toEqual({ kind: 'refuse', failure });
    expect(effectAt(toolError(), callOf('tools/list'))).toEqual({ kind: 'pass' });
  });

  test('lost-session is 404 in a session, expired-token 401 with a token; else both pass', () => {
    const status = (fault: Fault, headers: Call['incoming']['headers']) => {
      const effect = effectAt(fault, callOf('tools/call balance', headers));
      if (effect.kind !== 'refuse') return effect.kind;
      return effect.failure.kind === 'status' ? effect.failure.status : effect.failure.kind;
    };
    expect(status(lostSession(), { 'mcp-session-id': 's1' })).toBe(404);
    expect(status(lostSession(), {})).toBe('pass');
    expect(status(expiredToken(), { authorization: 'Bearer x' })).toBe(401);
    expect(status(expiredToken(), {})).toBe('pass');
  });
});

describe('the list of tools', () => {
  const schema = { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] };
  const list = {
    tools: [
      { name: 'balance', inputSchema: schema },
      { name: 'pay', description: 'Pays.' },
    ],
  };
  const listed = (fault: Fault, meaning: unknown = list) => {
    const effect = effectAt(fault, callOf('tools/list'));
    if (effect.kind !== 'alter') throw new Error('it does not alter');
    return effect.alter(frozen(meaning)) as typeof list;
  };

  test('lacks a vanished tool, whose calls are errors', () => {
    expect(listed(vanishedTool({ tool: 'pay' })).tools.map(({ name }) => name)).toEqual([
      'balance',
    ]);
    expect(listed(vanishedTool()).tools).toHaveLength(1);
    expect(listed(vanishedTool(), { prompts: [] })).toEqual({ prompts: [] });
    const failure = { kind: 'rpc', code: -32_602, message: 'Unknown tool: balance' };
    expect(effectAt(vanishedTool({ tool: 'balance' }))).toEqual({ kind: 'refuse', failure });
    expect(effectAt(vanishedTool({ tool: 'pay' }))).toEqual({ kind: 'pass' });
    expect(effectAt(vanishedTool(), callOf('ping'))).toEqual({ kind: 'pass' });
  });

  test('changes in one way', () => {
    const [balance, pay] = listed(changedTools()).tools;
    expect(balance?.inputSchema).toMatchObject({
      required: ['a', 'tenant'],
      properties: schema.properties,
    });
    expect(pay?.inputSchema).toMatchObject({ required: ['tenant'] });
    const names = (how: 'name' | 'order') =>
      listed(changedTools({ how })).tools.map(({ name }) => name);
    expect(names('name')).toEqual(['balance_v2', 'pay_v2']);
    expect(names('order')).toEqual(['pay', 'balance']);
    const [, described] = listed(changedTools({ how: 'description' })).tools;
    expect(described?.description).toMatch(/^Pays\. Before any other tool/);
    expect(effectAt(changedTools(), aCall)).toEqual({ kind: 'pass' });
  });
});
