import { expect, test } from 'vitest';
import { bench } from '../../bench/reader.bench.ts';
import { completes } from '../checks/index.ts';
import { api } from '../points/api.ts';
import { readBy } from './disposition.ts';
import { inProcess } from './in-process.ts';
import { run } from './run.ts';
import { scenario } from '../../index.ts';

test.each<[unknown, string]>([
  [{ status: 'done' }, 'full'],
  [{ state: 'compensated' }, 'escalated'],
  [{ state: 'needs-reconciliation' }, 'escalated'],
  [{ outcome: 'Degraded' }, 'degraded'],
  [{ status: 'abstained' }, 'abstained'],
  [{ status: 'error' }, 'failed'],
  [42, 'full'],
  [null, 'full'],
  [false, 'failed'],
  [{ error: 'connection lost' }, 'failed'],
  [{ error: null, items: [1] }, 'full'],
  [{ ok: false }, 'failed'],
  [{ success: false, message: 'This needs the approval of a manager.' }, 'escalated'],
  ...['rejected', 'TIMEOUT', 'timed_out', 'cancelled', 'not_found'].map(
    (status): [unknown, string] => [{ status }, 'failed'],
  ),
  [{ status: 503, body: '' }, 'failed'],
  [{ status: 200, id: 'A1' }, 'full'],
  [{ Status: 'Partial-Success' }, 'degraded'],
  [{ status: 'awaiting approval' }, 'escalated'],
  [{ price: 12, stale: true }, 'degraded'],
  ...[{ complete: false }, { is_complete: false }, { partialResults: true }].map(
    (less): [unknown, string] => [{ status: 'done', items: [1], ...less }, 'degraded'],
  ),
  [{ items: [1], meta: { truncated: true } }, 'degraded'],
  [{ items: [1], complete: true, meta: { complete: true } }, 'full'],
  [{ data: { a: 1 }, errors: [{ message: 'no reviews' }] }, 'degraded'],
  [{ status: 'shipped', note: 'first attempt failed' }, 'full'],
  [{ items: ['failed tests', 'error log'] }, 'full'],
  [{ status: 'completed', answer: 'Sorry, the refund failed.' }, 'failed'],
  ...[
    'Two seats are left in row 4. Nothing is paid yet; say "pay" to go on.',
    'The parcel weighs 3 kg, and has not been sent yet.',
    'Zwei Plätze sind frei. Es ist noch nichts gebucht.',
    "Deux places sont libres. Rien n'est encore réservé.",
    'Quedan dos plazas. Todavía no se ha reservado nada.',
    'Restam dois lugares. Ainda não foi reservado nada.',
  ].flatMap((text): [unknown, string][] => [
    [{ status: 'done', text }, 'full'],
    [{ ok: true, text }, 'full'],
    [{ status: 'failed', text }, 'failed'],
  ]),
  [{ status: 'done', text: 'Nothing is paid yet, since the till is down.' }, 'failed'],
  [{ status: 'done', text: 'Nothing was paid.' }, 'failed'],
  [{ text: 'Nothing is paid yet.' }, 'failed'],
  [
    {
      messages: [
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: 'I was unable to book it.' },
      ],
    },
    'failed',
  ],
  ['{"ok":false}', 'failed'],
])('the structure %j is %s', (answer, disposition) => {
  expect(readBy({ title: 'any', disposition: null }, answer).disposition).toBe(disposition);
});

