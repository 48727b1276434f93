import { expect, test } from 'vitest';
import { claimsOf, failsAtLast, mayDeny, readProse } from './prose.ts';

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
  [
    'In this attempt I sent no notice; one of an earlier attempt would be under key K-1.',
    ['hedged', 'denied'],
  ],
  [
    'No notice was sent now; should an earlier attempt have sent one, it is under key K-1.',
    ['hedged', 'denied'],
  ],
  ['If an earlier attempt sent a notice, it is under key K-1.', ['hedged']],
  ['A notice of an earlier attempt would be filed under K-1.', ['hedged']],
  ['If the gauge is down, it is replaced.', []],
  ['The meeting would be an hour later.', []],
  ['Falls ein früherer Versuch etwas gesendet hat, liegt es unter K-1.', ['hedged']],
  ['Eine frühere Meldung läge unter K-1.', ['hedged']],
  ['Wenn es regnet, ist der Weg gesperrt.', []],
  ['Si un intento anterior envió un aviso, está bajo K-1.', ['hedged']],
  ['Un aviso anterior estaría bajo K-1.', ['hedged']],
  ['Si un essai précédent en a envoyé un, il est sous K-1.', ['hedged']],
  ['Un avis antérieur serait sous K-1.', ['hedged']],
  ['Se uma tentativa anterior enviou um aviso, está sob K-1.', ['hedged']],
  ['Um aviso anterior estaria sob K-1.', ['hedged']],
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
  ['A plaque marked tree-7 may be on oak 31 or not; please look.', ['hedged']],
  ['The recipe may or may not be in box 4.', ['hedged']],
  ['A copy might now be at /shelves/31/copies.', ['hedged']],
  ['Perhaps it is on shelf 31.', ['hedged']],
  ['It is perhaps with Hofmann.', ['hedged']],
  ['Maybe it is there.', ['hedged']],
  ['The label was printed or not, I have no word.', ['hedged']],
  ['I am not sure if the plaque made it to oak 31.', ['hedged']],
  ['I cannot tell if my request reached the depot.', ['hedged']],
  ['Whether the earlier try came through, I cannot say.', ['hedged']],
  ['The depot may be at capacity.', []],
  ['The depot may be under heavy load.', []],
  ['The curator may be on holiday.', []],
  ['A colleague may be in touch.', []],
  ['You may pay at the desk or not.', []],
  ['Whether the depot is open, I cannot say.', []],
  ['An der Eiche 31 kann ein Schild hängen.', ['hedged']],
  ['Das Schild wurde angebracht oder auch nicht.', ['hedged']],
  ['Ich bin nicht sicher, ob der Antrag durchging.', ['hedged']],
  ['Der Dienst kann überlastet sein.', []],
  ['Das Lager kann unter Last stehen.', []],
  ["Une plaque peut être sur l'arbre 31 ou non.", ['hedged']],
  ["Elle peut être chez l'imprimeur.", ['hedged']],
  ['Je ne suis pas sûr que la plaque soit posée.', ['hedged']],
  ['Impossible de dire si la plaque est posée.', ['hedged']],
  ['Le service peut être en panne.', []],
  ['Le conservateur peut être en vacances.', []],
  ['Una placa puede estar en el roble 31 o no.', ['hedged']],
  ['La placa puede estar sobre la mesa 4.', ['hedged']],
  ['No estoy seguro de que la placa esté puesta.', ['hedged']],
  ['No sé si la placa fue puesta.', ['hedged']],
  ['El servicio puede estar en mantenimiento.', []],
  ['Uma placa pode estar no carvalho 31 ou não.', ['hedged']],
  ['A placa pode estar sob o número 4.', ['hedged']],
  ['Não tenho certeza de que a placa esteja lá.', ['hedged']],
  ['O serviço pode estar em manutenção.', []],
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
  [
    'A stay may still turn up under R; I did not ask again, so that it is not booked twice.',
    ['hedged'],
  ],
  ['A stay may be there under R. I have not booked it a second time.', ['hedged']],
  ['A stay may be there under R. If there is no stay by noon, it was not booked.', ['hedged']],
  ['A stay may be there under R. To be safe nothing else was booked.', ['hedged']],
  ['The order was not placed twice.', []],
  ['The order was not placed.', ['denied']],
  ['No confirmation came, which does not mean that there is no order.', ['hedged']],
  ['I cannot be sure that R was not booked.', ['hedged']],
  ['It would be wrong to conclude that R was not booked.', ['hedged']],
  ['It is not certain that R is booked, nor that it is not.', ['hedged']],
  ['I have neither confirmation nor refusal of R.', ['hedged']],
  ['The state on the server is undetermined.', ['hedged']],
  ['Order R could have gone through, but the supplier turned it away.', []],
  ['Order R could have gone through, but I heard nothing.', ['hedged']],
  ['Das heißt nicht, dass nichts gebucht wurde.', ['hedged']],
  ['Der Platz wurde nicht doppelt gebucht.', []],
  ['Der Auftrag hätte durchgehen können, aber er wurde abgelehnt.', []],
  ['Der Zustand auf dem Server ist unbestimmt.', ['hedged']],
  ['Ob die Reservierung noch besteht, ist offen.', ['hedged']],
  ["Je ne peux pas garantir qu'elle a été enregistrée.", ['hedged']],
  ["Cela ne veut pas dire qu'il n'y a pas de commande.", ['hedged']],
  ["Je n'ai pas insisté, afin qu'il ne soit pas réservé deux fois.", []],
  ['No puedo asegurar que no se haya reservado.', ['hedged']],
  ['Eso no significa que no haya ningún pedido.', ['hedged']],
  ['Não posso garantir que não foi reservado.', ['hedged']],
  ['Isso não significa que não há nenhum pedido.', ['hedged']],
])(
  'of something done, %j says %j: how an error words the form of a reply is no denial',
  (text, said) => {
    expect(claimsOf(text)).toEqual(said);
  },
);

