import { contracted, due, folded, maybe, none, not } from './words.ts';

/** Whether a text says that something was undone, and leaves nothing open. */
export function saysUndone(text: string): boolean {
  const plain = folded(text);
  const at = plain.search(undone);
  // "Cancelled without costs" is cancelled.
  return at !== -1 && !open.test(plain) && !lacking.test(plain.slice(0, at));
}

/**
 * Whether a clause says of what it names (`#`), or of a pronoun that stands for it, that others may have it again
 * ("# is free again"), in a word of state that is not `known` to tell of it as it should be.
 */
export function saysFreeAgain(clause: string, known: ReadonlySet<string>): boolean {
  const found = freeAgain.exec(folded(clause))?.groups;
  const state = found?.['state'] ?? found?.['then'] ?? found?.['once'];
  return state !== undefined && !known.has(state);
}

/** Whether a clause speaks of the thing that the one before it names: "it was released". */
export function isOfBefore(clause: string): boolean {
  return new RegExp(`^\\W*${pronoun} `).test(folded(clause));
}

/** Whether a sentence tells what will be so, or is so in a case: "once it is free again". */
export function isConditional(sentence: string): boolean {
  return conditional.test(folded(sentence));
}

/** Whether a text says that something is not so, or has yet to be done. */
export function saysOpen(text: string): boolean {
  const plain = folded(text);
  return open.test(plain) || lacking.test(plain);
}

/** Whether a text says that something in it is not known. */
export function saysUnsure(text: string): boolean {
  return unsure.test(folded(text));
}

/** Whether a text is the status of a task that has taken back all that it did. */
export function saysWholeUndone(text: string): boolean {
  return /^(?:fully[ _-])?(?:compensated|rolled[ _-]?back|reverted|undone)$/.test(folded(text));
}

/** Whether a text says that something is not there, was not done or failed, and nothing of undoing. */
export function saysNone(text: string): boolean {
  const plain = folded(text);
  return denied.test(plain) && !later.test(plain) && !unsure.test(plain) && !undo.test(plain);
}

/** Whether a text, such as the label of a call, asks to undo something. */
export function isUndoing(text: string): boolean {
  return undo.test(text);
}

// "The cancelled trip" is the name of a thing.
const undone = new RegExp(
  '(?<!(?:the|your|an?|this|that|our|my) |[a-z0-9-])(?:' +
    'cancell?ed|released|refunded|reversed|reverted|rolled[ _-]?back|undone|voided|removed|deleted|withdrawn|revoked|called off|compensated|annulled|rescinded|retracted|discarded|freed|(?:given|handed|taken) back|' +
    'no longer exists?|(?:is|are) (?:now )?gone(?! through)|' +
    'storniert|abgesagt|ruckgangig gemacht|freigegeben|geloscht|erstattet|zuruckgezogen|aufgehoben|' +
    '(?:annule|rembourse|libere|supprime)e?s?|' +
    '(?:cancelad|anulad|liberad|reembolsad|eliminad|revertid|estornad|removid|excluid|desfeit)[oa]s?' +
    ')(?![a-z0-9-])',
);

const pronoun = '(?:it|they|sie|er|es|elle|il|elles|ils|celle-ci|celui-ci|ella|ela|ele)';

const state =
  'free|available|open|vacant|bookable|unreserved|frei|verfugbar|buchbar|offen|zu haben|libres?|disponibles?|ouverte?s?|abiert[oa]s?|livres?|disponive(?:l|is)|abert[oa]s?';

const is =
  "(?:is|are|was|were|'s|'re|(?:has|have) been|became|ist|sind|war|waren|steht|stehen|est|sont|esta|estan|quedan?|quedo|quedaron|estao|ficam?|ficou|ficaram)";

const anew =
  '(?:once )?again|wieder|erneut|de nouveau|a nouveau|otra vez|de nuevo|nuevamente|de novo|novamente|outra vez';

const forOthers =
  '(?:to|for|fur|pour|aux?|a|para) (?:(?:the|an?|les?|los|las|os|as) )?(?:others?|anyone|anybody|everyone|everybody|all|andere\\w*|alle|autres?|tous|otr[oa]s|todos|outr[oa]s)';

const aside = '(?:(?!(?:not|nicht|pas|no|nao)\\b)\\w+ ){0,2}?';

const freeAgain = new RegExp(
  `(?:#\\W{0,2}|^\\W*${pronoun}) (?:` +
    `${is} ${aside}(?<state>${state})(?: ${forOthers})? (?:${anew})` +
    `|${is} ${aside}(?:${anew}) ${aside}(?<then>${state})` +
    `|(?:vuelven? a (?:estar|quedar)|volt(?:a|am|ou|aram) a (?:estar|ficar)|redevien(?:t|nent)|(?:est|sont) redevenue?s?) (?<once>${state})` +
    ')(?![a-z])',
);

const conditional =
  /\b(?:when|once|as soon as|until|after|if|unless|will|would|sobald|wenn|falls|nachdem|bis|wird|werden|des que|quand|lorsque|jusqu\w*|cuando|en cuanto|hasta|quando|assim que|ate)\b/;

const notSo = `${contracted}|\\b(?:${not}|fail\\w*|konnte\\w*)\\b`;

const notYet =
  `\\b(?:${maybe}|${due}|false|needs?|to be|if|unless|until|except|besides|unconfirmed|tr(?:y|ied)|still|stands?|remain\\w*|pending|stranded|` +
  'noch|ausser|encore|sauf|quiza|todavia|salvo|ainda|exceto)\\b';

const open = new RegExp(`${notSo}|${notYet}|\\bcould\\b`);

const denied = new RegExp(`${notSo}|\\b(?:${none})\\b`);

const later = new RegExp(
  `${notYet}|\\b(?:will|would|left|ask|contact|check|look|see|review|human|person|somebody|someone|manual\\w*)\\b`,
);

const lacking = new RegExp(`\\b(?:${none}|without|will|would|left|ohne|sans|sin|sem)\\b`);

// Off a list of bookings is not a booking undone.
const unsure = new RegExp(
  '\\b(?:lists?|waitlist|queue|cart|basket|calendar|liste|warteschlange|warenkorb|kalender|panier|calendrier|lista|cola|carrito|calendario|fila|carrinho)\\b|' +
    `\\b(?:${maybe}|if|unless|probably|unconfirmed|confirm\\w*|verif\\w*|sure|know|true|peut|si|quiza|se)\\b`,
);

const undo =
  /^DELETE\b|cancel|refund|release|delete|remove|void|revert|reverse|revoke|undo|rollback|compensat|withdraw|expire|unbook|close|abort/i;

/** Beginnings of words of undoing, as a part of an expression. */
export const undoings =
  '(?:cancel|refund|releas|delet|remov|void|rever[st]|revo[ck]|undo|undid|roll(?:ed|ing)?[ _-]?back|compensat|withdr|annul|anul|rescind|retract|free[di]|storn|freig|freizug|losch|geloscht|zuruck(?:zu)?(?:ge(?:nomm|geb|zog)|nehm|geb|zieh)|ruckgang|aufheb|aufgehob|discard|drop|clear|return|lift|(?:give|giving|given|stand|stood|put|let) (?:\\S+ )?(?:back|down|go)|rembours|liber|supprim|elimin|reembols|estorn|desfeit|desfaz|deshac)';
