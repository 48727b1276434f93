import { describe, expect, it } from 'vitest';
import { api, http, HttpResponse, refuse, type Plan } from '../../../../index.ts';
import { exactlyOnce } from '../../exactly-once.ts';
import { traceBuilder } from '../../trace-builder.ts';
import type { Trace } from '../../../model/trace/trace.ts';
import { box, judged, reasons, tellsApart, type SenderCase } from './senders-fixture.ts';

const scans = api([
  http.get('/:n', ({ params }) => HttpResponse.json({ item: `thing ${String(params['n'])}` })),
]);
const lost: Plan = [refuse({ status: 503 }).at('scans', { calls: 2 })];

/** Files a claim of the items that it reads; a careful agent says of one that it cannot read. */
const claim =
  (body: (items: readonly string[]) => object, part: unknown) =>
  (isBroken: boolean): SenderCase => ({
    tools: { box: box(), scans },
    agent: () => async (at) => {
      const items: string[] = [];
      for (const n of [1, 2]) {
        const found = await at.get(`scans/${n}`);
        if (found) items.push(found.item);
      }
      const sent = await at.send('box/all', body(items), 'claim');
      if (!sent) return { disposition: 'failed', text: 'It may be filed.' };
      const isWhole = isBroken || items.length === 2;
      return { disposition: isWhole ? 'full' : 'degraded', text: 'It is filed.' };
    },
    plan: lost,
    tasks: [{ input: 'file it', expect: { effects: { 'POST /all': [part] } } }],
  });

const flat = (items: readonly string[]) => ({ policy: 'HH-903', items });
const nested = (items: readonly string[]) => ({
  claim: { policy: 'HH-903', lines: [{ kind: 'loss', what: items[1] ?? 'something' }] },
});
const counted = (items: readonly string[]) => ({ policy: 'HH-903', count: items.length });

describe.each<[string, (isBroken: boolean) => SenderCase, string]>([
  ['beside a named one', claim(flat, { policy: 'HH-903' }), 'thing 2 in items'],
  ['where nothing is named', claim(flat, {}), 'thing 2 in items'],
  [
    'within a named object and list',
    claim(nested, { claim: { lines: [{ kind: 'loss' }] } }),
    'something for what',
  ],
  ['that is a number', claim(counted, { policy: 'HH-903' }), '1 for count'],
])('an argument %s', (_, of, words) => {
  tellsApart(of, words);
});

it('holds each effect against the one that is meant by the same part, whichever comes first', async () => {
  const hands = (mixes: boolean): SenderCase => ({
    tools: { box: box(), scans },
    agent: () => async (at) => {
      const found = await at.get('scans/1');
      const all = [
        { to: 'ana', said: 'your pay is 71' },
        { to: 'bo', said: mixes && !found ? 'your pay is 71' : 'your pay is 52' },
      ];
      for (const one of found ? all : all.toReversed()) await at.send('box/all', one, one.to);
      return 'All have been told.';
    },
    plan: [refuse({ status: 503 }).at('scans', { calls: 1 })],
    tasks: [{ input: 'tell', expect: { effects: { 'POST /all': [{ to: 'ana' }, { to: 'bo' }] } } }],
  });
  const sound = await judged(hands(false));
  expect(reasons(sound)).not.toContain('without faults it is');
  const mixed = await judged(hands(true));
  expect(reasons(mixed)).toContain('POST /all has your pay is 71 for said; without faults it is');
});

it('lets what an expectation does not name doubt what was written twice', () => {
  const put = 'PUT /accounts/:id';
  const points: Trace['points'] = {
    bank: { kind: 'api', has: ['request', 'value', 'memory'], effects: [put] },
  };
  const resultOf = (part: object) => {
    const told = traceBuilder({ points });
    for (const phase of ['baseline', 'fault'] as const) {
      told.phase(phase).task(phase, { input: 'credit 50' });
      for (const has of phase === 'baseline' ? [150] : [200, 250])
        told.call('bank', put, {
          makes: 'M-7',
          path: '/accounts/M-7',
          input: { points: has, by: 'me' },
          op: String(has),
          idempotent: true,
        });
      told.answer('Done.');
    }
    const trace = told.trace();
    const events = trace.events.map((one) =>
      one.kind === 'task.start' ? { ...one, shouldDo: { [put]: [part] } } : one,
    );
    return exactlyOnce().judge({ ...trace, events }).result;
  };
  expect(resultOf({ by: 'me' })).toBe('unknown');
});
