import { http, HttpResponse } from 'msw';
import { describe, expect, test } from 'vitest';
import { catalogue } from '../../faults/catalogue.ts';
import {
  crash,
  hang,
  lostReply,
  outage,
  partialBatch,
  refuse,
  repeat,
  silentNoOp,
  slow,
  slowFirstToken,
  stale,
  truncate,
  unreachable,
} from '../../faults/index.ts';
import type { Incoming } from '../model/call.ts';
import type { Clock } from '../model/clock.ts';
import type { Plan } from '../model/fault/plan.ts';
import { textOf, type Delivery } from '../model/reply.ts';
import type { Happening } from '../model/trace/trace.ts';
import { api } from './api.ts';
import { nonce } from './context.ts';
import { gate, mostCalls } from './gate.ts';

const book: Incoming = { method: 'POST', path: '/book', headers: {}, body: '{"to":"Rome"}' };
const list: Incoming = { method: 'GET', path: '/list?page=1', headers: {}, body: '' };

/** A clock that jumps: a sleep ends at once and moves the time on. */
function jumpingClock(): Clock {
  let nowMs = 0;
  return {
    nowMs: () => nowMs,
    sleep: async (ms) => {
      nowMs += ms;
    },
  };
}

function rig(plan: Plan = [], onDropped?: (task: string) => void) {
  const happened: Happening[] = [];
  let crashed = 0;
  const flights = api(
    [
      http.post('/book', () => HttpResponse.json({ id: nonce('BK') })),
      http.get('/list', () => HttpResponse.json({ asOf: '2026-01-01T00:00:00.000Z' })),
    ],
    { effects: ['POST /book'] },
  );
  const watched = gate({
    seed: 7,
    clock: jumpingClock(),
    points: { flights: flights.open() },
    record: (happening) => happened.push(happening),
    faults: catalogue,
    crash: () => {
      crashed += 1;
      return true;
    },
    ...(onDropped && { onDropped }),
  });
  watched.begin('during-1');
  watched.arm(plan);
  const quiet = new AbortController().signal;
  return {
    watched,
    happened,
    crashes: () => crashed,
    send: (incoming: Incoming, signal = quiet) => watched.cross('flights', incoming, signal),
    of: <K extends Happening['kind']>(kind: K) =>
      happened.filter((one): one is Extract<Happening, { kind: K }> => one.kind === kind),
  };
}

function statusOf(delivery: Delivery): number | string {
  return delivery.kind === 'reply' ? delivery.reply.status : delivery.kind;
}

test('a call that only asks is noted as such, one that may act is not', async () => {
  const { send, of } = rig();
  await send(list);
  await send(book);
  const [asking, acting] = of('call.start');
  expect(asking).toMatchObject({ label: 'GET /list', safe: true });
  expect(acting).not.toHaveProperty('safe');
});

test('what a point throws in reading a call is told to the run: the agent may swallow it', async () => {
  const point = api([]).open();
  const reads = () => {
    throw new Error('a mistake in the point');
  };
  const watched = gate({
    seed: 7,
    clock: jumpingClock(),
    points: { flights: { ...point, read: reads } },
    record: () => undefined,
    faults: catalogue,
  });
  const sent = watched.cross('flights', book, new AbortController().signal);
  await expect(sent).rejects.toThrow('a mistake in the point');
  expect(watched.trouble()?.message).toBe('a mistake in the point');
});

describe('sites', () => {
  test('a repeat of the same operation is another attempt; other arguments, another op', async () => {
    const { send, of } = rig();
    await send(book);
    await send(book);
    await send({ ...book, body: '{"to":"Oslo"}' });
    const sites = of('call.start').map(({ site }) => site);
    expect(sites[0]?.op).toBe(sites[1]?.op);
    expect(sites.map(({ attempt }) => attempt)).toEqual([1, 2, 1]);
    expect(sites[2]?.op).not.toBe(sites[0]?.op);
  });

  test('key order and headers do not make another op', async () => {
    const { send, of } = rig();
    await send({ ...book, body: '{"a":1,"b":2}' });
    await send({ ...book, body: '{"b":2,"a":1}', headers: { 'x-trace': 'else' } });
    expect(of('call.start')[1]?.site.attempt).toBe(2);
  });
});

