import type { Ending } from '../../../model/trace/trace.ts';
import { mentions, textsOf } from '../mentions.ts';
import { sentencesIn } from './sentences.ts';
import { undoings } from './undoings.ts';
import { done, folded, negation } from './words.ts';

/** A sentence of an answer that says what will be done, and whether that is to undo something. */
export interface Vow {
  readonly sentence: string;
  readonly isUndoing: boolean;
}

/**
 * The sentences of an answer that is less than full which say that something will be done, by the one who answers or by
 * a system, and that depend on nobody: "it will be applied overnight", "the system will free it", "I will keep trying".
 */
export function vowsIn(ending: Ending): readonly Vow[] {
  if (ending.how !== 'answered' || ending.disposition === 'full') return [];
  return sentencesIn(ending.answer).flatMap(({ said: sentence }) => {
    const plain = folded(sentence);
    if (others.test(plain)) return [];
    // "But" and "and" begin what may depend on nothing.
    const vowed = plain.split(/[,;:]\s|\b(?:but|aber|mais|pero|mas)\b/).find((part) => {
      const isLasting = lasting.test(part);
      return (isLasting || (future.test(part) && !dependent.test(plain))) && !denied.test(part);
    });
    if (vowed === undefined) return [];
    return [{ sentence, isUndoing: undoing.test(vowed) }];
  });
}

/**
 * Whether an answer that is not in full promises that the agent will do later what it could not: it is queued, or
 * will be sent. Not where it leaves that to somebody else.
 */
export function isPromise(ending: Ending): boolean {
  if (ending.how !== 'answered' || ending.disposition === 'full') return false;
  const said = textsOf(ending.answer).join('. ');
  if (promisesLater(said) && !others.test(folded(said))) return true;
  return vowsIn(ending).some(({ isUndoing }) => !isUndoing);
}

/** Whether a text says that something is queued, or will be done. */
export function promisesLater(text: string): boolean {
  return promised.test(folded(text).replaceAll(noneWill, ' ').replaceAll(notSo, ' '));
}

/** Whether an answer that promises something tells no time for it that a run may not last. */
export function isSoon(ending: Ending): boolean {
  if (ending.how !== 'answered') return false;
  return !faroff.test(folded(textsOf(ending.answer).join('. ')));
}

/** Whether an answer promises it for the next request, rather than for some time. */
export function isForNextRequest(ending: Ending): boolean {
  if (!isPromise(ending) || ending.how !== 'answered') return false;
  return /\b(?:next|nachsten?|prochaine?|proxim[oa]) (?:request|task|call|message|order|one|anfrage|auftrag|demande|requete|solicitud|pedido|solicitacao)\b/.test(
    folded(textsOf(ending.answer).join('. ')),
  );
}

/** Whether an effect that landed after the end of a task is what its answer promised, by its key. */
export function keepsPromise(
  { key, landed }: { readonly key: string; readonly landed: readonly number[] },
  { ending, end }: { readonly ending: Ending; readonly end: { readonly seq: number } | null },
): boolean {
  if (end === null || ending.how !== 'answered' || !isPromise(ending)) return false;
  return landed.every((seq) => seq > end.seq) && mentions(ending.answer, key);
}

const sent = `(?:${done}|filed|delivered|posted|written|recorded|refunded|published|repeated|done|retried|resent|resubmitted|executed)`;

/** With the next request, whatever it is about; not what who asks is to send. */
const withNext =
  '(?<!\\b(?:please|you|bitte|veuillez|por favor)\\b[^.;]*)\\b(?:(?:with|on|at) (?:the|your|my|its) next (?:request|message|order|task|call)|' +
  'mit (?:der|deiner|ihrer|meiner) nachsten (?:anfrage|nachricht)|avec (?:la|votre|ta) prochaine? (?:demande|requete|commande|message)|' +
  'con (?:la|el|su|tu) proxim[oa] (?:solicitud|peticion|mensaje|pedido)|com (?:a|o|sua|seu) proxim[oa] (?:solicitacao|mensagem|pedido))\\b';

