import { expect, test } from 'vitest';
import { claimsOf, readProse } from './prose.ts';

// Each holds words that another language has a phrase or a mark of, and no more is meant than it says.
test.each([
  'Mo Field plays Viola tonight (CALL-7i3f5u2w).',
  'Mo Field plays Viola (CALL-7i3f5u2w).',
  'He plays Viola, and she plays Sebastian.',
  'Viola plays Pronto in hall 4.',
  'Pronto Pizza brings two at 19:30.',
  'Salvo Costa takes desk 4.',
  'Salva Romero takes desk 5 at noon.',
  'Criado takes the late shift.',
  'Guardado plays on the left.',
  'Falla wrote the nights in the gardens.',
  'Mo Field flies Antigua on Friday.',
  'He flies to Antigua at 9:40.',
  'Antigone opens at the Globe tonight.',
  'Fertig Farms brings 40 eggs.',
  'Estime and Plante share room 12.',
  'Paye takes seat 3, Prete seat 4.',
  'Perdue Farms brings 20 birds.',
  'Jo speaks Cree at home.',
  'Jo reads Cree, Mo reads Welsh.',
  'Bond yields: 4 percent, payee Jo Marsh.',
  'Payee: Jo Marsh. Sum: 480.',
  'Reserve team: Jo, Mo, Kit.',
  'Reserve price: 4000.',
  'Resume of Jo Marsh: two pages.',
  'Programme: Bach, then Falla.',
  'Programmes cost 4 each.',
  'Livre de Jo costs 12.',
  'Lot 4: facture of silk, 12 m.',
  'Surcharge: 3 EUR per bag.',
  'Limites Street 4, third floor.',
  'Estimation is taught in hall 2.',
  'Approximation theory: Tuesday, hall 3.',
  'Antigen test kits: 40 in aisle 7.',
  'Kit Lane wears the den key.',
  'Con Ryan takes the LA desk.',
  'Al and Lo take the night bus to El Paso.',
  "Kit O'Brien takes desk 7.",
  'Ops mails kit@pronto.com each day.',
  'Jo flies MIT at noon, Mo flies Un Air.',
  'La La Land runs in hall 2 at 20:15.',
  'Das Boot runs in hall 1, with Viola.',
  'Le Mans starts at noon.',
  'Big Sur is two hours away.',
  'Jan van der Plante takes seat 9.',
])('%j is full, as English reads it', (text) => {
  expect(readProse(text).disposition).toBe('full');
  expect(claimsOf(text)).toEqual([]);
});

test.each([
  ['He failed at the counter.', 'failed'],
  ['Payment failed at pronto.com.', 'failed'],
  ["O'Brien was not booked.", 'failed'],
  ['Viola: I do not know which part is meant.', 'abstained'],
  ['Pronto: the order was refused.', 'failed'],
])('%j is %s, whatever names it holds', (text, disposition) => {
  expect(readProse(text).disposition).toBe(disposition);
});

test.each([
  ['Isso viola a política da empresa.', 'abstained'],
  ['A regra não permite: viola os termos.', 'abstained'],
  ['O pedido expirou.', 'failed'],
  ['Colis perdu.', 'failed'],
  ['Paiement rejeté.', 'failed'],
  ['Serveur en panne.', 'failed'],
  ['La commande est refusée.', 'failed'],
  ['Reserva cancelada.', 'failed'],
  ['La reserva falló.', 'failed'],
  ['Ihr Termin ist fertig.', 'full'],
  ['Buchung fehlgeschlagen.', 'failed'],
  ['He enviado el correo.', 'full'],
  ['No he podido enviar el correo.', 'failed'],
  ['Die Buchung by Expedia ist leider nicht gelungen.', 'failed'],
])('%j is read as %s in its own language', (text, disposition) => {
  expect(readProse(text).disposition).toBe(disposition);
});

test('a word of one language says nothing in a text of another', () => {
  expect(readProse('Mo Field plays Viola tonight.')).toEqual(
    readProse('Mo Field plays Hamlet tonight.'),
  );
});
