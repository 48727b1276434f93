import { expect, test } from 'vitest';
import { catalogue } from '../../faults/catalogue.ts';
import { bandwidth, latency, linkDown, pause } from '../../faults/index.ts';
import type { Condition } from '../model/fault/condition.ts';
import type { HostPlace, LinkPlace } from '../model/fault/place.ts';
import type { Plan } from '../model/fault/plan.ts';
import type { Happening } from '../model/trace/trace.ts';
import { simulate, type SimControls } from '../sim/kernel.ts';
import { standing } from './standing.ts';

/** A place that writes down what is imposed and lifted, and when. */
function notebook(sim: SimControls, options: { readonly failing?: 'impose' | 'lift' } = {}) {
  const notes: string[] = [];
  const events: Happening[] = [];
  const write = (what: string, condition: Condition) =>
    notes.push(
      `${sim.clock.nowMs()} ${what} ${'toxic' in condition ? condition.toxic : condition.does}`,
    );
  const place: HostPlace & LinkPlace = {
    impose: async (condition, onHit) => {
      if (options.failing === 'impose') throw new Error('no');
      write('on', condition);
      onHit(7);
      onHit(7);
      return async () => {
        if (options.failing === 'lift') throw new Error('stuck');
        write('off', condition);
      };
    },
  };
  const record = (happening: Happening) => events.push(happening);
  const faults = standing({
    seed: 1,
    faults: catalogue,
    links: { db: place },
    hosts: { db: place },
    record,
  });
  return { notes, events, faults, kinds: () => events.map(({ kind }) => kind) };
}

const limits = { virtualMs: 3_600_000, steps: 100_000, stuckMs: 2_000 };

/** Plays a fault phase of a minute. */
async function faultPhase(plan: Plan, options: { readonly failing?: 'impose' | 'lift' } = {}) {
  const end = await simulate(
    { seed: 1, epochMs: 0, limits, fetch: () => Promise.reject(new Error('none')) },
    async (sim) => {
      const book = notebook(sim, options);
      await book.faults.arm(plan, sim.clock.sleep(3_000));
      await sim.clock.sleep(60_000);
      await book.faults.disarm();
      return book;
    },
  );
  if (end.how !== 'done') throw new Error(`the fault phase ended ${end.how}`);
  return end.value;
}

test('without a window it is on from the start of the fault phase to its end', async () => {
  const { notes, kinds } = await faultPhase([latency().at('db')]);
  expect(notes).toEqual(['0 on latency', '60000 off latency']);
  expect(kinds()).toEqual(['fault.on', 'fault.hit', 'fault.off']);
});

test('each strike keeps to its own window', async () => {
  const plan = [
    linkDown().at('db', { ms: [5_000, 9_000] }),
    bandwidth().at('db', { ms: [0, 7_000] }),
    latency().at('db', { ms: [70_000, 80_000] }),
  ];
  const { notes } = await faultPhase(plan);
  expect(notes).toEqual(['0 on bandwidth', '5000 on down', '7000 off bandwidth', '9000 off down']);
});

test('a window may count from the first call, which comes at 3 s, or never', async () => {
  const plan = [
    bandwidth().at('db', { ms: [0, 7_000], from: 'first call' }),
    linkDown().at('db', { ms: [5_000, 9_000], from: 'first call' }),
  ];
  const { notes } = await faultPhase(plan);
  expect(notes).toEqual([
    '3000 on bandwidth',
    '8000 on down',
    '10000 off bandwidth',
    '12000 off down',
  ]);
  const seen: Happening[] = [];
  const place: LinkPlace = { impose: () => Promise.reject(new Error('nobody called')) };
  const record = (happening: Happening) => seen.push(happening);
  const faults = standing({ seed: 1, faults: catalogue, links: { db: place }, hosts: {}, record });
  await faults.arm(plan, new Promise(() => {}));
  await faults.disarm();
  expect(seen).toEqual([]);
});

test('a call is told of once, by the name of the fault', async () => {
  const { events } = await faultPhase([linkDown().at('db')]);
  const hit = { kind: 'fault.hit', strike: 0, call: 7, fault: 'link-down', effect: 'down' };
  expect(events.filter(({ kind }) => kind === 'fault.hit')).toEqual([hit]);
});

test('chance is the share of connections that a link loses', async () => {
  const seen: Condition[] = [];
  const place: LinkPlace = {
    impose: async (condition) => {
      seen.push(condition);
      return async () => {};
    },
  };
  const faults = standing({
    seed: 1,
    faults: catalogue,
    links: { db: place },
    hosts: {},
    record: () => {},
  });
  await faults.arm([latency().at('db', { chance: 0.25 })], Promise.resolve());
  await faults.disarm();
  expect(seen).toMatchObject([{ toxicity: 0.25 }]);
});

test.each(['impose', 'lift'] as const)(
  'trouble to %s it is told, and ends nothing',
  async (how) => {
    const { kinds, events } = await faultPhase([latency().at('db')], { failing: how });
    expect(kinds().at(-1)).toBe('harness.error');
    expect(events.at(-1)).toMatchObject({ message: expect.stringMatching(/^latency at db: /) });
  },
);

test('whether a host is struck by chance does not depend on the other strikes', async () => {
  const windows = Array.from({ length: 12 }, (_, n) =>
    pause().at('db', { ms: [0, n + 1], chance: 0.5 }),
  );
  const strikes = async (plan: Plan) => (await faultPhase(plan)).notes.includes('0 on pause');
  const alone = await Promise.all(windows.map((one) => strikes([one])));
  const others = await Promise.all(windows.map((one) => strikes([bandwidth().at('db'), one])));
  expect(new Set(alone).size).toBe(2);
  expect(others).toEqual(alone);
});

test('a condition is for the kind of place that the fault is aimed at', async () => {
  const link: LinkPlace = { impose: async () => async () => {} };
  const at = { seed: 1, faults: catalogue, links: { db: link }, hosts: {}, record: () => {} };
  await expect(standing(at).arm([pause().at('db')], Promise.resolve())).rejects.toMatchObject({
    code: 'bad-fault',
    expected: 'a host of this run to impose pause on (it has none)',
    got: '"db"',
  });
});
