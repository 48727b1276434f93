import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { crash, rateLimit } from '../../../faults/index.ts';
import { backsOff } from '../../checks/backs-off.ts';
import { api } from '../../points/api.ts';
import { inProcess } from '../../run/in-process.ts';
import { run } from '../../run/run.ts';
import { scenario } from '../../../index.ts';
import { explore } from './explore.ts';

/** Asks for two prices at once; `obeys` tells whether it waits as long as it is told. */
const asking = (obeys: boolean) =>
  scenario('it waits as long as it is told', {
    points: { shop: api([http.get('/:what', () => HttpResponse.json({ price: 3 }))]) },
    system: inProcess((at) => async () => {
      const patient = async (what: string) => {
        for (let attempt = 1; attempt <= 5; attempt += 1) {
          const signal = AbortSignal.timeout(1_000);
          const reply = await fetch(`${at.url('shop')}/${what}`, { signal }).catch(() => null);
          if (reply?.ok) return;
          const seconds = Number(reply?.headers.get('retry-after') ?? 1);
          await new Promise((go) => setTimeout(go, obeys ? seconds * 1_000 : 10));
        }
        throw new Error(`no price of ${what}`);
      };
      await Promise.all(['a', 'b'].map(patient));
      return 'done';
    }),
    tasks: [{ input: 'Prices?' }],
    plan: [
      rateLimit({ retryAfterMs: 5_000 }).at('shop', { calls: 1 }),
      crash().at('shop', { calls: 2 }),
    ],
    checks: [backsOff()],
  });

test('an agent that is killed while it waits is not blamed for asking again', async () => {
  const { verdicts, trace } = await run(asking(true), { mode: 'sim', seed: 1 });
  expect(trace.events.some(({ kind }) => kind === 'process')).toBe(true);
  expect(verdicts.find(({ check }) => check === 'backs-off')?.verdict.result).toBe(
    'not-applicable',
  );
});

test('two faults at any calls show nothing of it, and of one that does not wait', async () => {
  const faults = [rateLimit({ retryAfterMs: 5_000 }), crash()];
  expect((await explore(asking(true), { faults, depth: 2 })).findings).toEqual([]);
  const { findings } = await explore(asking(false), { faults, depth: 1 });
  expect(findings.map(({ check }) => check)).toContain('backs-off');
});
