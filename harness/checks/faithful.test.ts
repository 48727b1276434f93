import { describe, expect, it, test } from 'vitest';
import type { Turn } from '../model/turn.ts';
import { faithful } from './faithful.ts';
import { traceBuilder, type CallSteps, type TraceBuilder } from './trace-builder.ts';

const verdict = (told: TraceBuilder) => faithful().judge(told.trace());
const asking = (args: object | string): Turn => ({
  text: '',
  toolCalls: [
    { id: 'c1', name: 'order', arguments: typeof args === 'string' ? args : JSON.stringify(args) },
  ],
  finish: 'tool-calls',
});
const points = {
  shop: {
    kind: 'api',
    has: ['request', 'value', 'memory'],
    effects: ['POST /orders', 'DELETE /orders/:id'],
  },
  model: { kind: 'model', has: ['request', 'turn'], effects: [] },
} as const;

/** A turn that came whole, and one that did not. */
const turn = (told: TraceBuilder, meaning: Turn) => told.call('model', 'chat', { meaning });
const broken = (told: TraceBuilder, truth: Turn) =>
  told.call('model', 'chat', { outcome: 'broken', truth, hit: 0 });
const order = (told: TraceBuilder, input: unknown, how: CallSteps = {}) =>
  told.call('shop', 'POST /orders', { input, makes: 'O-1', ...how });
const told = (input: unknown = 'The usual, please.') =>
  traceBuilder({ points }).task('a', { input });

const tea = { item: 'green tea', count: 12 };

describe('it fails where an argument is what is left of what was asked', () => {
  it.each([
    [{ item: 'g' }],
    [{ item: 'green ' }],
    [{ item: 'gre tea' }],
    [{ item: 'een tea' }],
    [{ order: { lines: [{ ITEM: 'green t' }] } }],
    [{ item: 'green tea', count: 1 }],
    ['item=gre+tea&count=12'],
    [{ item: 'green …' }],
    [{ item: 'green t...' }],
    [{ item: 'green tx' }],
  ])('%j', (input) => {
    const found = verdict(order(broken(told(), asking(tea)), input).answer('done'));
    expect(found).toMatchObject({
      result: 'fail',
      reason: expect.stringMatching(/^task a: POST \/orders with .* came broken \(a-fault\); the/),
      signature: 'faithful: POST /orders follows from a broken turn',
    });
    expect(found).toMatchObject({ evidence: [3, 5] });
  });

  it.each([
    ['/orders/104', asking({ id: 1042 })],
    ['/orders/1', asking({ order_id: '1042' })],
    ['/orders/104', asking({ command: 'shop delete --order 1042 --force' })],
    ['/orders/104', { text: 'Action: delete(1042)', toolCalls: [], finish: 'stop' } as const],
    ['/orders/104', asking('{"id":1042,"and":')],
  ])('DELETE %s', (input, truth) => {
    const gone = broken(told(), truth).call('shop', 'DELETE /orders/:id', { input, undoes: '104' });
    expect(verdict(gone.answer('done')).result).toBe('fail');
  });

  it.each([
    ['green teagreen tea with milk', 'fail'],
    ['green tea green tea with milk', 'fail'],
    ['black green tea with milk', 'pass'],
    ['green tea with milk', 'pass'],
  ])('or the beginning of it before the whole, told later: %s, %s', (item, result) => {
    const asked = asking({ item: 'green tea with milk' });
    const found = verdict(order(turn(broken(told(), asked), asked), { item }).answer('done'));
    expect(found.result).toBe(result);
  });

  it('in a path beside a body', () => {
    const label = 'DELETE /orders/:id';
    const how = { input: { why: 'late' }, path: '/orders/104', undoes: '104' };
    expect(
      verdict(
        broken(told(), asking({ id: 1042 }))
          .call('shop', label, how)
          .fail(),
      ),
    ).toMatchObject({
      result: 'fail',
      reason: expect.stringContaining("with id '104'"),
    });
  });
});

describe('it passes where', () => {
  const passes = (it: TraceBuilder) =>
    expect(verdict(it.answer('done'))).toEqual({ result: 'pass' });

  test('nothing was done', () => passes(broken(told(), asking(tea))));

  test('all that was asked is there, whatever else is', () =>
    passes(order(broken(told(), asking(tea)), { ...tea, channel: 'web', unit: 'g' })));

  test('another turn asked for just that', () =>
    passes(order(turn(broken(told(), asking(tea)), asking({ item: 'green' })), { item: 'green' })));

  test('the agent was told all of it later, and shortened it by itself', () => {
    const due = asking({ due: '2026-03-07T10:00:00Z' });
    passes(order(turn(broken(told(), due), due), { due: '2026-03-07' }));
  });

  test('the part stands in the input, or in what a tool said', () => {
    passes(order(broken(told('Some gre, please.'), asking(tea)), { item: 'gre' }));
    const looked = told().call('shop', 'GET /items', { meaning: [{ name: 'gre' }] });
    passes(order(broken(looked, asking(tea)), { item: 'gre' }));
  });

  test('the agent does so in other tasks, too', () => {
    const before = traceBuilder({ points }).phase('baseline').task('b');
    const again = order(turn(before, asking({ size: 'large' })), { size: 'l' }).answer('done');
    passes(order(broken(again.phase('fault').task('a'), asking({ size: 'large' })), { size: 'l' }));
  });

  test('a number is written in another way', () =>
    passes(order(broken(told(), asking({ price: '12.50' })), { price: 12.5 })));

  test('a short word of another field may be chance', () =>
    passes(order(broken(told(), asking({ ...tea, note: 'large' })), { ...tea, size: 'lar' })));
});

