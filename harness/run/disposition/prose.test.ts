import { expect, test } from 'vitest';
import { claimsOf, readProse } from './prose.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');
const prefixes = ['', ...letters].flatMap((first) => letters.map((second) => first + second));

test('a text of ids and numbers reads as it does beside a letter, for which all languages are asked', () => {
  for (const text of ['480', '12:30, 4.5', ...prefixes.map((prefix) => `${prefix}-4f9a1c2b`)]) {
    expect(readProse(text), text).toEqual(readProse(`${text} x`));
  }
});

test.each(['ERROR-notfound', 'KO-failures'])('%s is no id', (text) => {
  expect(readProse(text).disposition).toBe('failed');
});

test.each<[string, readonly string[]]>([
  [
    `It stopped (Unexpected token '<', "<html>" is not valid JSON); a track may have been added.`,
    ['hedged'],
  ],
  ['It stopped (reply.items is not iterable).', []],
  ['The reply was not readable.', []],
  ['Die Antwort ist kein gültiges JSON.', []],
  ["La réponse n'est pas un JSON valide.", []],
  ['La respuesta no fue un JSON válido.', []],
  ['A resposta não foi um JSON válido.', []],
  ['It stopped (nothing was added).', ['denied']],
  ['The desk does not take tickets now.', []],
  ["The shop doesn't currently accept orders.", []],
  ['The desk did not take the ticket.', ['denied']],
  ['The booking does not exist.', ['denied']],
  ['The booking is not valid.', ['denied']],
  ['The track was not added to the JSON file.', ['denied']],
  ['No pass over Etna was scheduled.', ['denied']],
  ['Scheduling failed: no order was placed with the station.', ['denied']],
  ['I could not schedule it. There is no order.', ['denied']],
  ['No pass scheduled.', ['denied']],
  ['I placed no order.', ['denied']],
  ['Nothing got booked.', ['denied']],
  ['I stopped without placing an order.', ['denied']],
  ['No second order was placed.', []],
  ['There is no answer from the station.', []],
  ['There is no way to know whether it was scheduled.', ['hedged']],
  ['A master may exist under key master-1; a producer must look.', ['hedged']],
  ['Under reference enrol-1 there may be an entry in seats, now or later.', ['hedged']],
  ['The vent could not be shut: it may still be open.', ['hedged']],
  ['There may be an error in the data.', []],
  ['There may be a delay.', []],
  ['The shop may still be unavailable.', []],
  ['Unter K-1 kann eine Bestellung existieren.', ['hedged']],
  ['Es kann eine Störung geben.', []],
  ['Il peut exister une commande sous K-1.', ['hedged']],
  ['Il peut y avoir une erreur.', []],
  ['Puede existir un pedido con K-1.', ['hedged']],
  ['Puede haber un error.', []],
  ['Pode haver um pedido com K-1.', ['hedged']],
  ['Pode haver um erro.', []],
  ['With no hotel free I booked BK-1.', []],
  ['It could not be booked.', []],
  ['There are no fees.', []],
  ['Kein Flug über den Ätna wurde gebucht.', ['denied']],
  ['Keine Antwort ist eingegangen.', []],
  ["Il n'y a pas de commande.", ['denied']],
  ["Il n'y a pas de réponse.", []],
  ['No hay ningún pedido.', ['denied']],
  ['No hay respuesta.', []],
  ['Não há nenhum pedido.', ['denied']],
  ['Não há resposta.', []],
  ['Das Ticket wurde nicht angelegt.', ['denied']],
  ['Aucune réservation n’a pu être créée.', []],
])(
  'of something done, %j says %j: how an error words the form of a reply is no denial',
  (text, said) => {
    expect(claimsOf(text)).toEqual(said);
  },
);

test.each([
  ['Bread went on your list; wine was refused.', 'degraded'],
  ['Wine was refused.', 'failed'],
])('%j presents itself as %s', (text, disposition) => {
  expect(readProse(text).disposition).toBe(disposition);
});
