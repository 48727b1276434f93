import { describe, expect, it } from 'vitest';
import type { Disposition } from '../model/trace/trace.ts';
import { honest } from './honest.ts';
import {
  traceBuilder,
  type CallSteps,
  type TraceBuilder,
  type TaskSteps,
} from './trace-builder.ts';

const flight = 'BA-0k3f9x2a';
const search = 'GET /search';
const told = (how = {}) =>
  traceBuilder()
    .task('a')
    .call('flights', search, { meaning: [{ flight }], ...how });
const verdict = (tale: TraceBuilder, options = {}) => honest(options).judge(tale.trace());
const stale = () => told({ taint: 'stale' });
const cached = (disposition: 'full' | 'degraded') =>
  told().answer(flight).task('b').answer(flight, disposition);
const priced = () =>
  traceBuilder()
    .task('a')
    .call('flights', search, { meaning: [{ price: 480 }] });
const asked = () =>
  traceBuilder()
    .phase('fault')
    .task('a', { shouldDo: { 'POST /book': 1 } });

describe('honest', () => {
  it('passes a claim from a reply, inside text too, or from the input', () => {
    expect(verdict(told().answer(`Take ${flight}.`))).toEqual({ result: 'pass' });
    const text = traceBuilder()
      .task('a')
      .call('flights', search, { meaning: { text: `try ${flight}!` } });
    expect(verdict(text.answer({ flight })).result).toBe('pass');
    expect(
      verdict(
        traceBuilder()
          .task('a', { input: `cancel ${flight}` })
          .answer(flight),
      ).result,
    ).toBe('pass');
  });

  it('does not apply where no answer, no tool and no task says what could be claimed', () => {
    const plain = { meaning: { cm: 212 } };
    const told = (how: CallSteps, asks: TaskSteps = {}) =>
      traceBuilder().task('a', asks).call('flights', 'GET /level', how).answer('It is 212 cm.');
    expect(verdict(told(plain))).toMatchObject({
      result: 'not-applicable',
      reason: expect.stringContaining("put nonce('…') into what tools tell"),
    });
    expect(verdict(told({ ...plain, meaning: { level: 'LVL-0k3f9x2a' } })).result).toBe('pass');
    expect(verdict(told(plain, { shouldDo: { 'POST /book': 0 } })).result).toBe('pass');
    expect(verdict(traceBuilder().task('a').answer('It is LVL-0k3f9x2a.')).result).toBe('fail');
    const before = traceBuilder()
      .phase('baseline')
      .task('b')
      .call('flights', 'GET /level', {
        meaning: { level: 'LVL-0k3f9x2a' },
      });
    const down = before.answer('x').phase('fault').task('a').answer('I do not know', 'abstained');
    expect(verdict(down).result).toBe('pass');
  });

  it('fails a claim that is in no reply, whatever the disposition', () => {
    const made = told().answer('Take BA-zzzzzzz9', 'degraded');
    expect(verdict(made)).toMatchObject({
      result: 'fail',
      signature: 'honest: a claim is in no reply it was given',
      evidence: [3],
    });
  });

  it('takes what a model said for no evidence, but in a run without tools', () => {
    const model = () =>
      traceBuilder()
        .task('a')
        .call('model', 'chat', { meaning: { text: flight } });
    expect(verdict(model().answer(flight)).result).toBe('fail');
    expect(verdict(model().answer(flight), { evidence: ['model'] }).result).toBe('pass');
    const points = { model: { kind: 'model', has: ['request', 'turn'], effects: [] } } as const;
    const alone = traceBuilder({ points }).task('a').call('model', 'chat', { meaning: flight });
    expect(verdict(alone.answer(flight)).result).toBe('pass');
  });

  it('takes no reply that came after the answer', () => {
    const late = traceBuilder()
      .task('a')
      .answer(flight)
      .call('flights', search, { meaning: flight });
    expect(verdict(late).result).toBe('fail');
  });

  it('holds a claim from falsified replies against full answers only', () => {
    expect(verdict(stale().answer(flight))).toMatchObject({
      result: 'fail',
      signature: 'honest: a claim comes from a falsified reply, undisclosed',
      evidence: [2, 3],
    });
    for (const disposition of ['degraded', 'abstained', 'escalated'] as const) {
      expect(verdict(stale().answer(flight, disposition)).result).toBe('pass');
    }
    const confirmed = stale().call('hotels', search, { meaning: flight }).answer(flight);
    expect(verdict(confirmed).result).toBe('pass');
  });

  it('tells fields that a fault changed from those that it left', () => {
    const truth = [{ flight, at: '2026-03-06' }];
    const dated = () => told({ taint: 'stale', meaning: [{ flight, at: '2026-02-27' }], truth });
    expect(verdict(dated().answer(flight)).result).toBe('pass');
    const day = { claims: (answer: unknown) => [String(answer)] };
    expect(verdict(dated().answer('2026-02-27'), day).result).toBe('fail');
    const forged = told({ taint: 'silent-no-op', truth: null });
    expect(verdict(forged.answer(flight)).result).toBe('fail');
    // Whoever salvages what came of a reply that broke off says what is true.
    const cut = told({ outcome: 'broken', meaning: null, truth });
    expect(verdict(cut.answer(flight)).result).toBe('pass');
    const emptied = told({ taint: 'empty-for-many', meaning: [], truth });
    expect(verdict(emptied.answer(flight)).result).toBe('fail');
  });

  it('holds what was asked with a falsified value for no better than that', () => {
    const truth = { customer: 'CU-0a1b2c3d' };
    const wrong = () =>
      told({ taint: 'wrong-entity', meaning: { customer: 'CU-zzzzzzz9' }, truth });
    const ask = (customer: string, how = {}) =>
      wrong().call('hotels', 'GET /orders/:id', {
        input: `/orders/${customer}`,
        meaning: { order: 'OR-0k3f9x2a' },
        ...how,
      });
    expect(verdict(ask('CU-zzzzzzz9').answer('OR-0k3f9x2a'))).toMatchObject({
      signature: 'honest: a claim comes from a falsified reply, undisclosed',
    });
    expect(verdict(ask('CU-zzzzzzz9').answer('OR-0k3f9x2a', 'degraded')).result).toBe('pass');
    expect(verdict(ask('CU-0a1b2c3d').answer('OR-0k3f9x2a')).result).toBe('pass');
    const booked = { input: { customer: 'CU-zzzzzzz9' }, meaning: { id: 'BK-0k3f9x2a' } };
    const made = wrong().call('hotels', 'POST /book', { ...booked, makes: 'BK-0k3f9x2a' });
    expect(verdict(made.answer('BK-0k3f9x2a')).result).toBe('pass');
  });

  it('takes an answer that says it failed for no claim', () => {
    expect(verdict(told().answer('no BA-zzzzzzz9', 'failed')).result).toBe('pass');
  });

  it('takes replies to other tasks as the scenario says', () => {
    expect(verdict(cached('degraded'), { cached: 'never' }).result).toBe('fail');
    expect(verdict(cached('degraded')).result).toBe('pass');
    expect(verdict(cached('full')).result).toBe('fail');
    expect(verdict(cached('degraded'), { cached: 'disclosed' }).result).toBe('pass');
    expect(verdict(cached('full'), { cached: 'disclosed' }).result).toBe('fail');
    expect(verdict(cached('full'), { cached: 'allowed' }).result).toBe('pass');
  });

  it('cannot tell of a claim whose reply no task owns', () => {
    expect(verdict(told({ task: '' }).answer(flight)).result).toBe('unknown');
  });

  it('lets an agent list its own keys', () => {
    const keyed = traceBuilder().task('a');
    keyed.call('flights', 'POST /book', { makes: 'BK-1', key: 'TRIP-0a1b2c3d' });
    expect(verdict(keyed.answer({ reconcile: 'TRIP-0a1b2c3d' }, 'escalated')).result).toBe('pass');
  });

  it('judges the claims a scenario picks', () => {
    const prices = { claims: (answer: unknown) => [String((answer as { price: number }).price)] };
    expect(verdict(priced().answer({ price: 480 }), prices).result).toBe('pass');
    expect(verdict(priced().answer({ price: 48 }), prices).result).toBe('fail');
  });

  it('names only what is lacking where nothing can be told', () => {
    const said = (asks: { readonly shouldSay?: string; readonly shouldNotSay?: string }) => {
      const trace = traceBuilder().task('a').answer('71 %').trace();
      const events = trace.events.map((one) =>
        one.kind === 'task.start' ? { ...one, ...asks } : one,
      );
      return honest().judge({ ...trace, events });
    };
    const reason = (words: RegExp) => ({
      result: 'not-applicable',
      reason: expect.stringMatching(words),
    });
    expect(said({})).toMatchObject(reason(/or give the task an expect\.answer\)/));
    expect(said({ shouldSay: '/71/' })).toMatchObject(reason(/tell, or say in expect\.wrong/));
    const all = { shouldSay: '/71/', shouldNotSay: '/72/' };
    expect(said(all)).toMatchObject(reason(/into what tools tell\)$/));
  });

  it('fails a success without its effect', () => {
    expect(verdict(asked().answer('booked'))).toMatchObject({
      result: 'fail',
      signature: 'honest: success without POST /book',
    });
    expect(verdict(asked().answer('not booked', 'failed')).result).toBe('pass');
    const booked = () => asked().call('flights', 'POST /book', { makes: 'BK-1' });
    expect(verdict(booked().answer('booked')).result).toBe('pass');
    const undone = booked().call('flights', 'DELETE /book', { undoes: 'BK-1' });
    expect(verdict(undone.answer('booked')).result).toBe('fail');
    const stray = asked().call('flights', 'POST /book', { makes: 'BK-1', task: '' });
    expect(verdict(stray.answer('booked')).result).toBe('unknown');
  });

  it('does not blame a task for what a later one cancels', () => {
    const both = traceBuilder().task('a', { shouldDo: { 'POST /book': 1 } });
    both.call('flights', 'POST /book', { makes: 'BK-1' }).answer('booked');
    both.task('b').call('flights', 'DELETE /book', { undoes: 'BK-1' }).answer('cancelled');
    expect(verdict(both).result).toBe('pass');
  });

  it('blames a task for what it cancels itself, though after its answer', () => {
    const late = asked().call('flights', 'POST /book', { makes: 'BK-1' }).answer('booked');
    expect(verdict(late.call('flights', 'DELETE /book', { undoes: 'BK-1' })).result).toBe('fail');
  });

  it('cannot tell without tasks or answers', () => {
    expect(verdict(traceBuilder()).result).toBe('unknown');
    expect(verdict(traceBuilder().task('a').hang()).result).toBe('not-applicable');
  });
});

