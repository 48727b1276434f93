import { api, delay, http, HttpResponse, nonce, type PointMaker } from '../../index.ts';

/** Calls a second that the price service grants all tenants together, and at once. */
const refillPerS = 60;
const capacity = 12;

/** Another tenant of the price service, who asks at an even pace, within its share. */
const neighbourPerS = 30;

const latencyMs = 100;

/**
 * Prices behind a rate limit that is shared with another tenant. As at the large providers, calls
 * over the limit count, too. Each reply says how many of the other tenant's calls were turned away.
 */
export const meteredPrices: PointMaker = api(() => {
  let level = capacity;
  let atMs = performance.now();
  let nextNeighbourMs = atMs;
  let turnedAway = 0;

  function refillTo(nowMs: number): void {
    level = Math.min(capacity, level + ((nowMs - atMs) / 1000) * refillPerS);
    atMs = nowMs;
  }

  function take(): boolean {
    level = Math.max(-capacity, level - 1);
    return level >= 0;
  }

  function catchUp(nowMs: number): void {
    // The other tenant needs no timer: its calls up to now are made up for in order.
    for (; nextNeighbourMs <= nowMs; nextNeighbourMs += 1000 / neighbourPerS) {
      refillTo(nextNeighbourMs);
      if (!take()) turnedAway += 1;
    }
    refillTo(nowMs);
  }

  return [
    http.get('/prices/:sku', async ({ params }) => {
      catchUp(performance.now());
      const isGranted = take();
      await delay(latencyMs);
      catchUp(performance.now());
      const others = { turnedAway };
      if (!isGranted) return HttpResponse.json({ error: 'rate_limited', others }, { status: 429 });
      return HttpResponse.json({ sku: params['sku'], amount: 12, quote: nonce('QT'), others });
    }),
  ];
});
