import { createClient } from 'redis';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { url } from '../../../../index.ts';
import { redisAddress, redisProgram } from '../../../../scenarios/caching/redis-server.ts';
import { freeAddress } from '../../../proxy/api/testing/free-ports.ts';
import { askerOf } from '../index.ts';

const hasRedis = redisProgram() !== null;
const redis = `redis://${hasRedis ? await redisAddress() : 'none'}`;
const still = new AbortController().signal;
const one = { id: 't1', input: 'tea' };
const open = createClient({ url: redis });

if (hasRedis) await open.connect();

beforeEach(({ skip }) => {
  if (!hasRedis) skip('this machine has no redis-server');
});
afterAll(() => open.isOpen && open.destroy());

/** Takes the next element of a list, and gives its message. */
async function nextIn(key: string): Promise<Record<string, unknown> & { replyTo: string }> {
  const taken = createClient({ url: redis });
  await taken.connect();
  const element = (await taken.blPop(key, 10))?.element ?? '{}';
  taken.destroy();
  return JSON.parse(element) as Record<string, unknown> & { replyTo: string };
}

describe('a message', () => {
  test('says whose it is, what it is, and where its reply goes', async () => {
    const asker = askerOf(`list said ${redis}`, { body: () => ({ desk: 1 }) });
    const asked = asker('', { ...one, past: [{ input: 'hi', answer: 'ho' }] }, still);
    const message = await nextIn('said');
    expect(message).toEqual({
      id: expect.stringMatching(/-t1-2$/),
      task: 't1',
      input: 'tea',
      turn: 2,
      conversation: expect.stringMatching(/-t1$/),
      replyTo: `said:reply:${String(message['id'])}`,
      headers: expect.objectContaining({ 'x-task-id': 't1' }),
      desk: 1,
    });
    await open.rPush(message.replyTo, 'Tea.');
    expect(await asked).toBe('Tea.');
    expect(await open.exists(message.replyTo)).toBe(0);
  });

  test.each<[string, unknown]>([
    ['Tea.', 'Tea.'],
    ['42', '42'],
    ['{"status":"done"}', { status: 'done' }],
    ['{"answer":["OR-1"],"id":"m"}', ['OR-1']],
  ])('is answered by %s', async (said, answer) => {
    const asked = askerOf(`list replied ${redis}`, {})('', one, still);
    await open.rPush((await nextIn('replied')).replyTo, said);
    expect(await asked).toEqual(answer);
  });

  test('is answered by fields of an entry', async () => {
    const reader = { answer: (text: string) => Number(text.at(-1)) };
    for (const [form, said, answer] of [
      [{}, { answer: '{"n":4}' }, { n: 4 }],
      [{}, { status: 'done', order: 'OR-1' }, { status: 'done', order: 'OR-1' }],
      [reader, { answer: 'It is: 4' }, 4],
    ] as const) {
      const asked = askerOf(`stream entries ${redis}`, form)('', one, still);
      const read = await open.xRead({ key: 'entries', id: '0' }, { BLOCK: 10_000 });
      const { id = '', message = {} } = read?.[0]?.messages[0] ?? {};
      expect(message).toMatchObject({ input: 'tea', task: 't1' });
      await open.xDel('entries', id);
      await open.xAdd(message['replyTo'] ?? '', '*', said);
      expect(await asked).toEqual(answer);
    }
  });

  test('is waited for further, and put there once, where it is asked again', async () => {
    const asker = askerOf(`list again ${redis}`, {});
    const both = [asker('', one, still), asker('', one, still)];
    const { replyTo } = await nextIn('again');
    expect(await open.lLen('again')).toBe(0);
    await open.rPush(replyTo, 'Tea.');
    expect(await Promise.all(both)).toEqual(['Tea.', 'Tea.']);
  });
});

describe('what is no way to ask', () => {
  test.each(['list', 'list tasks', 'stream  tasks redis://a', 'list tasks http://a', 'redis://a'])(
    '%s',
    (ask) => {
      expect(() => askerOf(ask, {})).toThrow(/list tasks redis:\/\/127\.0\.0\.1:6379/);
    },
  );

  test('is told without its password', () => {
    expect(() => askerOf('list redis://app:s3cret@a', {})).not.toThrow('s3cret');
    expect(() => askerOf('list redis://app:s3cret@a', {})).toThrow('redis://…@a');
    expect(url('redis://app:s3cret@127.0.0.1', { ask: 'list tasks' }).name).not.toContain('s3cret');
  });

  test('no Redis is no failure of the agent', async () => {
    const nobody = `redis://:s3cret@${await freeAddress()}`;
    const asked = askerOf(`list tasks ${nobody}`, {})('', one, still);
    const error = await asked.catch((caught: unknown) => caught);
    expect(error).toMatchObject({
      code: 'system-not-ready',
      got: expect.stringMatching(/REFUSED/),
    });
    expect(String(error)).not.toContain('s3cret');
  });

  test('a key of another type is named', async () => {
    await open.set('taken', 'by a text');
    for (const kind of ['list', 'stream']) {
      const asked = askerOf(`${kind} taken ${redis}`, {})('', one, still);
      await expect(asked).rejects.toMatchObject({
        code: 'bad-argument',
        got: expect.stringContaining('WRONGTYPE'),
      });
    }
    const asked = askerOf(`list odd ${redis}`, {})('', one, still);
    asked.catch(() => {});
    await open.set((await nextIn('odd')).replyTo, 'Tea.');
    await expect(asked).rejects.toMatchObject({
      code: 'bad-argument',
      expected: expect.stringContaining('replyTo'),
    });
  });

  test('an error is the worker’s own', async () => {
    const asked = askerOf(`list failing ${redis}`, {})('', one, still);
    await open.rPush((await nextIn('failing')).replyTo, '{"error":"no tea"}');
    await expect(asked).rejects.toThrow('the worker replied with an error: no tea');
  });
});

test('nothing of a run is left for the next, and what is another’s stays', async () => {
  await open.rPush('left', 'another’s');
  await open.xAdd('left:entries', '*', { id: 'another’s' });
  await open.xGroupCreate('left:entries', 'g', '0');
  for (const ask of [`list left ${redis}`, `stream left:entries ${redis}`]) {
    const asker = askerOf(ask, {});
    const leaving = new AbortController();
    const asked = [1, 2].map((n) => asker('', { id: `t${n}`, input: 'tea' }, leaving.signal));
    const both = Promise.allSettled(asked);
    const count = () => (ask.startsWith('list') ? open.lLen('left') : open.xLen('left:entries'));
    await expect.poll(count).toBe(3);
    await open.xReadGroup('g', 'c', { key: 'left:entries', id: '>' });
    leaving.abort(new Error('over'));
    expect(await both).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }]);
    expect(await count()).toBe(3);
    await asker.close?.();
    expect(await count()).toBe(1);
  }
  expect(await open.xPending('left:entries', 'g')).toMatchObject({ pending: 1 });
});

test('workers that run already are at the address of their Redis', async () => {
  const at = { url: () => '', address: () => '', path: () => '', scratch: '' };
  const system = await url(redis, { ask: 'list running' }).start(at);
  const asked = system.ask(one, still);
  await open.rPush((await nextIn('running')).replyTo, 'Tea.');
  expect(await asked).toBe('Tea.');
  await system.close();
});
