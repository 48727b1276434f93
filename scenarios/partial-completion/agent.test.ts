import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { tripAgent } from './agent.ts';
import type { Answer } from './answer.ts';
import { careful, without, type Safeguards } from './safeguards.ts';
import { answer, isBooking, json, turn, type Seen } from './services-fixture.ts';

/** What goes wrong: a reply in place of the true one, or 'lost' after the tool has acted. */
type Trouble = (seen: Seen, nth: number) => Response | 'lost' | 'dead' | undefined;

let folder = '';
let calls: Seen[] = [];
let standing = new Set<string>();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trip-'));
  calls = [];
  standing = new Set();
});

afterEach(() => {
  vi.unstubAllGlobals();
  rmSync(folder, { recursive: true, force: true });
});

describe('the trip agent', () => {
  test('books all three and says so', async () => {
    world();
    const answer = await ask();
    expect(answer).toMatchObject({ state: 'done', booked: ['flights-1', 'hotels-1', 'cars-1'] });
    expect(answer.text).toContain('flights-1');
    expect([...standing]).toEqual(answer.booked);
  });

  test('asked again, it answers from its log', async () => {
    world();
    const first = await ask();
    const before = calls.length;
    expect(await ask()).toEqual(first);
    expect(calls).toHaveLength(before);
  });

  test('refuses the same id with another request', async () => {
    world();
    await ask(careful, 'Rome');
    await expect(ask(careful, 'Oslo')).rejects.toMatchObject({ name: 'KeyConflict' });
    expect(await ask(without('detectKeyConflict'), 'Oslo')).toMatchObject({ state: 'done' });
  });

  test('a lost reply is asked for again under the same key', async () => {
    world((seen, nth) => (isBooking(seen, 'hotels') && nth === 1 ? 'lost' : undefined));
    expect(await ask()).toMatchObject({ state: 'done' });
    expect(standing.size).toBe(3);
  });

  test('what lands unheard is found by its key and cancelled', async () => {
    world((seen) => (isBooking(seen, 'hotels') ? 'lost' : undefined));
    const answer = await ask();
    expect(answer).toMatchObject({ state: 'compensated', booked: [] });
    expect([...answer.undone].toSorted()).toEqual(['cars-1', 'flights-1', 'hotels-1']);
    expect(standing.size).toBe(0);
  });

  test('without registerFirst, it is an orphan', async () => {
    world((seen) => (isBooking(seen, 'hotels') ? 'lost' : undefined));
    expect(await ask(without('registerFirst'))).toMatchObject({ state: 'compensated' });
    expect([...standing]).toEqual(['hotels-1']);
  });

  test('a key of unknown outcome is voided; without fenceLateForward it can still land', async () => {
    const late: Trouble = (seen) => (isBooking(seen, 'hotels') ? 'dead' : undefined);
    const { land } = world(late);
    expect(await ask()).toMatchObject({ state: 'compensated' });
    expect(land()).toBe(409);
    const other = world(late);
    expect(await ask(without('fenceLateForward'), 'Rome', 'T2')).toMatchObject({
      state: 'compensated',
    });
    expect(other.land()).toBe(201);
  });

  test('a cancellation that fails is reported, and people are told', async () => {
    const trouble: Trouble = (seen) =>
      isBooking(seen, 'hotels') || seen.method === 'DELETE' ? json({}, 500) : undefined;
    world(trouble);
    expect(await ask()).toMatchObject({
      state: 'needs-reconciliation',
      reconcile: ['cars-1', 'flights-1'],
    });
    expect(calls.filter(({ path }) => path === '/alerts')).toHaveLength(1);
    expect(await ask(without('reportFailedCompensation'), 'Rome', 'T2')).toMatchObject({
      state: 'compensated',
      reconcile: [],
    });
  });

  test('a missing permission is named; once it is granted, the task goes on', async () => {
    let allowed = false;
    world((seen) => (isBooking(seen, 'hotels') && !allowed ? json({}, 403) : undefined));
    expect(await ask()).toMatchObject({
      state: 'blocked',
      booked: ['flights-1'],
      pending: ['hotel', 'car'],
      needs: 'the permission to book a hotel',
    });
    allowed = true;
    expect(await ask()).toMatchObject({ state: 'done' });
    expect([...standing].toSorted()).toEqual(['cars-1', 'flights-1', 'hotels-1']);
  });

  test('whoever is handed the trip is told of a booking whose reply was lost, and none lands later', async () => {
    const isRefused = (seen: Seen) => isBooking(seen, 'hotels');
    world((seen) =>
      isRefused(seen) ? json({}, 403) : isBooking(seen, 'flights') ? 'lost' : undefined,
    );
    expect(await ask()).toMatchObject({ state: 'blocked', booked: ['flights-1'] });
    world((seen) =>
      isRefused(seen) ? json({}, 403) : isBooking(seen, 'flights') ? json({}, 429) : undefined,
    );
    expect(await ask(careful, 'Rome', 'T2')).toMatchObject({ state: 'blocked', booked: [] });
    expect(calls.filter(({ path }) => path === '/voided-keys').length).toBeGreaterThan(1);
  });

  test('without surfaceBlocked it waits until it is told to stop', async () => {
    world((seen) => (isBooking(seen, 'hotels') ? json({}, 403) : undefined));
    const agent = agentWith(without('surfaceBlocked'));
    const signal = AbortSignal.timeout(700);
    await expect(agent('Rome', { id: 'T1', signal })).rejects.toThrow();
    expect(calls.filter((seen) => isBooking(seen, 'hotels')).length).toBeGreaterThan(1);
  });

  test('without honestStatus it believes the model', async () => {
    world((seen) => (isBooking(seen, 'hotels') ? json({}, 500) : undefined));
    expect(await ask(without('honestStatus'))).toMatchObject({
      state: 'done',
      text: 'Your trip is booked!',
    });
    expect(standing.size).toBe(0);
  });

  test('killed after the booking, it books once; without the checkpoint, twice', async () => {
    for (const [safe, id, times] of [
      [careful, 'T1', 1],
      [without('checkpointBeforeEffect'), 'T2', 2],
    ] as const) {
      const dying = new AbortController();
      world((seen) => {
        if (isBooking(seen, 'flights')) dying.abort(new Error('killed'));
        return undefined;
      });
      const agent = agentWith(safe);
      await expect(agent('Rome', { id, signal: dying.signal })).rejects.toThrow('killed');
      expect(await ask(safe, 'Rome', id)).toMatchObject({ state: 'done' });
      expect([...standing].filter((one) => one.startsWith('flights'))).toHaveLength(times);
      standing.clear();
    }
  });

  test('a line cut off by a kill is dropped', async () => {
    world((seen) => (isBooking(seen, 'hotels') ? json({}, 403) : undefined));
    await ask();
    appendFileSync(join(folder, 'T1.jsonl'), '{"kind":"unf');
    world();
    expect(await ask()).toMatchObject({ state: 'done' });
    const lines = readFileSync(join(folder, 'T1.jsonl'), 'utf8').trim().split('\n');
    expect(() => lines.map((line) => JSON.parse(line) as unknown)).not.toThrow();
  });

  test('a second wish for the same part is a conflict, not another booking', async () => {
    const second: Trouble = (seen) => {
      if (seen.path !== '/chat/completions' || !JSON.stringify(seen.body).includes('no answer')) {
        return undefined;
      }
      return turn([['book_hotel', { name: 'Hotel B' }]]);
    };
    const trouble: Trouble = (seen, nth) =>
      isBooking(seen, 'hotels') && seen.body['name'] === 'Hotel A' ? 'lost' : second(seen, nth);
    world(trouble);
    const answer = await ask();
    expect(answer).toMatchObject({ state: 'compensated', booked: [] });
    expect(answer.why).toContain('in other words');
    expect(standing.size).toBe(0);
  });
});

