import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import {
  api,
  completes,
  crash,
  exactlyOnce,
  hang,
  inProcess,
  judge,
  load,
  lostReply,
  nonce,
  rateLimit,
  run,
  scenario,
  slow,
  type LoadRunOptions,
  type Scenario,
  type ScenarioOptions,
} from '../../index.ts';
import { loadReportSchema } from '../model/load/load-report.ts';

const shop = api(
  () => {
    const known = new Map<string, string>();
    return [
      http.post('/order', ({ request }) => {
        const key = request.headers.get('idempotency-key') ?? nonce('KEY');
        const id = known.get(key) ?? nonce('OR');
        known.set(key, id);
        return HttpResponse.json({ id });
      }),
    ];
  },
  { effects: { 'POST /order': { keyHeader: 'idempotency-key' } } },
);

/** Orders, and tries again three times; with a key of its own for each task or without. */
const agent = (hasKey: boolean, patienceMs = 1000) =>
  inProcess((at) => async (_, { id }) => {
    for (let attempt = 0; attempt < 4; attempt += 1) {
      const reply = await fetch(`${at.url('shop')}/order`, {
        method: 'POST',
        headers: hasKey ? { 'idempotency-key': id } : {},
        signal: AbortSignal.timeout(patienceMs),
      }).catch(() => null);
      if (reply?.ok) return { status: 'done', order: ((await reply.json()) as { id: string }).id };
    }
    return { status: 'failed', text: 'The shop does not answer; there may be an order.' };
  });

function orders(options: Partial<ScenarioOptions> = {}): Scenario {
  return scenario('orders once', {
    points: { shop },
    system: agent(true),
    tasks: [{ input: 'order', expect: { effects: { 'POST /order': 1 } } }],
    plan: [lostReply().at('shop', { chance: 0.2 })],
    checks: [completes(), exactlyOnce('shop')],
    deadline: '10 s',
    ...options,
  });
}

const phases = { baseline: '5 s', fault: '10 s', recovery: '10 s' } as const;
const short = { rate: 40, phases } as const;
/** Long enough for a recovery to be told, and what several tests look at. */
const whole = { rate: 40, phases: { ...phases, recovery: '20 s' } } as const;
const soundly = load(orders(), { seed: 1, load: whole });
const named = (report: Awaited<ReturnType<typeof load>>, name: string) => {
  const phase = report.phases.find((one) => one.name === name);
  if (!phase) throw new Error(`no phase ${name}`);
  return phase;
};
const gate = (report: Awaited<ReturnType<typeof load>>, name: string) =>
  report.gates.filter((one) => one.gate === name).map(({ result }) => result);

test('each task is judged by what it did: what is done twice is unsafe', async () => {
  const sound = await soundly;
  expect(sound.result).toBe('pass');
  const struck = named(sound, 'fault');
  // Of four tries one in 625 is lost each time: then it says that it does not know.
  const { unaffected, recovered, 'failed-loud': lost } = struck.outcomes;
  expect(unaffected + recovered + lost).toBe(struck.offered);
  expect(recovered).toBeGreaterThan(10);
  expect(struck.right).toBe(struck.offered - lost);

  const twice = await load(orders({ system: agent(false) }), { seed: 1, load: short });
  const { outcomes, right, offered } = named(twice, 'fault');
  expect(outcomes.unsafe).toBeGreaterThan(10);
  expect(right).toBe(offered - outcomes.unsafe);
  expect(gate(twice, 'never unsafe')).toEqual(['fail']);
  expect(twice.result).toBe('fail');
  expect(struck.rates).toMatchObject({ abstained: { value: 0 }, wrong: { value: 0 } });
  const [worst] = twice.kept;
  expect(worst).toMatchObject({ why: 'worst', outcome: 'unsafe', phase: 'fault' });
  const judged = judge(worst?.trace ?? sound.kept[0]!.trace, [exactlyOnce('shop')]);
  expect(judged.outcomes.at(-1)).toMatchObject({ task: worst?.task, outcome: 'unsafe' });
  expect(judged.result).toBe('fail');
});

test('an effect that lands after its task has ended counts, as in a run', async () => {
  const plan = [slow({ ms: 4000, where: 'request' }).at('shop', { chance: 0.5 })];
  const hasty = orders({ system: agent(false, 500), plan, deadline: '3 s' });
  const report = await load(hasty, { seed: 1, load: short });
  expect(named(report, 'fault').outcomes.unsafe).toBeGreaterThan(20);
  const tasks = Array.from({ length: 20 }, () => hasty.tasks[0]!);
  const alone = await run({ ...hasty, tasks }, { mode: 'sim', seed: 1 });
  expect(alone.outcomes.filter(({ outcome }) => outcome === 'unsafe').length).toBeGreaterThan(2);
});