const promised = new RegExp(
  '\\b(?:queued|enqueued|requeued|retrying)\\b(?! for (?:\\w+ ){0,3}(?:review|approval))' +
    '|\\b(?:in|on|into|to) (?:the|my|our|its|an?) (?:\\w+ )?(?:queue|outbox)\\b' +
    '|\\b(?:goes|go|going) out\\b' +
    `|\\bwaits? (?:\\S+ ){0,6}?to be (?:\\w+ly )?(?:re)?${sent}\\b|${withNext}` +
    `|(?:\\b(?:will|shall|going to)|'ll) (?:then |later |automatically )?be (?:\\w+ly )?${sent}\\b` +
    "|(?:\\b(?:i|we|it) will|\\b(?:i|we|it)'ll) (?:then |later |automatically )?(?:re)?(?:send|file|book|submit|place|create|post|deliver|make|order|pay|issue|publish|reserve|retry|ship)\\b" +
    '|\\bwird (?:\\S+ ){0,6}(?:gesendet|geschickt|gebucht|angelegt|erstellt|bestellt|nachgeholt|wiederholt|eingereicht)\\b|\\beingereiht\\b|\\bin (?:der|die|einer?|unserer?) warteschlange\\b' +
    "|\\b(?:sera|seront) (?:envoye|cree|reserve|commande|effectue|enviad|cread|criad|reservad|pedid|hech|feit)\\w*|\\bmise? en (?:file d'attente|attente d'envoi)\\b|\\b(?:dans|en) (?:la |une |notre )?file d'attente\\b" +
    '|\\bse (?:enviara|creara|reservara|hara)\\b|\\ben (?:la |una |su |nuestra )?cola\\b|\\bn(?:a|uma) (?:\\w+ )?fila\\b',
);

const later =
  '(?:then|later|automatically|still|just|simply|now|soon|also|again|tonight|overnight|tomorrow|it|this|that|them)';

const deed =
  '(?:set|apply|free|release|cancel|remove|delete|undo|revert|refund|send|file|book|submit|place|create|post|deliver|make|order|pay|issue|publish|reserve|retry|resend|resubmit|ship|add|register|update|change|print|open|close|schedule|complete|finish|process|try|execute|record|catch up|go through|go live|take care|do (?:it|this|that|so))';

const doneLater = `(?:${sent}|applied|set|changed|freed|released|cancell?ed|removed|deleted|undone|reverted|printed|opened|closed|tried|finished|picked up|worked off|carried out|caught up|made good|taken care of|taken back|rolled back|put through)`;

const soon =
  '(?:automatisch|spater|nachher|bald|in kurze|heute nacht|heute abend|uber nacht|morgen|nachts|automatiquement|plus tard|cette nuit|ce soir|demain|bientot|automaticamente|mas tarde|esta noche|manana|pronto|mais tarde|esta noite|amanha|em breve|logo)';

const faroff =
  /\b(?:tonight|overnight|tomorrow|hours?|days?|weeks?|heute (?:nacht|abend)|uber nacht|morgen|stunden?|tagen?|cette nuit|ce soir|demain|heures?|jours?|esta (?:noche|noite)|manana|amanha|horas?|dias?)\b/;

