import { http, HttpResponse } from 'msw';
import { expect, test, vi } from 'vitest';
import { api, check, inProcess, refuse, scenario } from '../../../index.ts';
import type { LoadReport } from '../../model/load/load-report.ts';
import { load } from '../load.ts';

vi.setConfig({ testTimeout: 120_000 });

const shop = api([http.get('/stock', () => HttpResponse.json({ left: 3 }))]);

/** Asks again until it is told; all at the same moment, or each at one of its own. */
function patient(isTogether: boolean) {
  return inProcess((at) => async () => {
    for (;;) {
      const reply = await fetch(`${at.url('shop')}/stock`);
      if (reply.ok) return { status: 'done' };
      const waitMs = isTogether ? 10_000 - (performance.now() % 10_000) : Math.random() * 100_000;
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  });
}

function put(isTogether: boolean): Promise<LoadReport> {
  const asks = scenario('asks', {
    points: { shop },
    system: patient(isTogether),
    tasks: [{ input: 'stock' }],
    plan: [refuse({ status: 503 }).at('shop')],
    checks: [check('any', () => true)],
    deadline: '300 s',
  });
  const phases = { baseline: '20 s', fault: '25 s', recovery: '30 s' } as const;
  return load(asks, { seed: 1, load: { rate: 20, phases } });
}

test('clients that ask again at the same moment come as a herd, others do not', async () => {
  const { herds, phases } = await put(true);
  expect(herds).toMatchObject([{ point: 'shop', isHerd: true }]);
  const [herd] = herds;
  // Those of the 25 s of the fault are still there, and come within one window of 100 ms.
  expect(herd?.peakPerSecond).toBeGreaterThan(25 * 20 * 10 * 0.8);
  expect(herd?.usualPerSecond).toBeGreaterThan(15);
  expect(herd?.usualPerSecond).toBeLessThan(25);
  expect(herd?.dispersion).toBeGreaterThan(10 * (herd?.usualDispersion ?? 0));
  // Retries are high from the first window of the fault on, and at this one point.
  const [before, during] = phases;
  expect(before?.amplification).toEqual([]);
  expect(during?.amplification).toMatchObject([{ point: 'shop' }]);
  const [retries] = during?.amplification ?? [];
  expect(retries?.value).toBeGreaterThan(1.5);
  expect(retries?.firstMs).toBeGreaterThanOrEqual(20_000);
  expect(retries?.firstMs).toBeLessThan(35_000);

  const apart = await put(false);
  expect(apart.herds).toMatchObject([{ point: 'shop', isHerd: false }]);
});
