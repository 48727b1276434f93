import { expect, it } from 'vitest';
import { api, http, HttpResponse, refuse } from '../../../../../index.ts';
import { judged, reasons, type SenderCase } from '../senders-fixture.ts';

/** A campaign that an agent pauses while it changes the budget; the broken one hides that it did not resume it. */
const paused = (isBroken: boolean): SenderCase => ({
  tools: {
    ads: api(
      () => {
        const it = { status: 'active', daily: 300 };
        const change = async ({ request }: { readonly request: Request }) =>
          HttpResponse.json(Object.assign(it, await request.json()));
        return [
          http.get('/campaign', () => HttpResponse.json(it)),
          http.put('/status', change),
          http.put('/budget', change),
        ];
      },
      { effects: ['PUT /status', 'PUT /budget'] },
    ),
  },
  agent: () => async (at) => {
    const put = async (path: string, body: object) => {
      const init = { method: 'PUT', body: JSON.stringify(body) };
      return (await fetch(`${at.url('ads')}/${path}`, init)).ok;
    };
    const isActive = (await at.get('ads/campaign'))?.status === 'active';
    if (isActive) await put('status', { status: 'paused' });
    await put('budget', { daily: 500 });
    const isLeft = isActive && !(await put('status', { status: 'active' }));
    if (!isLeft || isBroken) return { status: 'done', daily: 500 };
    return { disposition: 'degraded', text: 'It has 500 a day, and is still paused.' };
  },
  plan: [refuse({ status: 403 }).at('ads', { call: 'PUT /status', calls: 2 })],
  tasks: [{ input: 'budget 500', expect: { effects: { 'PUT /budget': [{ daily: 500 }] } } }],
});

it('takes a recovery that found what was left undone for no witness', async () => {
  const record = await judged(paused(true));
  expect(record.result, reasons(record)).toBe('unknown');
  expect(reasons(record)).toContain('PUT /status landed 1 times');
  expect((await judged(paused(false))).result).toBe('pass');
});
