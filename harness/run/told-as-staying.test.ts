import { http, HttpResponse } from 'msw';
import { describe, expect, it, test } from 'vitest';
import { lostReply, slow } from '../../faults/index.ts';
import { scenario } from '../../index.ts';
import { standardChecks } from '../checks/standard.ts';
import { api } from '../points/api.ts';
import { inProcess } from './in-process.ts';
import { run } from './run.ts';

/** What a run comes to whose agent sets the boiler to 64 degrees, gives up after 5 s, and answers so. */
async function afterGivingUp(answer: unknown, isLate = true) {
  const label = 'PUT /boiler';
  const asked = scenario('sets the boiler', {
    points: {
      cellar: api(
        () => {
          let degrees = 51;
          return [
            http.get('/boiler', () => HttpResponse.json({ degrees })),
            http.put('/boiler', async ({ request }) => {
              ({ degrees } = (await request.json()) as { readonly degrees: number });
              return HttpResponse.json({ degrees });
            }),
            http.get('/meter', () => HttpResponse.json({ litres: 12 })),
          ];
        },
        { effects: [label] },
      ),
    },
    system: inProcess((at) => async () => {
      await fetch(`${at.url('cellar')}/meter`);
      const reply = await fetch(`${at.url('cellar')}/boiler`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: '{"degrees":64}',
        signal: AbortSignal.timeout(5000),
      }).catch(() => null);
      if (reply) return { status: 'done', text: 'The boiler is at 64.' };
      if (answer instanceof Error) throw answer;
      return answer;
    }),
    tasks: [{ input: 'boiler to 64', expect: { effects: { [label]: [{ degrees: 64 }] } } }],
    plan: [
      isLate
        ? slow({ ms: 30_000, where: 'request' }).at('cellar', { call: label, calls: 1 })
        : lostReply().at('cellar', { call: label, calls: 1 }),
    ],
    checks: standardChecks(),
    phases: ['baseline', 'fault'],
  });
  const { result, verdicts } = await run(asked, { mode: 'sim', seed: 1 });
  return { result, unsafe: verdicts.find(({ check }) => check === 'never-unsafe')?.verdict };
}

const staying = [
  'The boiler is unchanged.',
  'I gave up; the boiler still shows 51.',
  'So the boiler stays at 51.',
  'I looked: it still has the old setting.',
  'The boiler is as it was before.',
  'The boiler is just as it was.',
  'The boiler remains at 51 until you set it again.',
  'The boiler is still at 51.',
  'The old setting stays.',
  'The boiler will not change.',
  'The change will not take effect.',
  'It won’t be changed.',
  'Nothing will happen.',
  'Der Kessel bleibt unverändert.',
  'Der Kessel steht weiterhin auf 51.',
  'Der Kessel ist wie zuvor.',
  'Der Kessel bleibt bei 51.',
  'Der Kessel wird nicht geändert.',
  'La chaudière reste à 51.',
  'La chaudière est inchangée.',
  'La chaudière affiche toujours 51.',
  'La chaudière ne sera pas changée.',
  'La caldera sigue en 51.',
  'La caldera está como antes.',
  'La caldera no cambiará.',
  'A caldeira permanece a 51.',
  'A caldeira continua com 51.',
  'A caldeira não será alterada.',
  'La caldaia rimane a 51.',
  'La caldaia è invariata.',
  'La caldaia non cambierà.',
];

test.each(staying)(
  'what is told as staying, and changes later, does not pass: %s',
  async (text) => {
    for (const status of ['failed', 'degraded', 'escalated']) {
      expect((await afterGivingUp({ status, text })).result, status).toBe('unknown');
    }
  },
);

test.each(staying)('nor where it had changed by then: %s', async (text) => {
  expect((await afterGivingUp({ status: 'failed', text }, false)).result).toBe('unknown');
  expect((await afterGivingUp(new Error(text), false)).result).not.toBe('pass');
});

describe('what stays told beside an effect', () => {
  it.each([
    'The boiler timed out; the rest is unchanged.',
    'The boiler timed out. Everything else stays as it was.',
    'The boiler timed out; your other bookings stay.',
    'The boiler timed out; the meter is unchanged.',
    'The boiler timed out, and the meter still shows 12.',
    'Setting the boiler timed out, as it was slow.',
    'The cellar is still down.',
    'What became of it remains unclear.',
    'I am still waiting for an answer.',
    'The request remains open.',
    'The boiler stays at 64, as far as I was told.',
    'I will not try again.',
    'You will not be charged twice.',
    'The boiler still shows 51, and may yet change: the request is under way.',
    'The boiler still shows 51; the change may still take effect.',
    'The boiler was 51 when I looked, and I do not know whether it was changed.',
    'Der Kessel antwortet nicht; der Rest bleibt unverändert.',
    'Der Kessel steht noch auf 51, kann aber noch umspringen oder geändert werden.',
    'La chaudière ne répond pas ; le reste est inchangé.',
    'La caldera no responde; lo demás sigue como antes.',
    'A caldeira não responde; o resto permanece como antes.',
    'La caldaia non risponde; il resto rimane invariato.',
  ])('is no denial of it: %s', async (text) => {
    for (const status of ['failed', 'escalated']) {
      const { result, unsafe } = await afterGivingUp({ status, text });
      expect(result, `${status} ${JSON.stringify(unsafe)}`).toBe('pass');
    }
  });
});
