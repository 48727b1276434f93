import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { refuse } from '../../../faults/index.ts';
import { exactlyOnce } from '../../checks/exactly-once.ts';
import { honest } from '../../checks/honest.ts';
import { byShape } from '../../model/redaction/testing/planted.ts';
import { check } from '../../model/trace/checker.ts';
import { failed, passed } from '../../model/trace/verdict.ts';
import { api } from '../../points/api.ts';
import { nonce } from '../../points/context.ts';
import { inProcess } from '../../run/in-process.ts';
import { run } from '../../run/run.ts';
import { scenario } from '../../../index.ts';
import { replay } from '../replay/replay.ts';
import { reproOf } from '../replay/repro.ts';
import { shrink } from '../replay/shrink.ts';

const key = byShape['github'] ?? '';

/** Names a key in the path of each call, and hands the token of its order on in prose. */
const orders = scenario('it orders with a key', {
  points: {
    shop: api(
      [
        http.post('/orders', () => HttpResponse.json({ id: nonce('ORD'), token: 'tok-4471-aa' })),
        http.get('/keys/*', () => HttpResponse.json({ isValid: true })),
      ],
      { effects: ['POST /orders'] },
    ),
  },
  system: inProcess((at) => async () => {
    const valid = await fetch(`${at.url('shop')}/missing/${key}`, { method: 'PUT' });
    const sent = await fetch(`${at.url('shop')}/orders`, { method: 'POST', body: key });
    const { id, token } = (await sent.json()) as { id: string; token: string };
    return {
      status: valid.status === 503 ? 'failed' : 'done',
      text: `${id} by ${token} and ${key}`,
    };
  }),
  tasks: [
    { input: 'go', expect: { effects: { 'POST /orders': 1 }, answer: { text: RegExp(key) } } },
  ],
  plan: [refuse({ status: 503 }).at('shop', { calls: 1 })],
  phases: ['fault'],
  checks: [
    exactlyOnce('shop'),
    honest(),
    check('never fails', ({ events }) => {
      const end = events.find((one) => JSON.stringify(one).includes('"failed"'));
      return end ? failed('it says that it failed', [end.seq], 'failed') : passed;
    }),
  ],
});

test('secrets are out of the trace, verdicts are as before, and calls are found again', async () => {
  const record = await run(orders, { mode: 'sim', seed: 1 });
  const text = JSON.stringify(record);
  expect([text.includes(key), text.includes('tok-4471-aa')]).toEqual([false, false]);
  expect(text).toContain('[redacted:');
  expect(text).toMatch(/ORD-[a-z0-9]{8} by \[redacted:\w{4}\]/);
  const verdicts = Object.fromEntries(
    record.verdicts.map((one) => [one.check, one.verdict.result]),
  );
  expect(verdicts).toMatchObject({ 'exactly-once': 'pass', honest: 'pass', 'never fails': 'fail' });
  expect(record.trace.events.find(({ kind }) => kind === 'task.end')).toMatchObject({
    ending: { correct: true },
  });
  const target = { check: 'never fails', signature: 'failed' };
  const shrunk = await shrink(orders, record, target);
  const repro = await reproOf(orders, shrunk, target);
  expect(JSON.stringify(repro)).not.toContain(key);
  expect((await replay(orders, repro)).result).toBe('reproduced');
});

test('a path with a secret can be struck by the name that the trace gives it', async () => {
  const { trace } = await run(orders, { mode: 'sim', seed: 1 });
  const [call] = trace.events.filter((event) => event.kind === 'call.start');
  if (call?.kind !== 'call.start') throw new Error('no call');
  const plan = [refuse({ status: 503 }).at('shop', { site: call.site, task: call.task })];
  const again = await run(orders, { mode: 'sim', seed: 1, plan });
  expect(again.trace.events.filter(({ kind }) => kind === 'fault.hit')).toHaveLength(1);
});