describe('effects', () => {
  test('a call that is left alone is answered, and its effect is in the ledger', async () => {
    const { send, of } = rig();
    expect(statusOf(await send(book))).toBe(200);
    expect(of('effect')).toMatchObject([{ does: 'POST /book', undoes: false, task: 'during-1' }]);
    expect(of('call.end')).toMatchObject([{ outcome: 'replied', status: 200, taint: '' }]);
    expect(of('fault.hit')).toEqual([]);
  });

  test('refuse: the tool never hears of it', async () => {
    const { send, of } = rig([refuse({ status: 503 }).at('flights')]);
    expect(statusOf(await send(book))).toBe(503);
    expect(of('effect')).toEqual([]);
    expect(of('call.end')).toMatchObject([{ outcome: 'failed' }]);
  });

  test('lose: the tool acts, and the caller is not told', async () => {
    const { send, of } = rig([lostReply().at('flights')]);
    expect(statusOf(await send(book))).toBe('broken');
    expect(of('effect')).toHaveLength(1);
    expect(of('call.end')).toMatchObject([{ outcome: 'broken', meaning: null }]);
  });

  test('delay on the way in: it lands even if the caller has gone', async () => {
    const leaving = new AbortController();
    const { send, of } = rig([slow({ ms: 5_000, where: 'request' }).at('flights')]);
    const delivery = send(book, leaving.signal);
    leaving.abort();
    await delivery;
    expect(of('call.end')).toMatchObject([{ outcome: 'unanswered' }]);
    expect(of('effect')).toHaveLength(1);
  });

  test('hang: nothing comes, and the call is noted as unanswered when the phase ends', async () => {
    const { send, of, watched } = rig([hang({ acts: true }).at('flights')]);
    expect(statusOf(await send(book))).toBe('never');
    expect(of('effect')).toHaveLength(1);
    expect(of('call.end')).toEqual([]);
    watched.hangUp();
    expect(of('call.end')).toMatchObject([{ outcome: 'unanswered' }]);
  });

  test('repeat: each delivery is an effect of its own', async () => {
    const { send, of } = rig([repeat({ times: 3 }).at('flights')]);
    await send(book);
    const ids = of('effect').map(({ id }) => id);
    expect(new Set(ids).size).toBe(3);
  });

  test('alter: the reply is tainted; one it does not change is not a hit', async () => {
    const { send, of } = rig([stale().at('flights')]);
    const delivery = await send(list);
    expect(delivery.kind === 'reply' && textOf(delivery.reply)).toContain('2025-12-25');
    const truth = { asOf: '2026-01-01T00:00:00.000Z' };
    expect(of('call.end')).toMatchObject([{ taint: 'stale', truth }]);
    await send(book);
    expect(of('call.end')[1]).not.toHaveProperty('truth');
    expect(of('fault.hit')).toHaveLength(1);
  });

  test('rewrite: what was cut has a truth, what only comes late has none', async () => {
    const cut = rig([truncate().at('flights')]);
    await cut.send(list);
    const truth = { asOf: '2026-01-01T00:00:00.000Z' };
    expect(cut.of('call.end')).toMatchObject([{ outcome: 'broken', meaning: null, truth }]);
    const late = rig([slowFirstToken().at('flights')]);
    const delivery = await late.send(list);
    expect(late.of('call.end')).toEqual([]);
    if (delivery.kind === 'reply') delivery.sending?.end('sent');
    expect(late.of('call.end')).toMatchObject([{ outcome: 'replied' }]);
    expect(late.of('call.end')[0]).not.toHaveProperty('truth');
  });

  test('forge: nothing of it is true', async () => {
    const { send, of } = rig([silentNoOp().at('flights')]);
    await send(book);
    expect(of('call.end')).toMatchObject([{ taint: 'silent-no-op', truth: null }]);
  });

  test('partial-batch: of calls made at once every second one fails, one alone does not', async () => {
    const { send } = rig([partialBatch().at('flights')]);
    const batch = await Promise.all([send(book), send(book), send(list), send(book)]);
    expect(batch.map(statusOf)).toEqual([200, 503, 200, 503]);
    expect(statusOf(await send(book))).toBe(200);
  });

  test('crash: the agent is killed, after the tool acted', async () => {
    const { send, of, crashes } = rig([crash({ acts: true }).at('flights')]);
    expect(statusOf(await send(book))).toBe('never');
    expect([crashes(), of('effect').length]).toEqual([1, 1]);
  });
});

describe('plans', () => {
  test('the first strike that does something wins, and is recorded once', async () => {
    const { send, of } = rig([
      refuse({ status: 500 }).at('flights', { call: 'GET /list' }),
      unreachable().at('flights'),
      outage().at('flights'),
    ]);
    expect(statusOf(await send(book))).toBe('broken');
    expect(of('fault.hit')).toMatchObject([{ strike: 1, fault: 'unreachable' }]);
  });

  test('windows: nth call, label, site, time', async () => {
    const only = rig([refuse({ status: 500 }).at('flights', { calls: [2, 3] })]);
    const statuses = [];
    for (let n = 0; n < 4; n += 1) statuses.push(statusOf(await only.send(book)));
    expect(statuses).toEqual([200, 500, 500, 200]);

    const op = only.of('call.start')[0]?.site.op ?? '';
    const site = rig([refuse({ status: 500 }).at('flights', { site: { op, attempt: 2 } })]);
    expect([statusOf(await site.send(book)), statusOf(await site.send(book))]).toEqual([200, 500]);

    const timed = rig([
      slow({ ms: 1_000 }).at('flights', { calls: 1 }),
      refuse({ status: 500 }).at('flights', { ms: [500, 2_000] }),
    ]);
    expect([statusOf(await timed.send(book)), statusOf(await timed.send(book))]).toEqual([
      200, 500,
    ]);
  });

  test('chance: the same seed strikes the same calls; 0 never strikes', async () => {
    const struckIn = async (chance: number) => {
      const { send, of } = rig([refuse({ status: 500 }).at('flights', { chance })]);
      for (let n = 0; n < 40; n += 1) await send(book);
      return of('fault.hit').map(({ call }) => call);
    };
    expect(await struckIn(0)).toEqual([]);
    const some = await struckIn(0.5);
    expect(some).toEqual(await struckIn(0.5));
    expect(some.length).toBeGreaterThan(5);
    expect(some.length).toBeLessThan(35);
  });

  test('once disarmed nothing strikes', async () => {
    const { send, watched } = rig([outage().at('flights')]);
    watched.disarm();
    expect(statusOf(await send(book))).toBe(200);
  });
});

