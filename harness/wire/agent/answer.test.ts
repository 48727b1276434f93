import { expect, test } from 'vitest';
import { AgentError } from './agent-error.ts';
import { checkReader, readAnswer, type AnswerReader } from './answer.ts';

const logged = 'calling the shop for ORD-1\r\nretrying\n\nSorry, the order failed.\n\n';
const pretty = `log {\n[1] done\n${JSON.stringify({ status: 'done', lines: [{ id: 1 }] }, null, 2)}\n`;
const stream = [
  '{"type":"started"}',
  'warning: slow',
  '{"type":"result","result":"ORD-1"}',
  'bye',
].join('\n');

test.each<[string, AnswerReader, string, unknown]>([
  ['logs come first, the answer last', 'last line', logged, 'Sorry, the order failed.'],
  ['a spinner writes over its line', 'last line', 'working\rworking.\rdone', 'done'],
  ['colours are no part of it', 'last line', 'log\n\u001b[32mdone\u001b[0m\n\u001b[0m', 'done'],
  ['JSON on the last line', 'last line', 'log\n{"status":"done"}\n', { status: 'done' }],
  ['indented JSON after logs', 'last line', pretty, { status: 'done', lines: [{ id: 1 }] }],
  ['a list after logs', 'last line', 'log\n[\n  1,\n  2\n]', [1, 2]],
  ['braces that are no JSON', 'last line', 'function () {\n}', '}'],
  ['JSON alone, of whatever kind', 'last line', ' null\n', null],
  ['nothing', 'last line', '\n', ''],
  ['an event stream', 'json lines', stream, { type: 'result', result: 'ORD-1' }],
  ['server-sent events', 'json lines', 'data: {"a":1}\n\ndata: [DONE]\n\n', { a: 1 }],
  ['numbers are no events', 'json lines', '{"a":1}\n42\ntrue', { a: 1 }],
  ['all of it', 'all', ' a\nb\n', 'a\nb'],
  ['all of it, as JSON', 'all', '{\n"a": 1}', { a: 1 }],
  ['by a function', (text) => /ORD-\d/.exec(text)?.[0], logged, 'ORD-1'],
])('%s', async (_, reader, text, answer) => {
  expect(await readAnswer(reader, text)).toEqual(answer);
});

test('where nothing can be read, the agent said nothing that is an answer', async () => {
  const error: unknown = await readAnswer('json lines', 'a\nb').catch((it: unknown) => it);
  expect(error).toBeInstanceOf(AgentError);
  expect(String(error)).toContain('no line of what it said is JSON: a\nb');
  const own = readAnswer((text) => JSON.parse(text) as unknown, 'Traceback');
  await expect(own).rejects.toThrow(
    /no answer can be read in what it said \(Unexpected.*\): Trace/,
  );
});

test('a reader that is none is refused', () => {
  checkReader(undefined);
  checkReader('all');
  expect(() => checkReader('lastline')).toThrow(/'last line', 'json lines', 'all'.*"lastline"/);
});
