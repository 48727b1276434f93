import { describe, expect, it } from 'vitest';
import {
  api,
  http,
  HttpResponse,
  inProcess,
  nonce,
  refuse,
  run,
  scenario,
  standardChecks,
} from '../../index.ts';

/** Books with or without what the hints say. */
function booking(optional?: readonly string[]) {
  return scenario('books, whether there are hints or not', {
    points: {
      travel: api(
        [
          http.get('/hints', () => HttpResponse.json({ hint: 'take the aisle' })),
          http.get('/limit', () => HttpResponse.json({ left: 500 })),
          http.post('/book', () => HttpResponse.json({ id: nonce('BK') })),
        ],
        { effects: ['POST /book'] },
      ),
    },
    system: inProcess((at) => async () => {
      const url = at.url('travel');
      for (const path of ['hints', 'limit']) {
        await fetch(`${url}/${path}`)
          .then((reply) => reply.text())
          .catch(() => '');
      }
      const reply = await fetch(`${url}/book`, { method: 'POST' });
      const { id } = (await reply.json()) as { readonly id: string };
      return { status: 'done', text: `Booked as ${id}.` };
    }),
    tasks: [
      { input: 'book', expect: { effects: { 'POST /book': 1 }, ...(optional && { optional }) } },
    ],
    plan: [refuse({ status: 404 }).at('travel', { call: 'GET /hints' })],
    checks: standardChecks(),
  });
}

const optional = ['GET /hints'];

describe('an answer in full without a reply that the task may do without', () => {
  it('passes, and is unknown where nothing says that it may', async () => {
    const one = { mode: 'sim', seed: 1 } as const;
    expect((await run(booking(optional), one)).result).toBe('pass');
    const { result, verdicts } = await run(booking(), one);
    expect(result).toBe('unknown');
    expect(verdicts.find(({ verdict }) => verdict.result === 'unknown')).toMatchObject({
      check: 'discloses',
      verdict: { reason: expect.stringContaining("expect: { optional: ['GET /hints'] }") },
    });
  });

  it('says nothing of other replies', async () => {
    const plan = [refuse({ status: 404 }).at('travel', { call: 'GET /limit' })];
    expect((await run(booking(optional), { mode: 'sim', seed: 1, plan })).result).toBe('unknown');
  });
});