test('a request that never lands is told, and no gate passes', async () => {
  const mute = api([http.post('/order', () => new Promise<never>(() => {}))], {
    effects: ['POST /order'],
  });
  const plan = [slow({ ms: 1 }).at('shop')];
  const brief = { rate: 1, phases: { baseline: '2 s', fault: '2 s', recovery: '2 s' } } as const;
  const report = await load(orders({ points: { shop: mute }, plan }), { seed: 1, load: brief });
  expect(report.doubts).toContainEqual(expect.stringMatching(/requests were still on their way/));
  expect(report.gates.filter(({ result }) => result === 'pass')).toEqual([]);
});

test('what a task does after it has ended and was judged leaves nothing to pass', async () => {
  const later = inProcess((at) => async () => {
    const order = () => fetch(`${at.url('shop')}/order`, { method: 'POST' });
    setTimeout(() => void order(), 1000);
    await order();
    return { status: 'done' };
  });
  const report = await load(orders({ system: later, plan: [] }), { seed: 1, load: short });
  expect(report.result).toBe('unknown');
  expect(report.doubts.join()).toMatch(/\d+ effects came of calls that tasks made after/);
});

test('arrivals keep their own clock when nothing is answered, and hung tasks are told', async () => {
  const never = inProcess((at) => async () => {
    await fetch(`${at.url('shop')}/order`, { method: 'POST' });
    return { status: 'done' };
  });
  const stuck = orders({ system: never, plan: [hang().at('shop')], deadline: '2 s' });
  const report = await load(stuck, { seed: 1, load: { ...short, arrivals: 'constant' } });
  expect(named(report, 'fault')).toMatchObject({ offered: 400, started: 400, done: 400, right: 0 });
  expect(named(report, 'fault').outcomes.hung).toBe(400);
  expect(named(report, 'fault').lagMs.max).toBe(0);
  expect(Math.max(...report.windows.map(({ openMost }) => openMost))).toBeGreaterThan(75);
  expect(named(report, 'recovery').right).toBe(400);
  expect(gate(report, 'never hung')).toEqual(['fail']);
});

test('a task beyond the concurrency limit is dropped, counted, and not right', async () => {
  const stuck = orders({ system: agent(true, 2000), plan: [hang().at('shop')] });
  const limited = { ...short, arrivals: 'constant', concurrencyLimit: 10 } as const;
  const report = await load(stuck, { seed: 1, load: { ...limited, slo: { dropped: '<= 1 %' } } });
  const { offered, started, dropped, right } = named(report, 'fault');
  expect(offered).toBe(400);
  expect(started + dropped).toBe(400);
  expect(dropped).toBeGreaterThan(350);
  // Those that were begun last, and answered when the fault was over.
  expect(right).toBeLessThanOrEqual(10);
  expect(Math.max(...report.windows.map(({ openMost }) => openMost))).toBe(10);
  const judged = report.gates.filter(({ gate: name }) => name === 'dropped <= 1 %');
  expect(judged.find(({ phase }) => phase === 'fault')?.result).toBe('fail');
});

test('the same seed gives the same report, another one another', async () => {
  const once = (seed: number) => load(orders(), { seed, load: whole });
  const first = await soundly;
  expect({ ...(await once(1)), tookMs: 0 }).toEqual({ ...first, tookMs: 0 });
  expect((await once(2)).windows).not.toEqual(first.windows);
});

test('a fault that never strikes leaves nothing to pass', async () => {
  const idle = orders({ plan: [lostReply().at('shop', { calls: [99_999, 99_999] })] });
  const report = await load(idle, { seed: 1, load: short });
  expect(report.result).toBe('unknown');
  expect(report.doubts).toEqual(['no fault of the plan ever struck']);
  expect(report.gates.every(({ result }) => result !== 'pass')).toBe(true);
});

test('a plan that was drawn and came out empty leaves nothing to pass', async () => {
  const brief = { rate: 40, phases: { baseline: '5 s', fault: '5 s' } } as const;
  const idle = { ...orders({ plan: [] }), isDrawn: true };
  const report = await load(idle, { seed: 3, load: brief });
  expect(report.doubts).toEqual(['no fault was drawn for seed 3']);
  expect(report.gates.every(({ result }) => result !== 'pass')).toBe(true);
  expect(report.drawn).toBe(true);
  const given = await load(idle, { seed: 3, plan: [], load: brief });
  expect(given.doubts).toEqual([]);
  expect(given).not.toHaveProperty('drawn');
});

test('an agent that fails one task in three without faults passes only where a bound allows it', async () => {
  let asked = 0;
  const lazy = inProcess((at) => async (_, { id }) => {
    if ((asked += 1) % 3 === 0) return { status: 'failed', text: 'Not today.' };
    const headers = { 'idempotency-key': id };
    const reply = await fetch(`${at.url('shop')}/order`, { method: 'POST', headers });
    return { status: 'done', order: ((await reply.json()) as { id: string }).id };
  });
  const of = (slo: Readonly<Record<string, string>>) =>
    load(orders({ system: lazy, plan: [], checks: [exactlyOnce('shop')] }), {
      seed: 1,
      load: { ...short, slo },
    });
  const unbound = await of({});
  expect(unbound.doubts[0]).toMatch(/^the baseline itself is not good: 6\d % .* no slo of before/);
  expect(unbound.gates.filter(({ result }) => result === 'pass')).toEqual([]);
  expect((await of({ 'before.goodput': '>= 50 %' })).doubts).toEqual([]);
});

