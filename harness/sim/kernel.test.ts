import { AsyncLocalStorage } from 'node:async_hooks';
import { afterAll, expect, test } from 'vitest';
import { simulate, type SimControls } from './kernel.ts';
import { uninstall } from './patches/patches.ts';
import { trial, valueOf } from './trial.ts';

afterAll(uninstall);

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const codeOf = ({ cause }: { readonly cause: { readonly code: string } }) => cause.code;

test('hours pass at once, and the clock says so', async () => {
  const [before, after] = await valueOf(async ({ clock }) => {
    const before = clock.nowMs();
    await sleep(3_000_000);
    return [before, clock.nowMs()];
  });
  expect([before, after]).toEqual([0, 3_000_000]);
});

test('an error of main is how the run ends', async () => {
  const error = new Error('no');
  expect(await trial(() => Promise.reject(error))).toEqual({ how: 'failed', error });
  const thrown = await trial(() => {
    throw error;
  });
  expect(thrown).toEqual({ how: 'failed', error });
});

test('nothing left to wait for is idle', async () => {
  expect(await trial(() => new Promise(() => {}))).toEqual({ how: 'hung', why: 'idle' });
});

test('a fetch that never answers is not idle: its client gives up on it', async () => {
  const fetch = () => new Promise<Response>(() => {});
  const seen = await valueOf(
    async ({ clock }) => {
      const code = await globalThis.fetch('http://tool.test').catch(codeOf);
      return [code, clock.nowMs()];
    },
    { fetch },
  );
  expect(seen).toEqual(['UND_ERR_HEADERS_TIMEOUT', 300_000]);
});

test('virtual time is capped', async () => {
  const limits = { virtualMs: 1000, steps: 100_000, stuckMs: 500 };
  const forever = async () => {
    for (;;) await sleep(300);
  };
  expect(await trial(forever, { limits })).toEqual({ how: 'hung', why: 'deadline' });
  expect(await trial(() => sleep(1000), { limits })).toEqual({ how: 'done', value: undefined });
});

test('steps are capped', async () => {
  const limits = { virtualMs: 1e9, steps: 50, stuckMs: 500 };
  const forever = async () => {
    for (;;) await fetch('http://tool.test');
  };
  expect(await trial(forever, { limits })).toEqual({ how: 'hung', why: 'runaway' });
});

test('a limit that makes no sense is a mistake of the user', async () => {
  const limits = { virtualMs: 0, steps: 1, stuckMs: 1 };
  const start = trial(async () => 1, { limits });
  await expect(start).rejects.toMatchObject({ code: 'bad-argument' });
});

test('clock.sleep waits, and ends early and well when aborted', async () => {
  const times = await valueOf(async ({ clock, backgroundSleep }) => {
    await clock.sleep(2 ** 31);
    const long = clock.nowMs();
    const signal = AbortSignal.timeout(50);
    await Promise.all([clock.sleep(1e6, signal), backgroundSleep(1e6, signal)]);
    const early = clock.nowMs() - long;
    await clock.sleep(1e6, signal);
    return [long, early, clock.nowMs() - long];
  }, wide);
  expect(times).toEqual([2 ** 31, 50, 50]);
});

const wide = { limits: { virtualMs: 1e12, steps: 1e5, stuckMs: 500 } };

/** What an orchestrator does with an agent. */
async function race(sim: SimControls, agent: () => Promise<unknown>, steps = 1000) {
  const scope = sim.scope({ steps });
  const end = await Promise.race([
    scope.run(async () => agent()).then((value) => ({ value })),
    scope.stuck.then((stuck) => ({ stuck })),
    scope.crashed.then((crashed) => ({ crashed })),
    sim.backgroundSleep(60_000).then(() => 'deadline'),
  ]);
  scope.finish();
  return [end, sim.clock.nowMs()];
}

test('a scope is idle when only background sleeps are left', async () => {
  const end = await valueOf((sim) =>
    race(sim, async () => {
      await sleep(500);
      await new Promise(() => {});
    }),
  );
  expect(end).toEqual([{ stuck: 'idle' }, 500]);
});

test('a scope that still waits for something is not idle', async () => {
  const poll = async () => {
    for (;;) await sleep(1000);
  };
  expect(await valueOf((sim) => race(sim, poll))).toEqual(['deadline', 60_000]);
});

test('a scope that is finished is no longer asked', async () => {
  const nowMs = await valueOf(async (sim) => {
    const scope = sim.scope();
    scope.finish();
    const stuck = scope.stuck.then(() => 'told');
    const first = await Promise.race([stuck, sim.backgroundSleep(100).then(() => 'background')]);
    return [first, sim.clock.nowMs()];
  });
  expect(nowMs).toEqual(['background', 100]);
});

test('a scope that takes too many steps is a runaway, and the run goes on', async () => {
  const spin = async () => {
    for (;;) await fetch('http://tool.test');
  };
  const ends = await valueOf(async (sim) => [
    await race(sim, spin),
    await race(sim, async () => 'fine'),
  ]);
  expect(ends).toEqual([
    [{ stuck: 'runaway' }, 0],
    [{ value: 'fine' }, 0],
  ]);
});

