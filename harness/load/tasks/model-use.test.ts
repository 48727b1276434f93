import { expect, test } from 'vitest';
import type { Event, Trace } from '../../model/trace/trace.ts';
import { modelUse } from './model-use.ts';

const points: Trace['points'] = {
  model: { kind: 'model', has: ['request', 'turn'], effects: [] },
  shop: { kind: 'http', has: ['request', 'value'], effects: [] },
};

type Ended = Partial<Extract<Event, { kind: 'call.end' }>>;

function call(id: number, point: string, from: number, to: number, end: Ended): readonly Event[] {
  const its = { call: id, point, task: 'during-1' };
  const site = { op: point, attempt: 1 };
  const start = { kind: 'call.start', ...its, label: point, site, input: null } as const;
  const how = { outcome: 'replied', status: 200, meaning: null, taint: '', tokens: 0 } as const;
  return [
    { seq: 0, atMs: from, ...start },
    { seq: 0, atMs: to, kind: 'call.end', ...its, ...how, retryAfterMs: null, ...end },
  ];
}

test('21 tokens in 1.2 s, the first byte after 200 ms, are 50 ms a token', () => {
  const stream = { streamed: true, firstByteMs: 200, tokens: 121, outputTokens: 21 } as const;
  const gaps = [[50, 19] as const, [100, 1] as const];
  const use = modelUse(
    [
      ...call(1, 'model', 1000, 2200, { ...stream, gapsMs: gaps }),
      ...call(2, 'shop', 2200, 2300, {}),
    ],
    points,
  );
  expect(use).toEqual({
    calls: 2,
    tokens: 121,
    outputTokens: 21,
    firstMs: [200],
    unansweredMs: [],
    gaps,
    perTokenMs: [50],
  });
});

test('a stream that broke off has a first byte, and no time per token', () => {
  const cut = { streamed: true, firstByteMs: 300, outcome: 'broken', outputTokens: 9 } as const;
  const use = modelUse(call(1, 'model', 0, 900, { ...cut, tokens: 20 }), points);
  expect(use).toMatchObject({ firstMs: [300], perTokenMs: [] });
});

test('a call that never got a reply is told by how long it was waited for', () => {
  const given = call(1, 'model', 0, 5000, { outcome: 'unanswered', status: 0 });
  expect(modelUse(given, points)).toMatchObject({ firstMs: [], unansweredMs: [5000] });
  const tool = call(1, 'shop', 0, 5000, { outcome: 'unanswered', status: 0 });
  expect(modelUse(tool, points).unansweredMs).toEqual([]);
});

test('where a reply does not tell input from output, neither is known', () => {
  const use = modelUse(call(1, 'model', 0, 10, { tokens: 7 }), points);
  expect(use).toMatchObject({ tokens: 7, outputTokens: null });
});
