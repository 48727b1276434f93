import type { Ending } from '../../../model/trace/trace.ts';
import { mentions, textsOf } from '../mentions.ts';
import { done, folded } from './words.ts';

/**
 * Whether an answer that is not in full promises that the agent will do later what it could not: it is queued, or
 * will be sent. Not where it leaves that to somebody else.
 */
export function isPromise(ending: Ending): boolean {
  if (ending.how !== 'answered' || ending.disposition === 'full') return false;
  const said = folded(textsOf(ending.answer).join('. '));
  return promised.test(said) && !others.test(said);
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

const promised = new RegExp(
  '\\b(?:queued|enqueued|requeued|retrying)\\b(?! for (?:\\w+ ){0,3}(?:review|approval))' +
    '|\\b(?:in|on|into|to) (?:the|my|our|its|an?) (?:\\w+ )?(?:queue|outbox)\\b' +
    '|\\b(?:goes|go|going) out\\b' +
    `|(?:\\b(?:will|shall|going to)|'ll) (?:then |later |automatically )?be (?:\\w+ly )?${sent}\\b` +
    "|(?:\\b(?:i|we|it) will|\\b(?:i|we|it)'ll) (?:then |later |automatically )?(?:re)?(?:send|file|book|submit|place|create|post|deliver|make|order|pay|issue|publish|reserve|retry|ship)\\b" +
    '|\\bwird (?:\\S+ ){0,6}(?:gesendet|geschickt|gebucht|angelegt|erstellt|bestellt|nachgeholt|wiederholt|eingereicht)\\b|\\beingereiht\\b|\\bin (?:der|die) warteschlange\\b' +
    "|\\b(?:sera|seront) (?:envoye|cree|reserve|commande|effectue|enviad|cread|criad|reservad|pedid|hech|feit)\\w*|\\bmise? en (?:file d'attente|attente d'envoi)\\b" +
    '|\\bse (?:enviara|creara|reservara|hara)\\b|\\ben cola\\b|\\bna fila\\b',
);

/** Somebody else, or the user's own word, on which it depends. */
const others =
  /\b(?:human|person|people|colleagues?|team|staff|operators?|supervisor|somebody|someone|approv\w*|reviews?|reviewed|manual\w*|escalated|handed (?:over|off|on))\b|\b(?:if|once|when|after|as soon as|until|unless) (?:you|they)\b/;
