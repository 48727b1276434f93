import { afterAll, expect, test } from 'vitest';
import type { SimControls } from '../kernel.ts';
import { uninstall } from '../patches/patches.ts';
import { trial, valueOf } from '../trial.ts';

afterAll(uninstall);

const limits = { virtualMs: 1e6, steps: 1e5, stuckMs: 150 };
const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const settled = Promise.resolve();
const spin = () => {
  for (;;);
};
const spinMicrotasks = async () => {
  for (;;) await settled;
};

/** Ways to block the event loop for ever. */
const ways: Readonly<Record<string, () => Promise<unknown>>> = {
  'a loop after an await': async () => {
    await fetch('http://tool.test');
    spin();
  },
  'an endless chain of microtasks': spinMicrotasks,
  'a loop in a timer': async () => {
    setTimeout(spin, 10);
    await sleep(1e5);
  },
  'a loop in an immediate': async () => {
    setImmediate(spin);
    await sleep(1e5);
  },
  'a loop in a tick': async () => {
    process.nextTick(spin);
    await sleep(1e5);
  },
  'a loop in a listener': async () => {
    AbortSignal.timeout(5).addEventListener('abort', spin);
    await sleep(1e5);
  },
  'a loop that reads the clock until its steps are used up, and on': async () => {
    for (;;) performance.now();
  },
};

async function race(sim: SimControls, agent: () => Promise<unknown>): Promise<unknown> {
  const scope = sim.scope({ steps: 1000 });
  const end = await Promise.race([
    scope.run(async () => {
      await settled;
      return await agent();
    }),
    scope.stuck,
    sim.backgroundSleep(60_000).then(() => 'deadline'),
  ]);
  scope.finish();
  return end;
}

test.each(Object.entries(ways))('%s is a runaway, and the run goes on', async (_name, way) => {
  const ends = await valueOf(
    async (sim) => [await race(sim, way), await race(sim, async () => 'fine')],
    { limits },
  );
  expect(ends).toEqual(['runaway', 'fine']);
});

test('a root that blocks ends its run, even before its first await', async () => {
  const readClock = async () => {
    for (;;) Date.now();
  };
  const spins = [async () => spin(), () => sleep(5).then(spin), spinMicrotasks, readClock];
  for (const main of spins) {
    expect(await trial(main, { limits })).toEqual({ how: 'hung', why: 'runaway' });
  }
});

test('an agent that blocks under the orchestrator’s frames takes the run with it', async () => {
  const main = async ({ scope }: SimControls) => {
    const it = scope();
    await Promise.race([it.run(async () => spin()), it.stuck]);
  };
  expect(await trial(main, { limits })).toEqual({ how: 'hung', why: 'runaway' });
});

test('other runs, and timers outside, do not notice', async () => {
  const real: string[] = [];
  const timer = setTimeout(() => real.push('timer'), 1);
  const immediate = new Promise<void>((resolve) => setImmediate(resolve));
  const steady = () =>
    valueOf(async ({ clock }) => {
      for (let i = 0; i < 20; i += 1) {
        await sleep(10);
        await (await fetch('http://tool.test')).json();
      }
      return clock.nowMs();
    });
  const bad = () => trial((sim) => race(sim, ways['a loop in a timer']!), { limits });
  const ends = await Promise.all([steady(), bad(), steady(), bad(), steady()]);
  const runaway = { how: 'done', value: 'runaway' };
  expect(ends).toEqual([200, runaway, 200, runaway, 200]);
  await immediate;
  while (real.length === 0) await sleep(5);
  clearTimeout(timer);
});

test('code outside every run may take its time', async () => {
  const run = valueOf(() => sleep(1000), { limits });
  const until = Date.now() + 400;
  while (Date.now() < until);
  await expect(run).resolves.toBeUndefined();
});

/** Stands still, as a thread does that gets no processor time. */
const stand = (ms: number) => async () => {
  await settled;
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
  return 'fine';
};

test('code that gets no processor time for a while is no runaway', async () => {
  const patient = { ...limits, stuckMs: 600 };
  const end = await valueOf((sim) => race(sim, stand(3 * patient.stuckMs)), { limits: patient });
  expect(end).toBe('fine');
});

test('code that stands still for ever is one', async () => {
  expect(await valueOf((sim) => race(sim, stand(60_000)), { limits })).toBe('runaway');
});
