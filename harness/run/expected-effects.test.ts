import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { slow } from '../../faults/index.ts';
import { exactlyOnce } from '../checks/exactly-once.ts';
import { failuresIn } from '../model/trace/failures-in.ts';
import { runRecordSchema } from '../model/trace/run-record.ts';
import { api } from '../points/api.ts';
import { nonce } from '../points/context.ts';
import { inProcess } from './in-process.ts';
import { run } from './run.ts';
import { scenario, type ScenarioOptions } from '../../index.ts';

const tea = { item: 'green tea' };
const cup = { item: 'cup' };

/** A shop at which an agent orders these, where a task expects those. */
function ordering(
  orders: readonly object[],
  expected: number | readonly unknown[],
  more: Partial<ScenarioOptions> = {},
) {
  return scenario('orders what it is asked', {
    points: {
      shop: api([http.post('/orders', () => HttpResponse.json({ id: nonce('OR') }))], {
        effects: ['POST /orders'],
      }),
    },
    system: inProcess((at) => async () => {
      for (const order of orders) {
        await fetch(`${at.url('shop')}/orders`, { method: 'POST', body: JSON.stringify(order) });
      }
      return { status: 'done' };
    }),
    tasks: [{ input: 'go', expect: { effects: { 'POST /orders': expected } } }],
    plan: [slow({ ms: 3 }).at('shop')],
    checks: [exactlyOnce('shop')],
    ...more,
  });
}

test.each<[string, readonly object[], readonly unknown[], string | null]>([
  ['these', [{ ...tea, n: 2 }], [tea], null],
  ['these in another order', [cup, tea], [tea, cup], null],
  ['the part that only one holds', [{ ...tea, n: 2 }, tea], [tea, { n: 2 }], null],
  ['others', [{ item: 'gre tea' }], [tea], 'POST /orders landed with other arguments'],
  [
    'one of these and another',
    [tea, { item: 'g' }],
    [tea, cup],
    'POST /orders landed with other arguments',
  ],
  ['one twice', [tea, tea], [tea, cup], 'POST /orders landed with other arguments'],
  ['more', [tea, cup], [tea], 'POST /orders landed 2 times'],
  ['none where none are expected', [], [], null],
  ['one where none are expected', [tea], [], 'POST /orders landed 1 times'],
])('effects that leave %s', async (_, orders, expected, what) => {
  const record = await run(ordering(orders, expected, { phases: ['fault'] }), {
    mode: 'sim',
    seed: 1,
    ...(orders.length === 0 && { plan: [] }),
  });
  const found = failuresIn(record).map(({ verdict }) => verdict.signature);
  expect(found).toEqual(what === null ? [] : [`exactly-once: ${what}`]);
  const read = runRecordSchema.parse(JSON.parse(JSON.stringify(record)));
  expect(read).toEqual(record);
});

const phases = ['fault'] as const;
test.each([
  [
    'with what came',
    ordering([{ item: 'gre tea' }], [tea]),
    'POST /orders landed with {"item":"gre tea"}, expected [{"item":"green tea"}]',
  ],
  [
    'that one came twice',
    ordering([tea, tea], [tea, cup]),
    'POST /orders landed with {"item":"green tea"} 2 times, expected',
  ],
  [
    'that too few came',
    ordering([tea], [tea, cup]),
    'left POST /orders 1 of 2 times without any fault',
  ],
  [
    'that success is claimed',
    ordering([tea], [tea, cup], { phases }),
    'POST /orders is there 1 of 2 times',
  ],
])('a finding says %s', async (_, asked, words) => {
  const reasons = failuresIn(await run(asked, { mode: 'sim', seed: 1 })).map(
    ({ verdict }) => verdict.reason,
  );
  expect(reasons.join('; ')).toContain(words);
});

test('a wrong answer is told beside the one that was expected', async () => {
  const expected = { effects: { 'POST /orders': 1 }, answer: /^OR-/ };
  const asked = ordering([tea], 1, { tasks: [{ input: 'go', expect: expected }] });
  const [first] = failuresIn(await run(asked, { mode: 'sim', seed: 1 }));
  expect(first?.verdict.reason).toContain('expected /^OR-/, got {"status":"done"}');
});

test.each([[[/tea/]], [[() => true]], [[undefined]]])(
  'arguments that a trace cannot hold are refused: %s',
  (effects) => {
    expect(() => ordering([], effects)).toThrow('POST /orders');
  },
);