test('an error that nobody catches kills the scope, not the process', async () => {
  const boom = new Error('boom');
  const ways: (() => void)[] = [
    () => void Promise.reject(boom),
    () => void setTimeout(() => fail(), 10),
    () => void setImmediate(() => fail()),
    () => process.nextTick(() => fail()),
    () => queueMicrotask(() => fail()),
  ];
  const fail = () => {
    throw boom;
  };
  for (const way of ways) {
    const agent = async () => {
      way();
      await sleep(30_000);
    };
    const [end] = await valueOf((sim) => race(sim, agent));
    expect(end).toEqual({ crashed: boom });
  }
  const inRoot = await trial(async () => {
    void Promise.reject(boom);
    await sleep(10);
  });
  expect(inRoot).toEqual({ how: 'failed', error: boom });
});

test('kill: timers never fire, sleeps and fetches never settle', async () => {
  const seen: string[] = [];
  const fetch = async () => {
    await sleep(1000);
    seen.push('tool acted');
    return new Response('{}');
  };
  const agent = async () => {
    setInterval(() => seen.push('tick'), 400);
    setImmediate(() => setImmediate(() => seen.push('immediate')));
    void sleep(600).then(() => seen.push('slept'));
    await globalThis.fetch('http://tool.test').then(() => seen.push('fetched'));
  };
  await valueOf(
    async ({ scope, backgroundSleep }) => {
      const first = scope();
      first.run(() => void agent());
      await backgroundSleep(500);
      first.kill();
      first.run(() => {
        setTimeout(() => seen.push('late timer'));
        setImmediate(() => seen.push('late immediate'));
        void globalThis.fetch('http://tool.test').then(() => seen.push('late fetch'));
      });
      await backgroundSleep(5000);
    },
    { fetch },
  );
  expect(seen).toEqual(['immediate', 'tick', 'tool acted']);
});

test('what a run left behind is dead when it has ended', async () => {
  const seen: string[] = [];
  await valueOf(async () => {
    setTimeout(() => seen.push('timer'), 1);
    setImmediate(() => seen.push('immediate'));
    void Promise.resolve().then(() => Promise.resolve().then(() => fetch('http://x.test')));
  });
  await valueOf(() => sleep(100));
  expect(seen).toEqual([]);
});

test('an async context of the agent’s own survives timers and fetches', async () => {
  const own = new AsyncLocalStorage<string>();
  const seen = await valueOf(async () => {
    const trail: unknown[] = [];
    await own.run('a', async () => {
      await sleep(5);
      trail.push(own.getStore());
      await fetch('http://tool.test');
      trail.push(own.getStore());
      await new Promise<void>((resolve) => {
        const timer = setInterval(() => {
          trail.push(own.getStore());
          if (trail.length < 5) return;
          clearInterval(timer);
          resolve();
        }, 10);
      });
    });
    return [...trail, own.getStore()];
  });
  expect(seen).toEqual(['a', 'a', 'a', 'a', 'a', undefined]);
});

/** Does a bit of everything, and tells in which order. */
async function busy(name: string): Promise<readonly string[]> {
  const trail: string[] = [];
  const note = (what: string) => trail.push(`${name} ${Date.now() % 1e6} ${what}`);
  const worker = async (n: number) => {
    for (let i = 0; i < 4; i += 1) {
      await sleep(Math.floor(Math.random() * 20));
      note(`worker ${n} woke`);
      await fetch(`http://tool.test/${n}`);
      note(`worker ${n} ${crypto.randomUUID()}`);
      await new Promise((resolve) => setImmediate(resolve));
      await crypto.subtle.digest('SHA-256', new Uint8Array(n));
      note(`worker ${n} hashed`);
    }
  };
  await Promise.all([worker(1), worker(2), worker(3)]);
  return trail;
}

function busyRun(seed: number) {
  const fetch = async (request: Request) => {
    await sleep(request.url.length * Math.random());
    return new Response('{}');
  };
  return valueOf(() => busy('run'), { seed, fetch });
}

test('the same seed gives the same order of everything, alone or among eight', async () => {
  const seeds = [1, 2, 3, 4, 5, 6, 7, 8];
  const alone: (readonly string[])[] = [];
  for (const seed of seeds) alone.push(await busyRun(seed));
  expect(await Promise.all(seeds.map(busyRun))).toEqual(alone);
  expect(await Promise.all(seeds.toReversed().map(busyRun))).toEqual(alone.toReversed());
  expect(new Set(alone.map(String)).size).toBe(seeds.length);
});

test('runs at the same time do not see each other', async () => {
  const run = (epochMs: number, ms: number) =>
    valueOf(
      async () => {
        await sleep(ms);
        const reply = await fetch('http://tool.test');
        return [Date.now(), await reply.text()];
      },
      { epochMs, fetch: async () => new Response(`from ${epochMs}`) },
    );
  const ends = await Promise.all([run(1000, 5), run(2000, 50_000), run(3000, 1)]);
  expect(ends).toEqual([
    [1005, 'from 1000'],
    [52_000, 'from 2000'],
    [3001, 'from 3000'],
  ]);
});

test('a run inside a run is waited for', async () => {
  const inner = () => valueOf(() => sleep(1000).then(() => Date.now()), { epochMs: 0 });
  const end = await trial(async () => [await inner(), Date.now()], { epochMs: 7 });
  expect(end).toEqual({ how: 'done', value: [1000, 7] });
});

test('simulate answers outside the run', async () => {
  const before = Date.now();
  await simulate(
    { seed: 1, epochMs: 0, limits: wide.limits, fetch: async () => new Response() },
    () => sleep(1e6),
  );
  expect(Date.now()).toBeGreaterThanOrEqual(before);
});
