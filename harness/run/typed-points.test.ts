import { http as untyped } from 'msw';
import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  api,
  completes,
  hang,
  http,
  HttpResponse,
  inProcess,
  lostReply,
  provider,
  run,
  scenario,
  type Aim,
  type PointMaker,
} from '../../index.ts';

const flights = api(
  () => [
    http.get('/search', () => HttpResponse.json([])),
    http.post<never, { seat: string }>('/hold', () => HttpResponse.json({})),
    http.delete('/book/:id', () => HttpResponse.json({})),
  ],
  { effects: ['POST /hold'] },
);
const loose = api([untyped.get('/look', () => HttpResponse.json({}))]);
const base = {
  points: { flights, loose, model: provider({ script: () => 'yes' }) },
  system: inProcess((at) => async () => {
    await fetch(`${at.url('flights')}/search`).catch(() => null);
    return 'done';
  }),
  tasks: [{ input: 'go' }],
  checks: [completes()],
};

describe('a plan that is a function of the points', () => {
  test('aims at them as at their names', async () => {
    const { plan, isDrawn } = scenario('x', {
      ...base,
      plan: ({ flights }) => [lostReply().at(flights, { call: 'GET /search' })],
    });
    expect(plan(1)).toEqual([lostReply().at('flights', { call: 'GET /search' })]);
    expect(isDrawn).toBe(false);
  });

  test('may draw by the seed, which comes second', async () => {
    const drawn = scenario('x', {
      ...base,
      plan: ({ flights }, seed) => [hang().at(flights, { calls: 1 + (seed % 2) })],
    });
    expect(drawn.isDrawn).toBe(true);
    expect((await run(drawn, { seed: 3 })).trace.plan).toEqual([
      hang().at('flights', { calls: 2 }),
    ]);
  });

  test('names a point or a call that is not there: an error, and no type', () => {
    const misspelt = [
      // @ts-expect-error no such point
      () => scenario('x', { ...base, plan: ({ flihgts }) => [hang().at(flihgts)] }),
      () =>
        scenario('x', {
          ...base,
          // @ts-expect-error no such call
          plan: ({ flights }) => [hang().at(flights, { call: 'GET /serch' })],
        }),
      // @ts-expect-error the seed comes second
      () => scenario('x', { ...base, plan: (seed) => [hang().at('flights', { calls: seed % 2 })] }),
    ];
    const [point, call, seed] = misspelt;
    expect(point).toThrow(/Did you mean flights/);
    expect(call).toThrow(/Did you mean GET \/search/);
    expect(seed).toThrow(/plan: \(points, seed\)/);
  });

  test('takes any label where types do not say', () => {
    const { plan } = scenario('x', {
      ...base,
      plan: (points) => [
        hang().at(points.loose, { call: 'GET /look' }),
        hang().at(points.flights, { call: 'POST /hold' }),
        hang().at(points.model, { call: 'chat', turn: 1 }),
        hang().at('flights', { call: 'DELETE /book/:id' }),
      ],
    });
    expect(plan(1)).toHaveLength(4);
  });
});

test('labels are types where handlers give them', () => {
  expectTypeOf(loose).toEqualTypeOf<PointMaker>();
  const one = api([http.get('/a', () => HttpResponse.json({}))]);
  expectTypeOf(one).toEqualTypeOf<PointMaker<'GET /a'>>();
  const two = api(() => [
    http.get('/a', () => HttpResponse.json({})),
    http.put('/b', () => HttpResponse.json({})),
  ]);
  expectTypeOf(two).toEqualTypeOf<PointMaker<'GET /a' | 'PUT /b'>>();
  const all = api([http.all('/a', () => HttpResponse.json({}))]);
  expectTypeOf(all).toEqualTypeOf<PointMaker>();
  expectTypeOf<Aim<'GET /a'>['call']>().toEqualTypeOf<'GET /a' | undefined>();
});
