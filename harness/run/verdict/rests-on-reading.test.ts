import { expect, test } from 'vitest';
import {
  api,
  completes,
  exactlyOnce,
  http,
  HttpResponse,
  inProcess,
  lostReply,
  nonce,
  refuse,
  run,
  scenario,
  type ScenarioOptions,
} from '../../../index.ts';
import { traceSchema } from '../../model/trace/trace.ts';
import { restingOnReading } from './judge.ts';

const shop = api([http.post('/orders', () => HttpResponse.json({ id: nonce('OR') }))], {
  effects: ['POST /orders'],
});

/** An agent that asks twice at most, and says in prose how it went. */
const base: ScenarioOptions = {
  points: { shop },
  system: inProcess((at) => async () => {
    for (let attempt = 1; attempt < 3; attempt += 1) {
      const reply = await fetch(`${at.url('shop')}/orders`, { method: 'POST' }).catch(() => null);
      if (reply?.ok) return `Ordered: ${((await reply.json()) as { id: string }).id}.`;
    }
    return 'It could not be ordered.';
  }),
  tasks: [{ input: 'Order one', expect: { effects: { 'POST /orders': 1 } } }],
  plan: [refuse().at('shop')],
  checks: [completes({ always: true }), exactlyOnce('shop')],
};

const restsIn = async (more: Partial<ScenarioOptions>) => {
  const record = await run(scenario('orders one', { ...base, ...more }), { mode: 'sim', seed: 1 });
  expect(record.result).toBe('fail');
  const { trace, verdicts, restsOnReading = [] } = record;
  expect(trace.reader).toBe(more.disposition ? 'own' : 'default');
  // A saved trace is enough to tell it again.
  const saved = traceSchema.parse(JSON.parse(JSON.stringify(trace)));
  expect(restingOnReading(saved, base.checks, verdicts)).toEqual(restsOnReading);
  return restsOnReading;
};

test('a failure that another reading of the answer would not show rests on the default one', async () => {
  expect(await restsIn({})).toContain('completes');
});

test('what the structure of an answer says rests on no reading', async () => {
  const system = inProcess(() => async () => ({ status: 'failed', text: 'It could not be.' }));
  expect(await restsIn({ system })).toEqual([]);
});

test('what was done rests on no reading', async () => {
  const plan = [lostReply().at('shop', { calls: 1 })];
  expect(await restsIn({ plan })).not.toContain('exactly-once');
});

test('nothing rests on the reading where the scenario has a reader of its own', async () => {
  const disposition = () => 'failed' as const;
  expect(await restsIn({ disposition })).toEqual([]);
});
