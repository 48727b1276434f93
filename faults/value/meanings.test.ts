import { describe, expect, test } from 'vitest';
import { alteredBy, effectOf, momentOf, search } from '../testing/samples.ts';
import { clockSkew } from './clock-skew.ts';
import { contradictory } from './contradictory.ts';
import { emptyForMany } from './empty-for-many.ts';
import { oversized } from './oversized.ts';
import { silentNoOp } from './silent-no-op.ts';
import { stale } from './stale.ts';
import { wrongEntity } from './wrong-entity.ts';
import { wrongShape } from './wrong-shape.ts';

const nonce = /^[A-Z]{2}-[0-9a-z]{8}$/;

describe('stale', () => {
  test('moves every time back by a week, and nothing else', () => {
    expect(alteredBy(stale(), search)).toEqual({
      ...search,
      flights: [
        { flight: 'BA-0k3f9x2a', price: 480, seats: 3, updatedAt: '2026-02-27T10:00:00Z' },
        { flight: 'AZ-7h2m4q8z', price: 310.5, seats: 9, updatedAt: '2026-02-27T11:30:00Z' },
      ],
    });
  });

  test('leaves a reply without times alone', () => {
    const timeless = { seat: 12, lat: 41.9, total: 1_767_225_600, note: 'on 2026-03-06' };
    expect(alteredBy(stale(), timeless)).toEqual(timeless);
  });
});

describe('clock-skew', () => {
  test('moves every time by as much, ahead or back, and nothing else', () => {
    const at = (text: string) => ({ at: text, id: 7 });
    const noon = at('2026-03-06T12:00:00Z');
    expect(alteredBy(clockSkew(), noon)).toEqual(at('2026-03-06T13:00:00Z'));
    const back = clockSkew({ byMs: 60_000, towards: 'past' });
    expect(alteredBy(back, noon)).toEqual(at('2026-03-06T11:59:00Z'));
    expect(alteredBy(back, { id: 7 })).toEqual({ id: 7 });
  });
});

describe('oversized', () => {
  const large = (meaning: unknown, bytes = 200_000) => alteredBy(oversized({ bytes }), meaning);

  test('adds a log to an object, to the last entry of a list, to a text', () => {
    const log = expect.toSatisfy((text: string) => text.length === 200_000);
    expect(large({ id: 7 })).toEqual({ id: 7, log });
    expect(large([{ id: 7 }, { id: 8 }])).toEqual([{ id: 7 }, { id: 8, log }]);
    expect(large('fine')).toMatch(/^fine\nlevel=debug/);
    expect(large({ log: 'mine' })).toEqual({ log: 'mine', log_: log });
    expect((large({}, 10_000_000) as { log: string }).log).toHaveLength(10_000_000);
  });

  test('is as true as before, and leaves alone what cannot grow', () => {
    expect(effectOf(oversized())).toMatchObject({ kind: 'alter', isTrue: true });
    expect([large(7), large([]), large(null)]).toEqual([7, [], null]);
  });
});

describe('wrong-entity', () => {
  const customer = {
    id: 4711,
    name: 'Ada Obi',
    ref: 'CU-0k3f9x2a',
    note: 'see CU-0k3f9x2a',
    balance: 12.5,
    orders: [{ orderId: 'ord_12ab', customerId: '4711' }],
  };

  test('is somebody else in the same form, alike in every place', () => {
    const other = alteredBy(wrongEntity(), customer) as typeof customer;
    expect(other).toEqual({
      id: expect.toSatisfy((id: number) => id >= 1000 && id <= 9999 && id !== 4711),
      name: expect.stringMatching(/^[A-Z][a-z]{2,} [A-Z][a-z]{2,}$/),
      ref: expect.stringMatching(nonce),
      note: `see ${other.ref}`,
      balance: 12.5,
      orders: [
        { orderId: expect.stringMatching(/^[a-z]{3}_\d{2}[a-z]{2}$/), customerId: `${other.id}` },
      ],
    });
    expect(other.ref).not.toBe(customer.ref);
    expect(other.name).not.toBe(customer.name);
  });

  test('is somebody else again for another seed', () => {
    expect(alteredBy(wrongEntity(), customer, 2)).not.toEqual(alteredBy(wrongEntity(), customer));
  });

  test('leaves a reply about nobody alone', () => {
    expect(alteredBy(wrongEntity(), { paid: true, grid: 3 })).toEqual({ paid: true, grid: 3 });
  });
});