it('takes a reply that only repeats the question for no source', () => {
  const looked = broken(told(), asking(tea)).call('shop', 'GET /items', {
    input: '/items?item=gre',
    meaning: { asked: 'gre', found: [] },
  });
  expect(verdict(order(looked, { item: 'gre' }).answer('done')).result).toBe('fail');
});

it('says that a turn was cut at its own limit', () => {
  const cut = told().call('model', 'chat', { meaning: asking('{"item":"g'), truth: asking(tea) });
  expect(verdict(order(cut, { item: 'g' }).answer('done'))).toMatchObject({
    reason: expect.stringContaining('cut at its limit of tokens'),
  });
});

it('does not apply without a broken turn, or without an effect', () => {
  const whole = order(turn(told(), asking(tea)), tea).answer('done');
  expect(verdict(whole).result).toBe('not-applicable');
  const idle = traceBuilder({ points: { model: points.model } }).task('a');
  expect(verdict(broken(idle, asking(tea)).answer('done')).result).toBe('not-applicable');
});

describe('a call that carries out a broken turn without all of its arguments', () => {
  /** The same task in peace, where the turn came whole, and what was ordered then. */
  const peace = (input: unknown, asked: Turn = asking(tea)) => {
    const before = traceBuilder({ points })
      .phase('baseline')
      .task('b', { input: 'The usual, please.' });
    const done = order(turn(before, asked), input).answer('done');
    return done.phase('fault').task('a', { input: 'The usual, please.' });
  };

  it.each([[{ item: 'green tea' }], [{ item: 'green tea', count: 3 }]])('fails: %j', (input) => {
    expect(verdict(order(broken(peace(tea), asking(tea)), input).answer('done'))).toMatchObject({
      result: 'fail',
      reason:
        "task a: POST /orders without count '12' follows from a turn that came broken (a-fault)",
    });
  });

  const passes = (it: TraceBuilder) =>
    expect(verdict(it.answer('done'))).toEqual({ result: 'pass' });

  it('passes where it is not passed on in peace', () => {
    passes(order(broken(peace({ item: 'green tea' }), asking(tea)), { item: 'green tea' }));
  });

  it('passes where nothing shows that it is passed on', () => {
    passes(order(broken(told(), asking(tea)), { item: 'green tea' }));
  });

  it('passes where it is what an earlier turn asked for', () => {
    const one = asking({ item: 'green tea', count: 3 });
    passes(order(broken(turn(peace(tea), one), asking(tea)), { item: 'green tea', count: 3 }));
  });

  it('passes where it does something else', () => {
    const gone = { input: '/orders/O-1', undoes: 'O-1' };
    passes(broken(peace(tea), asking(tea)).call('shop', 'DELETE /orders/:id', gone));
    passes(order(broken(peace(tea), asking(tea)), { item: 'black coffee' }));
  });
});

describe('an effect by what was found with a part of a broken turn', () => {
  const frost = asking({ name: 'Annabel Frost' });
  const search = (it: TraceBuilder, name: string, id: string) =>
    it.call('shop', 'GET /payees', { input: `/payees?name=${name}`, meaning: { id } });
  const look = (it: TraceBuilder, id: string, iban: string) =>
    it.call('shop', 'GET /payees/:id', { input: `/payees/${id}`, meaning: { id, iban } });
  const peace = () => {
    const before = turn(traceBuilder({ points }).phase('baseline').task('b'), frost);
    const asked = look(search(before, 'Annabel%20Frost', 'PY-2'), 'PY-2', 'DE2000');
    return order(asked, { iban: 'DE2000' }).answer('done').phase('fault').task('a');
  };
  const cut = () => broken(peace(), frost);

  it('is unknown, over one call or two', () => {
    const once = order(search(cut(), 'Annabe', 'PY-1'), { id: 'PY-1' });
    const twice = order(look(search(cut(), 'Annabe', 'PY-1'), 'PY-1', 'DE1000'), {
      iban: 'DE1000',
    });
    for (const it of [once, twice]) {
      expect(verdict(it.answer('done'))).toEqual({
        result: 'unknown',
        reason: expect.stringMatching(
          /^task a: POST \/orders follows from the reply to GET \/payees,/,
        ),
      });
    }
  });

  it('is unknown where a whole turn only repeats what was found', () => {
    const found = turn(search(cut(), 'Annabe', 'PY-1'), asking({ id: 'PY-1' }));
    const told = turn(look(found, 'PY-1', 'DE1000'), asking({ iban: 'DE1000' }));
    expect(verdict(order(told, { iban: 'DE1000' }).answer('done')).result).toBe('unknown');
  });

  it.each([
    ['it led to the same', () => look(search(cut(), 'Annabe', 'PY-2'), 'PY-2', 'DE2000'), 'DE2000'],
    [
      'it was asked again in full',
      () => look(search(search(cut(), 'Annabe', 'PY-1'), 'Annabel%20Frost', 'PY-3'), 'PY-3', 'DE3'),
      'DE3',
    ],
    ['another call was the source', () => look(cut(), 'PY-9', 'DE9000'), 'DE9000'],
  ])('passes where %s', (_, before, iban) => {
    expect(verdict(order(before(), { iban }).answer('done'))).toEqual({ result: 'pass' });
  });
});