test.each([
  ['of what is served without end, calls of the latest sites are counted', undefined, 1],
  ['of a run, all calls are counted', () => {}, 2],
])('%s', (_, onDropped, attempt) => {
  const { watched, of } = rig([], onDropped);
  const change = (id: string) =>
    watched.change('files', 'during-1', { does: 'WRITE', id, input: {} });
  change('first');
  for (let n = 0; n < mostCalls; n += 1) change(`${n}`);
  change(`${mostCalls - 1}`);
  change('first');
  expect(of('call.start').slice(-2)).toMatchObject([
    { site: { attempt: 2 } },
    { site: { attempt } },
  ]);
});

describe('a task that runs without end', () => {
  test('is told of past its limit of calls, and those get no reply and are not noted', async () => {
    let told = 0;
    const { send, of } = rig([refuse().at('flights')], () => (told += 1));
    for (let n = 0; n < mostCalls; n += 1) await send(list);
    expect(told).toBe(0);
    expect(statusOf(await send(list))).toBe('never');
    expect(told).toBe(1);
    expect(of('call.start')).toHaveLength(mostCalls);
  });

  test('is told of each call that is dropped once it is given up', async () => {
    const told: string[] = [];
    const { send, watched } = rig([], (task) => told.push(task));
    await send(list);
    watched.abandon('during-1');
    await send(list);
    await send(list);
    expect(told).toEqual(['during-1', 'during-1']);
  });

  test('gets no reply once it is given up, not to calls on their way either; the next task does', async () => {
    const { send, of, watched } = rig([], () => {});
    const onItsWay = send(list);
    watched.abandon('during-1');
    expect(statusOf(await onItsWay)).toBe('never');
    expect(statusOf(await send(list))).toBe('never');
    expect(of('call.start')).toHaveLength(1);
    watched.end('during-1');
    watched.begin('during-2');
    expect(statusOf(await send(list))).toBe(200);
  });
});

describe('settling', () => {
  /** A clock whose sleeps of 5 s end when told to, and longer ones where they are ended early. */
  function held(answer: () => Promise<Response>, plan: Plan) {
    const happened: Happening[] = [];
    const due: (() => void)[] = [];
    const flights = api([http.post('/book', answer)], { effects: ['POST /book'] });
    const sleep: Clock['sleep'] = (ms, signal) =>
      new Promise((resolve) => {
        signal?.addEventListener('abort', () => resolve());
        if (ms === 5_000) due.push(resolve);
      });
    const watched = gate({
      seed: 7,
      clock: { nowMs: () => 0, sleep },
      points: { flights: flights.open() },
      record: (happening) => happened.push(happening),
      faults: catalogue,
      crash: () => false,
    });
    watched.begin('during-1');
    watched.arm(plan);
    return {
      settle: () => watched.settle(5_000),
      later: async () => {
        for (const end of due.splice(0)) end();
        await new Promise((resolve) => setImmediate(resolve));
      },
      count: (kind: Happening['kind']) => happened.filter((one) => one.kind === kind).length,
      send: (signal = new AbortController().signal) => watched.cross('flights', book, signal),
    };
  }

  test('what is held longer lands then, and its reply comes no more', async () => {
    const leaving = new AbortController();
    const { settle, later, count, send } = held(
      async () => HttpResponse.json({ id: nonce('BK') }),
      [slow({ ms: 600_000, where: 'request' }).at('flights')],
    );
    const sent = [send(leaving.signal), send()];
    leaving.abort();
    const settled = settle();
    await later();
    expect(await settled).toEqual([]);
    expect([count('effect'), count('call.end')]).toEqual([2, 1]);
    expect((await Promise.all(sent)).map(statusOf)).toEqual(['never', 'never']);
  });

  test('what does not land even so is named, once', async () => {
    const { settle, later, send } = held(() => new Promise(() => {}), []);
    void send();
    const settled = settle();
    await later();
    await later();
    expect(await settled).toMatchObject([{ point: 'flights', label: 'POST /book' }]);
    expect(await settle()).toEqual([]);
  });
});
