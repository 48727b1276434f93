import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { check, inProcess, load, provider, scenario } from '../../index.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** How long the load lasts: the same number of tasks is open throughout. */
const minutes = process.env['BROWNOUT_LONG'] === undefined ? 2 : 6;

/** A stream of 50 pieces, a second apart: at 20 tasks a second 1,000 are open at once. */
const words = Array.from({ length: 50 }, () => ' abc').join('');

test(
  'memory is flat while 1,000 tasks stream at once',
  { timeout: minutes * 120_000 },
  async () => {
    const heapMb: number[] = [];
    let asked = 0;
    const streaming = scenario('streams', {
      points: {
        model: provider({ script: [{ reply: words }], pace: { first: '1 s', gap: '1 s' } }),
      },
      system: inProcess((at) => async () => {
        asked += 1;
        // Every half minute, once as many are open as there will be.
        if (asked > 1200 && asked % 600 === 0) {
          collect();
          heapMb.push(process.memoryUsage().heapUsed / 1e6);
        }
        const reply = await fetch(`${at.url('model')}/chat/completions`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: 'Bearer test' },
          body: JSON.stringify({
            model: 'gpt-5',
            stream: true,
            messages: [{ role: 'user', content: 'Tell me abc.' }],
          }),
        });
        for await (const _ of reply.body ?? []);
        return { status: 'done' };
      }),
      tasks: [{ input: 'talk' }],
      plan: [],
      checks: [check('any', () => true)],
      deadline: '120 s',
    });
    const phases = { baseline: `${minutes} min` } as const;
    const report = await load(streaming, {
      load: { rate: 20, arrivals: 'constant', phases, slo: { ttft: '<= 2 s', gap: '<= 2 s' } },
    });
    expect(Math.max(...report.windows.map(({ openMost }) => openMost))).toBeGreaterThan(1000);
    expect(report.phases[0]?.right).toBe(report.phases[0]?.offered);
    expect(report.result).toBe('pass');
    expect(heapMb.length).toBeGreaterThanOrEqual(2 * (minutes - 1) - 1);
    const [first = 0] = heapMb;
    // Windows are all that is kept of what is over; a task that was kept would be 100 kB of events and pieces.
    expect(Math.max(...heapMb) - first).toBeLessThan(20);
  },
);