test('an agent that does not do its work without faults does not pass', async () => {
  const broken = inProcess(() => () => Promise.resolve({ status: 'failed' }));
  const report = await load(orders({ system: broken, plan: [] }), { seed: 1, load: short });
  expect(report.doubts).toEqual(['the baseline itself is not good: 0 % of its tasks are right']);
  expect(report.gates.filter(({ result }) => result === 'pass')).toEqual([]);
  expect(gate(report, 'completes')).toEqual(['fail']);
});

test('a load that is stopped says so, and does not pass', async () => {
  const stop = new AbortController();
  let looked = 0;
  const stopping = orders({
    system: inProcess(() => async () => {
      looked += 1;
      if (looked === 300) stop.abort();
      await new Promise((resolve) => setTimeout(resolve, 300));
      return { status: 'done' };
    }),
    tasks: [{ input: 'look' }],
    plan: [],
  });
  const report = await load(stopping, {
    seed: 1,
    load: { ...short, slo: { goodput: '>= 99 %' } },
    signal: stop.signal,
  });
  expect(report.cut).toBe('stopped in phase fault');
  expect(report.phases.map(({ name }) => name)).toEqual(['baseline', 'fault']);
  expect(report.result).toBe('unknown');
  const { started, done } = named(report, 'fault');
  expect(started).toBeGreaterThan(done);
  // Of those that were cut off nobody knows; the others were right.
  expect(named(report, 'fault').goodput?.value).toBe(1);
  expect(report.gates.map((one) => one.result)).not.toContain('fail');
});

test('a crash takes all open tasks with it, and the agent comes back', async () => {
  const dying = orders({ plan: [crash().at('shop', { calls: [50, 50] })] });
  const report = await load(dying, { seed: 1, load: short });
  expect(report.faults).toMatchObject([{ fault: 'crash', hits: 1 }]);
  expect(named(report, 'recovery').right).toBe(named(report, 'recovery').offered);
});

test('tasks are drawn by weight', async () => {
  const kinds = { often: 0, seldom: 0, never: 0 };
  const counting = orders({
    system: inProcess(() => async (input) => {
      kinds[input as keyof typeof kinds] += 1;
      return { status: 'done' };
    }),
    tasks: [{ input: 'often', weight: 3 }, { input: 'seldom' }, { input: 'never', weight: 0 }],
    plan: [],
  });
  await load(counting, { seed: 1, load: { rate: 100, phases: { baseline: '10 s' } } });
  expect(kinds.never).toBe(0);
  expect(kinds.often / kinds.seldom).toBeGreaterThan(2.5);
  expect(kinds.often / kinds.seldom).toBeLessThan(3.5);
});

test('the report is what its schema says', async () => {
  const report = await load(orders(), { seed: 1, load: { ...short, slo: { p99: '<= 5 s' } } });
  expect(loadReportSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
});

test('abstentions and wrong answers are told as rates, with intervals', async () => {
  const saying = (answer: object) =>
    inProcess((at) => async () => {
      const reply = await fetch(`${at.url('shop')}/order`, { method: 'POST' }).catch(() => null);
      const { id } = reply?.ok ? ((await reply.json()) as { id: string }) : { id: '' };
      return id === '' ? answer : { status: 'done', order: id };
    });
  const plan = [rateLimit().at('shop', { chance: 0.5 })];
  const long = { rate: 40, phases: { baseline: '5 s', fault: '20 s' } } as const;
  const put = async (answer: object) => {
    const report = await load(orders({ system: saying(answer), plan }), { seed: 1, load: long });
    return named(report, 'fault').rates;
  };
  const declining = await put({ status: 'abstained', text: 'I cannot order now.' });
  expect(declining.abstained?.value).toBeCloseTo(0.5, 1);
  expect(declining.abstained?.low).toBeLessThan(0.5);
  expect(declining.abstained?.high).toBeGreaterThan(0.5);
  expect(declining.wrong?.value).toBe(0);
  const lying = await put({ status: 'done', order: 'OR-1' });
  expect(lying.wrong?.value).toBeCloseTo(0.5, 1);
  expect(lying.abstained?.value).toBe(0);
});

test('options that are not known are refused, and a seed may be left out', async () => {
  const misspelt = { sead: 2 } as unknown as LoadRunOptions;
  expect(() => load(orders(), misspelt)).toThrow('Did you mean seed');
  const brief = { rate: 10, phases: { baseline: '2 s' } } as const;
  expect(await load(orders(), { load: brief })).toMatchObject({ seed: 1 });
});
