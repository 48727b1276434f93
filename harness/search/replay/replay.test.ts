import { http, HttpResponse } from 'msw';
import { describe, expect, test } from 'vitest';
import { hang, lostReply, refuse } from '../../../faults/index.ts';
import { completes } from '../../checks/completes.ts';
import { exactlyOnce } from '../../checks/exactly-once.ts';
import type { Plan } from '../../model/fault/plan.ts';
import type { Repro } from '../../model/trace/repro.ts';
import type { Scenario } from '../../model/scenario.ts';
import { version } from '../../model/version.ts';
import { api } from '../../points/api.ts';
import { nonce } from '../../points/context.ts';
import { inProcess } from '../../run/in-process.ts';
import { epochMs } from '../../run/on-sim.ts';
import { run } from '../../run/run.ts';
import { scenario, type ScenarioOptions } from '../../../index.ts';
import { reaimed } from './reaim.ts';
import { replay } from './replay.ts';
import { reproOf } from './repro.ts';
import { shrink } from './shrink.ts';

/** What an agent does in turn: requests, each with how often it is tried. */
type Steps = readonly (readonly [request: string, tries: number])[];

function agent(...steps: Steps) {
  return inProcess((at) => async (input) => {
    for (const [request, tries] of steps) {
      const [method = '', path = ''] = request.split(' ');
      const body = method === 'POST' ? JSON.stringify(input) : null;
      for (let n = 0; n < tries; n += 1) {
        const reply = await fetch(`${at.url('shop')}${path}`, { method, body }).catch(() => null);
        if (reply?.ok) break;
      }
    }
    return 'done';
  });
}

const shop = api(
  [
    http.get('/price', () => HttpResponse.json({ price: 3 })),
    http.get('/booked', () => HttpResponse.json({ booked: false })),
    http.post('/book', () => HttpResponse.json({ id: nonce('BK') })),
  ],
  { effects: ['POST /book'] },
);

const careless = agent(['GET /price', 1], ['POST /book', 2]);
const ask = (input: string) => ({ input, expect: { effects: { 'POST /book': 1 } } });

function books(options: Partial<ScenarioOptions> = {}): Scenario {
  const tasks = [ask('Rome')];
  const checks = [exactlyOnce('shop')];
  const base = { points: { shop }, system: careless, tasks, plan: [], checks };
  return scenario('books once', { ...base, ...options });
}

async function found(of: Scenario, plan: Plan): Promise<Repro> {
  const record = await run(of, { mode: 'sim', seed: 1, plan });
  for (const { check, verdict } of record.verdicts) {
    if (verdict.result !== 'fail') continue;
    const target = { check, signature: verdict.signature };
    return await reproOf(of, await shrink(of, record, target), target);
  }
  throw new Error('nothing failed');
}

const lost = [lostReply().at('shop', { call: 'POST /book', calls: 1 })];
const repro = await found(books(), lost);
const again = async (options: Partial<ScenarioOptions>, of = repro) => {
  const { result, reason } = await replay(books(options), of);
  return `${result}: ${reason}`;
};

test('a replay file says what the failure was found in, and with what', () => {
  expect(repro).toMatchObject({
    version: 2,
    origin: {
      epochMs,
      tasks: [expect.any(String)],
      effects: { shop: ['POST /book'] },
      path: [
        { point: 'shop', label: 'GET /price' },
        { point: 'shop', label: 'POST /book' },
      ],
      baseline: expect.any(String),
    },
    madeWith: { node: process.version, brownout: version() },
  });
  expect(repro.version === 2 && repro.madeWith.packages['zod']).toMatch(/^\d+\.\d+\.\d+/);
});

describe('a mended agent is fixed', () => {
  test.each([
    ['does not try again', agent(['GET /price', 1], ['POST /book', 1])],
    ['looks before it acts', agent(['GET /price', 1], ['GET /booked', 1], ['POST /book', 1])],
    ['asks more often', agent(['GET /price', 1], ['GET /price', 1], ['POST /book', 1])],
    [
      'does the rest in another order',
      agent(['GET /booked', 1], ['GET /price', 1], ['POST /book', 1]),
    ],
    ['does more after the fault', agent(['GET /price', 1], ['POST /book', 1], ['GET /booked', 1])],
  ])('where it %s', async (_, system) => {
    expect(await again({ system })).toBe('fixed: exactly-once passes under the same faults');
  });

  test('where the scenario has grown', async () => {
    const more = {
      system: agent(['GET /price', 1], ['POST /book', 1]),
      tasks: [ask('Rome'), ask('Oslo')],
      checks: [exactlyOnce('shop'), completes()],
      points: { shop, other: shop },
    };
    expect(await again(more)).toMatch(/^fixed/);
  });
});

