import { expect, test } from 'vitest';
import {
  api,
  http,
  HttpResponse,
  inProcess,
  nonce,
  run,
  scenario,
  slow,
  standardChecks,
} from '../../../index.ts';
import { claimsOf, readProse } from './prose.ts';

test.each([
  'Job p-1 was sent and is not on the list so far: it may still arrive.',
  'Job p-1 is not on the list yet, it may still arrive late.',
  'Job p-1 was not on the list when I looked, but it can still arrive.',
  'I do not know whether job p-1 was taken: it is not on the list yet.',
  'It is not listed yet, but it might still be queued.',
  'The shop has not listed p-1 yet. It may yet turn up.',
  'I do not see it on the list yet, but it may yet be printed.',
  'A late copy could still reach the shop.',
  'The order has not shown up so far, though it may go through.',
  'Auftrag p-1 steht noch nicht auf der Liste, er kann noch ankommen.',
  'Er steht bisher nicht auf der Liste; es ist möglich, dass er noch auftauchen kann.',
  'Der Auftrag war nicht gelistet, als ich nachsah; er könnte noch eintreffen.',
  'La commande p-1 ne figure pas encore sur la liste; elle peut encore arriver.',
  'El pedido p-1 aún no figura en la lista; todavía puede llegar.',
  'El pedido no aparece en la lista por ahora, pero podría llegar más tarde.',
  'O pedido p-1 ainda não aparece na lista; ainda pode chegar.',
  'O pedido não aparece na lista por enquanto; pode ainda entrar.',
])('%j says that it may be there, and denies nothing', (text) => {
  expect(claimsOf(text)).toEqual(['hedged']);
});

test.each([
  'Job p-1 is not listed yet.',
  'Job p-1 was sent and is not on the list so far.',
  'Job p-1 was not sent; the invoice may still arrive.',
  'Job p-1 was not sent. A confirmation may still arrive.',
  'Job p-1 was not sent. You may come to the counter.',
  'Der Auftrag p-1 wurde nicht gesendet; die Rechnung kann noch ankommen.',
  "La commande n'a pas été envoyée; la facture peut encore arriver.",
  'El pedido no fue enviado; la factura puede llegar.',
  'O pedido não foi enviado; a fatura pode chegar.',
])('%j denies it, and leaves nothing open', (text) => {
  expect(claimsOf(text)).toEqual(['denied']);
});

test.each([
  'Job p-1 has not been added to the list yet; it may still arrive.',
  'Job p-1 was not booked. It is not on the list yet. It may still arrive.',
])('%j denies it and leaves it open', (text) => {
  expect(claimsOf(text)).toEqual(['hedged', 'denied']);
});

test.each(['A reply may still come.', 'An error may appear.', 'Es kann ein Fehler auftauchen.'])(
  '%j is about nothing that was done',
  (text) => {
    expect(claimsOf(text)).toEqual([]);
  },
);

test('what was sent and not seen presents itself as less than full', () => {
  const { disposition } = readProse(
    'Job p-1 was sent and is not on the list so far: it may still come.',
  );
  expect(disposition).not.toBe('full');
});

test.each([
  ['was sent and is not on the list so far: it may still arrive', 'pass'],
  ['was sent and is not on the list so far', 'fail'],
  ['was not sent; the invoice may still arrive', 'fail'],
])('of a job that lands later, "Job … %s" is a %s', async (words, verdict) => {
  const shop = api([http.post('/jobs', () => HttpResponse.json({ id: nonce('JOB') }))], {
    effects: { 'POST /jobs': { keyHeader: null } },
  });
  const post = (at: string, body: string) =>
    fetch(`${at}/jobs`, { method: 'POST', body, signal: AbortSignal.timeout(6_000) });
  const printed = scenario('posters are printed', {
    points: { shop },
    system: inProcess((at) => async (_, { id }) => {
      const ref = `poster-${id}`;
      try {
        const reply = await post(at.url('shop'), JSON.stringify({ ref }));
        return {
          status: 'done',
          text: `In print: ${((await reply.json()) as { id: string }).id}.`,
        };
      } catch {
        return { status: 'escalated', text: `Job ${ref} ${words}.` };
      }
    }),
    tasks: [{ input: 'Print 40 posters', expect: { effects: { 'POST /jobs': 1 } } }],
    plan: [slow({ ms: 10_000, where: 'request' }).at('shop', { call: 'POST /jobs' })],
    checks: standardChecks(),
  });
  const { verdicts } = await run(printed, { mode: 'sim', seed: 1 });
  const found = verdicts.filter(({ verdict: { result } }) => ['fail', 'unknown'].includes(result));
  expect(found.map(({ check, verdict: { result } }) => [check, result])).toEqual(
    verdict === 'pass' ? [] : [['never-unsafe', 'fail']],
  );
});