describe('contradictory', () => {
  test('puts a twin beside an entry, with another price and another nonce', () => {
    const { flights } = search as { flights: { flight: string; price: number }[] };
    const after = alteredBy(contradictory(), search) as { flights: typeof flights };
    expect(after.flights).toHaveLength(3);
    const twin = after.flights.find(({ flight }) => !flights.some((one) => one.flight === flight));
    const index = after.flights.indexOf(twin!);
    expect(twin!.flight).toMatch(nonce);
    expect(twin!.price).not.toBe(after.flights[index - 1]!.price);
    expect(twin!.flight.slice(0, 3)).toBe(after.flights[index - 1]!.flight.slice(0, 3));
  });

  test('changes all numbers of an object by one factor, but not ids and times', () => {
    const quote = { id: 7, price: 200, fee: 20, at: 1_767_225_600, sure: 0.9 };
    const other = alteredBy(contradictory(), quote) as typeof quote;
    expect(other).toMatchObject({ id: 7, at: 1_767_225_600 });
    expect(other.price).not.toBe(200);
    expect(other.price / 200).toBeCloseTo(other.fee / 20, 1);
    expect(other.sure).toBeLessThanOrEqual(1);
  });

  test('leaves a reply with neither list nor number alone', () => {
    expect(alteredBy(contradictory(), { state: 'shipped', list: [] })).toEqual({
      state: 'shipped',
      list: [],
    });
  });
});

describe('empty-for-many', () => {
  test('finds nothing, and the count says so', () => {
    expect(alteredBy(emptyForMany(), search)).toEqual({ total: 0, hasMore: false, flights: [] });
    expect(alteredBy(emptyForMany(), [1, 2])).toEqual([]);
    expect(alteredBy(emptyForMany(), { page: { items: [1], next_cursor: 'c2', n: 1 } })).toEqual({
      page: { items: [], next_cursor: null, n: 0 },
    });
  });

  test('leaves an invoice alone: its total counts nothing', () => {
    expect(alteredBy(emptyForMany(), { total: 480, paid: true })).toEqual({
      total: 480,
      paid: true,
    });
  });
});

describe('wrong-shape', () => {
  const entries = [{ unit_price: 4 }, { unit_price: 5 }];

  test('drops, renames, retypes one field everywhere, or wraps it all', () => {
    expect(alteredBy(wrongShape({ how: 'drop' }), entries)).toEqual([{}, {}]);
    expect(alteredBy(wrongShape(), entries)).toEqual([{ unitPrice: 4 }, { unitPrice: 5 }]);
    expect(alteredBy(wrongShape({ how: 'retype' }), entries)).toEqual([
      { unit_price: '4' },
      { unit_price: '5' },
    ]);
    expect(alteredBy(wrongShape({ how: 'wrap' }), entries)).toEqual({ data: entries });
  });

  test('draws the field by the seed, and never takes a name that is in use', () => {
    const chosen = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) =>
      Object.keys(alteredBy(wrongShape({ how: 'drop' }), { a: 1, b: 2 }, seed) as object).join(''),
    );
    expect(new Set(chosen)).toEqual(new Set(['a', 'b']));
    const both = alteredBy(wrongShape(), { price: 1 });
    expect(both).toEqual({ price_v2: 1 });
    expect(alteredBy(wrongShape(), [{ price: 1 }, { price: 2 }, { price: 3 }])).toHaveLength(3);
  });

  test('leaves a reply without fields alone where it needs one', () => {
    expect(alteredBy(wrongShape(), ['a', 'b'])).toEqual(['a', 'b']);
    expect(alteredBy(wrongShape({ how: 'retype' }), [1, 2])).toEqual(['1', '2']);
    expect(alteredBy(wrongShape({ how: 'retype', field: 'n' }), [1, 2])).toEqual([1, 2]);
  });

  test('strikes the field that is named, wherever it stands, and no other', () => {
    const order = { id: 1, lines: [{ id: 2, sku: 'T' }] };
    expect(alteredBy(wrongShape({ how: 'drop', field: 'id' }), order)).toEqual({
      lines: [{ sku: 'T' }],
    });
    expect(alteredBy(wrongShape({ field: 'sku' }), order)).toEqual({
      id: 1,
      lines: [{ id: 2, sku_v2: 'T' }],
    });
    expect(alteredBy(wrongShape({ field: 'total' }), order)).toEqual(order);
  });
});

describe('silent-no-op', () => {
  test('repeats the last success with a fresh nonce', () => {
    const effect = effectOf(silentNoOp(), momentOf(1, { booking: 'BK-0k3f9x2a', seats: 2 }));
    expect(effect).toEqual({
      kind: 'forge',
      how: 'silent-no-op',
      meaning: { booking: expect.stringMatching(nonce), seats: 2 },
    });
    expect(effect).not.toMatchObject({ meaning: { booking: 'BK-0k3f9x2a' } });
  });

  test('says ok where nothing was ever done', () => {
    expect(effectOf(silentNoOp())).toMatchObject({ meaning: { ok: true } });
    expect(effectOf(silentNoOp({ says: 'last' }))).toMatchObject({ meaning: { ok: true } });
  });

  test('says what it is told to, whatever was done before', () => {
    const before = momentOf(1, { booking: 'BK-0k3f9x2a' });
    expect(effectOf(silentNoOp({ says: 'ok' }), before)).toMatchObject({ meaning: { ok: true } });
    expect(effectOf(silentNoOp({ says: 'empty' }), before)).toMatchObject({ meaning: undefined });
  });
});
