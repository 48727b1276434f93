import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import type { Incoming } from '../../model/call.ts';
import type { Delivery, Reply } from '../../model/reply.ts';
import { openStdioFront } from './stdio-front.ts';

const request = (id: number, method = 'tools/call') =>
  JSON.stringify({ jsonrpc: '2.0', id, method, params: { name: 'pay' } });
const reply = (data: string, more: Partial<Reply> = {}): Delivery => ({
  kind: 'reply',
  reply: {
    status: 200,
    headers: { 'content-type': 'application/jsonl' },
    frames: [{ afterMs: 0, data }],
    end: 'done',
    ...more,
  },
});

/** A front over streams in memory; each line that is sent crosses by `cross`. */
function rig(cross: (incoming: Incoming, signal: AbortSignal) => Promise<Delivery>) {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const told: string[] = [];
  const errors: unknown[] = [];
  const front = openStdioFront({
    input,
    output,
    cross,
    tell: ({ body }) => void told.push(body),
    onError: (error) => void errors.push(error),
  });
  let said = '';
  output.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const send = (...lines: readonly string[]) => void input.write(`${lines.join('\n')}\n`);
  return { front, input, output, told, errors, send, said: () => said };
}

describe('a front over stdio', () => {
  test('takes requests through the faults, and anything else past them', async () => {
    const crossed: string[] = [];
    const { send, told, output, said } = rig(async ({ body }) => {
      crossed.push(body);
      return reply('{"id":1}\n');
    });
    const answer = JSON.stringify({ jsonrpc: '2.0', id: 9, result: {} });
    send(answer, 'no message', request(1));
    await once(output, 'data');
    expect([said(), crossed, told]).toEqual(['{"id":1}\n', [request(1)], [answer, 'no message']]);
  });

  test('ends what claims to be whole with a line break, and nothing else', async () => {
    const cut = rig(async () => reply('{"id":'));
    cut.send(request(1));
    await once(cut.output, 'data');
    await new Promise(setImmediate);
    expect(cut.said()).toBe('{"id":\n');
    const stalled = rig(async () => reply('{"id":', { end: 'stall' }));
    stalled.send(request(1));
    await once(stalled.output, 'data');
    await new Promise(setImmediate);
    expect(stalled.said()).toBe('{"id":');
  });

  test('closes its output at `fin`, and is over where the connection breaks or the client leaves', async () => {
    const fin = rig(async () => reply('{"id":', { end: 'fin' }));
    fin.send(request(1));
    await once(fin.output, 'end');
    expect(fin.said()).toBe('{"id":');
    fin.input.end();
    await expect(fin.front.over).resolves.toBe('left');
    const broken = rig(async () => ({ kind: 'broken', code: 'ECONNRESET' }));
    broken.send(request(1));
    await expect(broken.front.over).resolves.toBe('broken');
    const reset = rig(async () => reply('', { end: 'reset' }));
    reset.send(request(1));
    await expect(reset.front.over).resolves.toBe('broken');
  });

  test('gives up a request that its client cancels, and tells of what goes wrong', async () => {
    const left = Promise.withResolvers<void>();
    const { send, errors } = rig(async ({ body }, signal) => {
      if (body.includes('cancelled')) throw new Error('cancel crossed');
      signal.addEventListener('abort', () => left.resolve());
      return { kind: 'never' };
    });
    send(request(7));
    const params = { requestId: 7 };
    send(JSON.stringify({ jsonrpc: '2.0', method: 'notifications/cancelled', params }));
    await left.promise;
    await new Promise(setImmediate);
    expect(errors).toMatchObject([{ message: 'cancel crossed' }]);
  });
});