describe('a pass shows nothing, and is stale', () => {
  const mended = agent(['GET /price', 1], ['POST /book', 1]);
  const passes = 'stale: exactly-once passes, which shows nothing: ';

  test('where the agent does not do first what it did', async () => {
    expect(await again({ system: agent(['POST /book', 1]) })).toBe(
      `${passes}before POST /book at shop, where its first fault strikes, the agent no longer calls GET /price at shop (if that is how it was mended, take it out of origin.path)`,
    );
  });

  test('which ends once it is taken out of the path', async () => {
    if (repro.version === 1) throw new Error('it is of version 2');
    const path = [{ point: 'shop', label: 'POST /book' }];
    const edited = { ...repro, origin: { ...repro.origin, path } };
    expect(await again({ system: agent(['POST /book', 1]) }, edited)).toMatch(/^fixed/);
  });

  test('where a fault that names no call strikes another one', async () => {
    const anywhere = { ...repro, plan: [lostReply().at('shop', { calls: 1 })] };
    expect(await again({ system: mended }, anywhere)).toBe(
      `${passes}its first fault strikes GET /price at shop now, in place of POST /book at shop`,
    );
  });

  test('where a task expects something else, or is gone', async () => {
    const tasks = [{ ...ask('Rome'), expect: { effects: { 'POST /book': 2 } } }];
    expect(await again({ tasks })).toBe(
      `${passes}task 1 of the scenario asks or expects something else since this was found`,
    );
    const both = books({ tasks: [ask('Rome'), ask('Oslo')] });
    expect(await again({ system: mended }, await found(both, lost))).toBe(
      `${passes}task 2 of the scenario is gone since this was found`,
    );
  });

  test('where an effect is no longer counted, or its point is gone', async () => {
    const handlers = [http.get('/price', () => HttpResponse.json({ price: 3 }))];
    const book = http.post('/book', () => HttpResponse.json({ id: nonce('BK') }));
    const uncounted = api([...handlers, book], { effects: ['GET /price'] });
    const points = { shop: uncounted, other: api([book], { effects: ['POST /book'] }) };
    expect(await again({ system: mended, points })).toContain(
      'shop no longer counts POST /book among its effects',
    );
    const wide = books({ points: { shop, other: shop } });
    expect(await again({ system: mended }, await found(wide, lost))).toContain(
      'the scenario has no point other any more',
    );
  });

  test('but one that still fails is reproduced, whatever has moved', async () => {
    expect(await again({ system: agent(['POST /book', 2]) })).toMatch(/^reproduced: /);
  });
});

test('one that fails in another way is told apart', async () => {
  const { result, reason } = await replay(books(), { ...repro, signature: 'something else' });
  expect(result).toBe('changed');
  expect(reason).toMatch(/^it fails in another way now: /);
});

describe('what else has moved is a note, not a verdict', () => {
  test('nothing where all is as it was', async () => {
    expect((await replay(books(), repro)).notes).toEqual([]);
  });

  test('another run without faults', async () => {
    const system = agent(['GET /booked', 1], ['GET /price', 1], ['POST /book', 2]);
    const { result, notes } = await replay(books({ system }), repro);
    expect(result).toBe('reproduced');
    expect(notes).toEqual([
      'Without faults, too, it runs in another way than when this was found.',
    ]);
  });

  test('other versions', async () => {
    if (repro.version === 1) throw new Error('it is of version 2');
    const same = { ...repro.madeWith, packages: { ...repro.madeWith.packages, node: '1.2.3' } };
    expect((await replay(books(), { ...repro, madeWith: same })).notes).toEqual([
      expect.stringMatching(/: package node 1\.2\.3 \(now [^)]*\)\.$/),
    ]);
    const madeWith = { ...repro.madeWith, node: 'v1.2.3', packages: { gone: '4.5.6' } };
    const { result, notes } = await replay(books(), { ...repro, madeWith });
    expect(result).toBe('reproduced');
    expect(notes).toEqual([
      `It was found with other versions: node v1.2.3 (now ${process.version}), gone 4.5.6 (now gone).`,
    ]);
  });
});

