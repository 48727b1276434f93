import { expect, test } from 'vitest';
import { jsonReply, textOf, type Reply } from '../../model/reply.ts';
import { mcpRequestIn } from '../request.ts';
import { asLines } from './as-lines.ts';

const answer = { jsonrpc: '2.0', id: 1, result: {} };
const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' });
const request = mcpRequestIn({ body });
const events = (...data: readonly string[]): Reply => ({
  status: 200,
  headers: { 'content-type': 'text/event-stream; charset=utf-8' },
  frames: data.map((one) => ({ afterMs: 5, data: one })),
  end: 'done',
});
const lines = (reply: Reply, asked = request) => textOf(asLines(reply, asked));

test('JSON and events are lines, one a message, with their times', () => {
  const pretty = JSON.stringify(answer, null, 2);
  const json = { ...jsonReply(0), frames: [{ afterMs: 0, data: pretty }] };
  expect(lines(json)).toBe(`${JSON.stringify(answer)}\n`);
  const event = `event: message\ndata: ${JSON.stringify(answer)}\n\n`;
  const stream = asLines(events(': open\n\n', event), request);
  expect(stream.frames.map(({ data }) => data)).toEqual(['', `${JSON.stringify(answer)}\n`]);
  expect(stream.frames.map(({ afterMs }) => afterMs)).toEqual([5, 5]);
});

test('what is broken stays broken: a line where the reply claims to be whole, half of one where not', () => {
  const cut = { ...jsonReply(0), frames: [{ afterMs: 0, data: '{"jsonrpc":' }] };
  expect(lines(cut)).toBe('{"jsonrpc":\n');
  expect(lines({ ...cut, end: 'stall' })).toBe('{"jsonrpc":');
});

test('a status is an error of JSON-RPC where the body says none, to requests alone', () => {
  const said = JSON.parse(lines(jsonReply({ error: {} }, 503))) as object;
  expect(said).toEqual({ jsonrpc: '2.0', id: 1, error: { code: -32_000, message: 'HTTP 503' } });
  const own = { jsonrpc: '2.0', id: 1, error: { code: -32_601, message: 'no' } };
  expect(JSON.parse(lines(jsonReply(own, 404)))).toEqual(own);
  const note = mcpRequestIn({ body: JSON.stringify({ jsonrpc: '2.0', method: 'x' }) });
  expect(lines(jsonReply({}, 503), note)).toBe('');
});