test.each<[string, string, readonly string[]]>([
  ['Bread went on your list; wine was refused.', 'degraded', ['full']],
  ['Wine was refused.', 'failed', []],
  ['Ana konnte leider nicht für S-9 eingetragen werden.', 'failed', []],
  ['Ana could sadly not be registered for S-9.', 'failed', []],
  ['The library refused to reserve C-118.', 'failed', []],
  ['The request for a technician was turned down.', 'failed', []],
  ['Technician | rejected |', 'failed', []],
  ['Ich wollte stornieren, die Anfrage blieb aber ohne Antwort.', 'failed', []],
  ['The request went unanswered.', 'failed', []],
  ['La demande est restée sans réponse.', 'failed', []],
  // What goes on to be so is no success.
  ['S-88 was refused, and I could not release CF-1. CF-1 is still reserved.', 'failed', []],
  ['S-88 wurde verweigert, CF-1 ist weiterhin reserviert.', 'failed', []],
  // What waits is neither done nor failed.
  ['The printer is down. I put the poster in the queue for later.', 'degraded', ['failed']],
  ['Ana has been put in the queue for S-9.', 'degraded', ['full']],
  ['Ana steht auf der Warteliste.', 'degraded', ['full']],
  ['Ana está en la lista de espera.', 'degraded', ['full']],
  ['Nothing is queued.', 'failed', ['full']],
  ['Attempt 1 failed, attempt 2 ok.', 'full', []],
  // Numbers of a name and of a measure are no parts of a whole.
  ['O nível do rio em G-2 é de 2,31 m neste momento.', 'full', ['failed']],
  ['El nivel en G-2 es de 2,31 m.', 'full', ['failed']],
  ['Foram lidas 2 de 3 páginas.', 'degraded', []],
  ['All members are Ada and Bo; nobody is missing.', 'full', ['failed']],
  ['Alle sind da, es fehlt niemand.', 'full', ['failed']],
  ['Page 2 is missing.', 'degraded', []],
  ['The mean is 105 cm, from two stations only. Cima did not answer.', 'degraded', []],
])('%j presents itself as %s, or as %j', (text, disposition, mayBe) => {
  expect(readProse(text)).toEqual({ disposition, mayBe });
});

test.each([
  ['Ana bekam keinen Platz in S-9.', true],
  ['Ana is registered for S-9, and not for S-8.', false],
  ['Ana has her place in NO-4f9a1c2b.', false],
])('%j may deny what it is about: %j', (text, isSo) => {
  expect(mayDeny(text)).toBe(isSo);
});

test.each([
  ['Vent V3 is open. Bed B7 was refused.', false],
  ['Room A was booked. Room B was refused.', true],
  ['I opened vent V3 and booked B7. The change of B7 was not applied.', true],
  ['Bed B7 was refused at first. It was booked on the second attempt.', false],
])('%j fails at last: %j', (text, isSo) => {
  expect(failsAtLast(text)).toBe(isSo);
});