/** Books what the notes are about, one after another; tries the first of them again. */
const booker = (notes: readonly unknown[], tries: number) =>
  inProcess((at) => async () => {
    for (const [index, note] of notes.entries()) {
      for (let n = 0; n < (index === 0 ? tries : 1); n += 1) {
        const body = JSON.stringify(note);
        const sent = fetch(`${at.url('shop')}/book`, { method: 'POST', body });
        if (await sent.catch(() => null)) break;
      }
    }
    return 'done';
  });
const two = { tasks: [{ input: 'Rome', expect: { effects: { 'POST /book': 2 } } }] };
const tried = booker(['a', 'b'], 2);
const ofTwo = await found(books({ ...two, system: tried }), lost);

describe('a fault follows its call where that has other arguments now', () => {
  test('and says so: of an agent that was mended, as of one that was not', async () => {
    const note =
      /^Strike 1 follows its call at shop in task during-1: POST \/book#\w+ is POST \/book#\w+ now\.$/;
    const mended = books({ ...two, system: booker([{ a: 1, key: 'k' }, 'b'], 1) });
    const { result, notes, record } = await replay(mended, ofTwo);
    expect(result).toBe('fixed');
    expect(notes[0]).toMatch(note);
    expect(record.trace.events.filter(({ kind }) => kind === 'fault.hit')).toHaveLength(1);
    const worse = await replay(books({ ...two, system: booker(['A', 'B'], 2) }), ofTwo);
    expect([worse.result, worse.notes[0]]).toEqual(['reproduced', expect.stringMatching(note)]);
  });

  test('but to no other call that was always there', async () => {
    expect(await again({ ...two, system: booker(['b', 'b'], 1) }, ofTwo)).toBe(
      'stale: strike 1 (lost-reply at shop) did not strike',
    );
  });

  test('nor to one of another turn or name', async () => {
    const strike = (op: string) => ({ ...lost[0]!, when: { site: { op, attempt: 1 }, task: 't' } });
    const call = (op: string) => ({ point: 'shop', task: 't', site: { op, attempt: 1 } });
    const trace = (...ops: readonly string[]) =>
      ({
        events: ops.map((op) => ({ kind: 'call.start', ...call(op) })),
      }) as unknown as Parameters<typeof reaimed>[3];
    const then = ['turn 2#a'];
    expect(reaimed([strike('turn 2#a')], 0, then, trace('turn 1#x', 'turn 3#y'))).toBe(null);
    expect(
      reaimed([strike('turn 2#a')], 0, then, trace('turn 1#x', 'turn 2#y'))?.[0]?.when.site?.op,
    ).toBe('turn 2#y');
  });

  test('and not in a file of version 1', async () => {
    if (ofTwo.version === 1) throw new Error('it is of version 2');
    const { origin: _, madeWith, ...rest } = ofTwo;
    const old: Repro = { ...rest, version: 1, madeWith: { node: madeWith.node } };
    expect(await again({ ...two, system: booker(['A', 'B'], 2) }, old)).toMatch(/^stale/);
  });
});

test('it is replayed at the date on which it was found', async () => {
  const onSunday = inProcess((at) => async () => {
    const tries = new Date().getUTCDay() === 0 ? 2 : 1;
    for (let n = 0; n < tries; n += 1) {
      await fetch(`${at.url('shop')}/book`, { method: 'POST' }).catch(() => null);
    }
    return 'done';
  });
  const always = await found(books({ system: agent(['POST /book', 2]) }), [
    refuse({ status: 503 }).at('shop', { calls: 9 }),
    ...lost,
  ]);
  if (always.version === 1) throw new Error('it is of version 2');
  const at = (day: number) => ({
    ...always,
    plan: [hang().at('shop', { calls: 1 })],
    origin: { ...always.origin, epochMs: Date.UTC(2026, 0, day), path: [] },
  });
  const calls = async (day: number) =>
    (await replay(books({ system: onSunday }), at(day))).record.trace.events.filter(
      (event) => event.kind === 'call.start' && event.task === 'before-1',
    ).length;
  expect([await calls(3), await calls(4), await calls(5)]).toEqual([1, 2, 1]);
});

test('a file of version 1 is replayed as it always was', async () => {
  if (repro.version === 1) throw new Error('it is of version 2');
  const { origin: _, madeWith, ...rest } = repro;
  const old: Repro = { ...rest, version: 1, madeWith: { node: madeWith.node } };
  expect(await again({}, old)).toMatch(/^reproduced/);
  expect(await again({ system: agent(['POST /book', 1]) }, old)).toMatch(/^fixed/);
  expect((await replay(books(), old)).notes).toEqual([]);
});