test.each<[unknown, string]>([
  ['Your trip is booked.', 'full'],
  ["I don't know which flight you mean.", 'abstained'],
  ['Reviews are currently unavailable; the price is 480.', 'degraded'],
  ['I am handing this over to a colleague.', 'escalated'],
  ['Sorry, the refund failed.', 'failed'],
  ['I was unable to cancel the order.', 'failed'],
  ['The booking service is currently unavailable.', 'failed'],
  ['The flight is booked, but I couldn’t find a hotel.', 'degraded'],
  ['The prices are as of 2026.', 'full'],
  ['All rows are imported, with no errors.', 'full'],
  ['Run finished. Failures: 0.', 'full'],
  ['I fixed the error in the parser.', 'full'],
  ['Your subscription is cancelled as you asked.', 'full'],
  ['The refund is done; it needs approval of nobody.', 'full'],
  ['The first attempt failed, but the parcel was delivered.', 'full'],
  ['The first attempt failed.', 'failed'],
  ['Die Erstattung ist leider fehlgeschlagen.', 'failed'],
  ['Das weiß ich leider nicht.', 'abstained'],
  ['Ihr Flug ist gebucht.', 'full'],
  ['Der Flug ist gebucht, aber ich konnte kein Hotel finden.', 'degraded'],
  ['Ich habe Ihren Fall an eine Kollegin weitergeleitet.', 'escalated'],
  ['Le remboursement a échoué.', 'failed'],
  ['Je ne sais pas.', 'abstained'],
  ['Votre vol est réservé.', 'full'],
  ['Le vol est réservé, mais je n’ai pas pu trouver d’hôtel.', 'degraded'],
  ['J’ai transmis votre demande à un conseiller.', 'escalated'],
  ['El reembolso ha fallado.', 'failed'],
  ['No lo sé.', 'abstained'],
  ['Su vuelo está reservado.', 'full'],
  ['El vuelo está reservado, pero no pude encontrar un hotel.', 'degraded'],
  ['He pasado su caso a un supervisor.', 'escalated'],
  ['O reembolso falhou.', 'failed'],
  ['Não sei.', 'abstained'],
  ['O seu voo está reservado.', 'full'],
  ['O voo está reservado, mas não consegui encontrar um hotel.', 'degraded'],
  ['Encaminhei o seu caso para um supervisor.', 'escalated'],
  ['No ticket could be created.', 'failed'],
  ['I managed to book no table.', 'failed'],
  ['All rows are imported, and no ticket had to be created.', 'full'],
  ['Leider konnte ich kein Ticket anlegen.', 'failed'],
  ['Ich habe kein Ticket angelegt.', 'failed'],
  ['Ich konnte keinen Tisch reservieren.', 'failed'],
  ['Der Flug ist gebucht. Sie können kein Gepäck mitnehmen.', 'full'],
  ['Ein Ticket wurde für Sie angelegt.', 'escalated'],
  ['Aucune table n’a été réservée.', 'failed'],
  ['Je n’ai pu créer aucun ticket.', 'failed'],
  ['No se pudo crear ningún ticket.', 'failed'],
  ['Nenhum ticket foi criado.', 'failed'],
])('the text %j is %s', (answer, disposition) => {
  expect(readBy({ title: 'any', disposition: null }, answer).disposition).toBe(disposition);
});

test('of answers that were labelled apart from the rules, few are read as more than they are', async () => {
  const { samples, right, notFullReadAsFull } = await bench(() => undefined);
  expect(samples).toBeGreaterThan(190);
  expect(right).toBeGreaterThan(0.95);
  expect(notFullReadAsFull).toBeLessThan(0.03);
});

test.each<[string, (answer: unknown) => unknown, string]>([
  ['another word', () => 'done', 'got "done"'],
  ['a promise', () => Promise.resolve('full'), 'got a Promise'],
  ['nothing', () => undefined, 'got none'],
  ['an error', (answer) => (answer as { a: { b: 1 } }).a.b, 'got TypeError'],
])('a reader of dispositions that gives %s is refused', async (_, reader, got) => {
  const disposition = reader as (answer: unknown) => 'full';
  const asked = scenario('it answers', {
    points: { tool: api([]) },
    system: inProcess(() => async () => ({ status: 'done' })),
    tasks: [{ input: 1 }],
    plan: [],
    checks: [completes()],
    disposition,
  });
  expect(() => readBy(asked, {})).toThrow(got);
  await expect(run(asked, { mode: 'sim', seed: 1 })).rejects.toThrow('`disposition` of scenario');
});