/** What will be done, in English, German, French, Spanish and Portuguese. */
const future = new RegExp(
  [
    `(?:\\b(?:will|shall|is going to|are going to|am going to)|'ll|'m going to|'s going to) (?:${later} )*(?:be (?:\\w+ly )?${doneLater}|${deed})\\b`,
    `\\b(?:wird|werden|werde) (?:\\S+ ){0,6}?${soon} (?:\\S+ ){0,6}?(?:[a-z]*ge[a-z]{2,}(?:t|en)|[a-z]{3,}iert|[a-z]{3,}ieren|(?:be|ver|er|uber|frei|nach)[a-z]{3,}(?:t|en))\\b`,
    `\\bwerde (?:\\S+ ){0,6}?(?:versuchen|nachholen|senden|buchen|einstellen|umstellen|freigeben|stornieren|wiederholen|erledigen)\\b`,
    `\\b(?:sera|seront) (?:\\S+ )?(?:[a-z]{3,}ee?s?|fait|remis)\\b(?: \\S+){0,3}? ${soon}|\\b[a-z]{3,}(?:era|eront|erai|erons) (?:\\S+ ){0,3}?${soon}|\\bje vais (?:\\S+ )?(?:ressayer|reessayer|continuer|reserver|annuler|liberer)\\b|\\bje (?:le |la )?(?:reessaierai|ressaierai|ferai)\\b`,
    `\\bse [a-z]{3,}(?:ara|era|ira)n?\\b|\\b(?:sera|seran) (?:\\S+ )?[a-z]{3,}(?:ad|id)[oa]s?\\b|\\b(?:l[oa]s? )[a-z]{3,}(?:are|ere|ire|ara|era|ira)\\b|\\b(?:volvere a|lo) (?:intentar\\w*|hare)\\b`,
    `\\b(?:sera|serao) (?:\\S+ )?[a-z]{3,}(?:ad|id)[oa]s?\\b|\\b(?:vou|vamos|vai|ira) (?:\\S+ )?(?:tentar|fazer|reservar|liberar|cancelar|aplicar|enviar|registrar|anular)\\b|\\b(?:tentarei|farei)\\b`,
  ].join('|'),
);

/** To try on, which ends with what it waits for. */
const lasting =
  /\b(?:will|'ll|going to) (?:just |simply )?(?:keep|continue|go on) (?:\w+ly )?(?:(?:re)?trying|to (?:re)?try)\b|\bversuche (?:\S+ ){0,3}?weiter\b|\bwerde (?:\S+ ){0,4}?weiter(?:hin)? (?:\S+ )?versuchen\b|\bcontinuerai a (?:re)?essayer\b|\bseguire intentando\b|\bcontinuarei (?:a tentar|tentando)\b|'ll keep (?:\w+ly )?(?:re)?trying\b/;

/** On which a promise depends. */
const dependent =
  /\b(?:if|once|unless|until|when|whenever|after|as soon as|please|let (?:me|us) know|tell (?:me|us)|just (?:ask|say)|ask|say so|reply|confirm\w*|want|wish|like|needs? to|have to|has to|must|should|may|might|can|could|falls|wenn|sobald|nachdem|bis|bitte|sofern|des que|quand|lorsque|s'il|si|apres|cuando|en cuanto|despues|hasta que|quando|assim que|depois|caso|se (?:voce|o|a))\b/;

const denied = new RegExp(negation);

const undoing = new RegExp(`\\b(?:${undoings}|free\\b)`);

/** Somebody else, or the user's own word, on which it depends. */
const others =
  /\b(?:human|person|people|colleagues?|team|staff|operators?|supervisor|somebody|someone|approv\w*|reviews?|reviewed|manual\w*|escalated|handed (?:over|off|on))\b|\b(?:if|once|when|after|as soon as|until|unless) (?:(?:you|they)\b|(?:\S+ ){0,4}?(?:confirm|agree|decide|consent)s?\b)/;

/** "Did not go out", "was never queued": what is denied is no promise. */
const notSo = new RegExp(
  `(?:${negation}) (?:\\S+ ){0,2}?(?:(?:en|re)?queued|retrying|(?:goes|go|going) out|in (?:the|my|our|its|an?) (?:\\w+ )?(?:queue|outbox)|eingereiht|in (?:der|die|einer?|unserer?) warteschlange|(?:mise? )?en (?:file d'attente|attente d'envoi)|en (?:la |una |su |nuestra )?cola|n(?:a|uma) (?:\\w+ )?fila)\\b`,
  'g',
);

const noneWill = /\b(?:nothing|none|nobody|no \w+)(?: \w+)? will\b/g;