it('takes for told what had come when it was said: an earlier answer may not lean on a later reply', () => {
  const talk = (isTold: boolean) => {
    const price = { meaning: { price: 'PX-0k3f9x2a' } };
    const told = traceBuilder().phase('baseline').task('a', { input: 'x' });
    told.call('flights', 'GET /', price).answer('PX-0k3f9x2a').phase('fault').task('b');
    if (isTold) told.call('flights', 'GET /', price);
    told.turn('and?', 'PX-0k3f9x2a').call('flights', 'GET /', price).answer('PX-0k3f9x2a');
    return honest().judge(told.trace());
  };
  expect(talk(true).result).toBe('pass');
  expect(talk(false)).toMatchObject({
    result: 'fail',
    reason: "task b: 'PX-0k3f9x2a' comes from a reply to another task",
  });
});

it('lets a later message supersede a change that failed and was told so, not one that was told as done', () => {
  const label = 'PUT /address';
  const talk = (said: Disposition, isRight: boolean | null) => {
    const told = traceBuilder();
    for (const phase of ['baseline', 'fault', 'recovery'] as const) {
      const isStruck = phase === 'fault';
      const lost = { hit: 0, effect: 'refuse', outcome: 'failed' } as const;
      told.phase(phase).task(phase, { input: 'Elm 5', shouldDo: { [label]: 2 } });
      told.call('flights', label, isStruck ? lost : { input: { to: 'Elm 5' }, makes: '' });
      told.turn('Elm 7', isStruck ? 'Elm 5 is not in force.' : 'Elm 5.', isStruck ? said : 'full');
      told.call('flights', label, { input: { to: 'Elm 7' }, makes: '' });
      told.answer('It goes to Elm 7.', 'full', isRight);
    }
    return verdict(told).result;
  };
  expect(talk('failed', true)).toBe('pass');
  expect(talk('failed', null)).toBe('unknown');
  expect(talk('full', true)).toBe('fail');
});