function agentWith(safeguards: Safeguards) {
  const at = (name: string) => `http://${name}.invalid`;
  return tripAgent({
    modelUrl: at('model'),
    toolUrls: { flight: at('flights'), hotel: at('hotels'), car: at('cars'), alerts: at('alerts') },
    stateDir: folder,
    safeguards,
  });
}

function ask(safeguards = careful, input = 'Rome', id = 'T1'): Promise<Answer> {
  const signal = new AbortController().signal;
  return agentWith(safeguards)(input, { id, signal });
}

/** Services in memory behind `fetch`; `land` lets the last dead call reach its tool after all. */
function world(trouble: Trouble = () => undefined): { land: () => number } {
  const made = new Map<string, string>();
  const voided = new Set<string>();
  let dead: Seen | undefined;
  const handle = (seen: Seen) => answer(seen, { made, voided, standing });
  vi.stubGlobal('fetch', async (url: string | URL, init: RequestInit = {}) => {
    const { signal, method = 'GET' } = init;
    const body = JSON.parse(String(init.body ?? '{}')) as Record<string, unknown>;
    const key = new Headers(init.headers).get('idempotency-key') ?? '';
    const seen = { method: method.toUpperCase(), path: new URL(url).pathname, key, body };
    calls.push(seen);
    const same = calls.filter(({ path }) => path === seen.path).length;
    const struck = trouble(seen, same);
    if (struck instanceof Response) return struck;
    if (struck === 'dead') dead = seen;
    else {
      const reply = handle(seen);
      signal?.throwIfAborted();
      if (struck !== 'lost') return reply;
    }
    throw new TypeError('fetch failed');
  });
  return { land: () => (dead ? handle(dead).status : 0) };
}
