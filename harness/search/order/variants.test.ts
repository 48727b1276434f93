import { usualPhases } from '../../model/phase.ts';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { silentNoOp, wrongShape } from '../../../faults/index.ts';
import { honest } from '../../checks/honest.ts';
import { check } from '../../model/trace/checker.ts';
import { failed, passed } from '../../model/trace/verdict.ts';
import { api } from '../../points/api.ts';
import { nonce } from '../../points/context.ts';
import { inProcess } from '../../run/in-process.ts';
import { run } from '../../run/run.ts';
import { scenario } from '../../../index.ts';
import { explore } from '../explore/explore.ts';

const fields = ['id', 'name', 'city', 'price', 'seats', 'rating'];
const hotel = Object.fromEntries(fields.map((field, index) => [field, index + 1]));

/** Reads one field of a reply without a look at whether it is there. */
const careless = scenario('a room has a price', {
  points: {
    hotels: api([
      http.get('/hotels', () => HttpResponse.json([hotel])),
      http.get('/weather', () => HttpResponse.json({ degrees: 21 })),
    ]),
  },
  system: inProcess((at) => async () => {
    await (await fetch(`${at.url('hotels')}/weather`)).json();
    const rooms = (await (await fetch(`${at.url('hotels')}/hotels`)).json()) as { seats: number }[];
    return `${rooms[0]?.seats} seats`;
  }),
  tasks: [{ input: 'How many seats?' }],
  plan: [],
  phases: ['fault'],
  checks: [
    check('knows', ({ events }) => {
      const said = JSON.stringify(events.findLast(({ kind }) => kind === 'task.end'));
      return said.includes('undefined') ? failed('an answer of undefined') : passed;
    }),
  ],
});

test('a fault whose field is left open is tried at each field of a reply, and only where it is', async () => {
  for (const seed of [1, 2, 3]) {
    const found = await explore(careless, { faults: [wrongShape()], depth: 1, seed });
    expect(found.findings.map(({ plan }) => plan[0]?.fault.params)).toEqual([
      { how: 'rename', field: 'seats' },
    ]);
    expect(found.faults).toHaveLength(fields.length + 1);
    expect(found.levels[0]).toMatchObject({ schedules: fields.length + 1, idle: 0 });
  }
});

test('one that is named is tried alone', async () => {
  const named = wrongShape({ how: 'drop', field: 'city' });
  const found = await explore(careless, { faults: [named], depth: 1 });
  expect([found.findings, found.faults]).toEqual([[], ['wrong-shape (how drop, field city)']]);
});

/**
 * Looks whether what it was given an id of is there; without an id it takes the word of the tool.
 */
const trusting = scenario('a payment is there', {
  points: {
    bank: api(
      () => {
        const made = new Set<string>();
        return [
          http.post('/payments', () => {
            const id = nonce('PA');
            made.add(id);
            return HttpResponse.json({ id });
          }),
          http.get('/payments/:id', ({ params }) =>
            HttpResponse.json({}, { status: made.has(String(params['id'])) ? 200 : 404 }),
          ),
        ];
      },
      { effects: ['POST /payments'] },
    ),
  },
  system: inProcess((at) => async () => {
    const paid = await fetch(`${at.url('bank')}/payments`, { method: 'POST' });
    const { id } = (await paid.json()) as { id?: string };
    if (id === undefined) return { status: 'done' };
    const seen = await fetch(`${at.url('bank')}/payments/${id}`);
    return seen.ok ? { status: 'done', id } : { status: 'failed' };
  }),
  tasks: [{ input: 'Pay.', expect: { effects: { 'POST /payments': 1 } } }],
  plan: [],
  checks: [honest()],
});

test('a success that never was is tried in each way in which it may be told', async () => {
  const { findings, faults } = await explore(trusting, { faults: [silentNoOp()], depth: 1 });
  expect(faults).toEqual(['last', 'ok', 'empty'].map((says) => `silent-no-op (says ${says})`));
  // Where the whole bank lies, so does the look at what is there.
  const atOnePlace = findings.flatMap(({ plan }) => (plan[0]?.when.site ? [plan[0].fault] : []));
  expect(atOnePlace.map(({ params }) => params)).toEqual([{ says: 'ok' }]);
});

test('an empty one comes with 204, and no body', async () => {
  const seen: unknown[] = [];
  const looking = inProcess((at) => async () => {
    const reply = await fetch(`${at.url('bank')}/payments`, { method: 'POST' });
    seen.push([reply.status, await reply.text()]);
    return { status: 'failed' };
  });
  const plan = [silentNoOp({ says: 'empty' }).at('bank')];
  for (const mode of ['sim', 'wire'] as const) {
    await run(
      { ...trusting, systems: [looking], phases: [usualPhases.fault] },
      { mode, seed: 1, plan },
    );
  }
  expect(seen).toEqual([
    [204, ''],
    [204, ''],
  ]);
});
