import { made, saysDone } from './deeds.ts';
import { saysFailed } from './failures.ts';
import { saysOpen } from './undoings.ts';
import { folded, none, withoutPortugueseNo } from './words.ts';

/**
 * Whether a sentence says that all that was asked for is done ("Both are entered", "All of it is ordered"); `perhaps`
 * where it may say so: "Nothing is waiting", "All set". `nouns` are words of what was asked for, in the singular.
 */
export function claimsAll(sentence: string, nouns: readonly string[]): 'surely' | 'perhaps' | 'no' {
  const plain = folded(sentence).replaceAll(otherwise, ' ');
  if (leavesNothing(plain)) return 'perhaps';
  if (saysLess(plain)) return 'no';
  if (idiom.test(plain) || complete.test(plain)) return 'perhaps';
  if (whole.test(plain) || isOfNoun(plain, nouns)) {
    return saysDone(plain) || settled.test(plain) ? 'surely' : 'perhaps';
  }
  return isOfNoun(plain, ofAnything) ? 'perhaps' : 'no';
}

/** Whether a text says that nothing is left to do: "Nothing is waiting". */
export function leavesNothing(text: string): boolean {
  return nothingLeft.test(folded(text));
}

/** Whether a text has a word of the whole. */
export function namesAll(text: string): boolean {
  return new RegExp(`\\b(?:${all})\\b`).test(folded(text));
}

/** Whether a text affirms what it was asked. */
export function affirms(text: string): boolean {
  return /^\W*(?:yes|yep|yeah|ja|jawohl|oui|si|sim)(?![a-z])/.test(folded(text));
}

/** Whether a text says that something in it is less than done: denied, refused, open, or still to come. */
export function saysLess(text: string): boolean {
  const plain = withoutPortugueseNo(folded(text));
  return saysFailed(plain) || saysOpen(plain) || less.test(plain);
}

/** Whether a text tells what was said to somebody, and not what was done. */
export function tellsOfTelling(text: string): boolean {
  return /\b(?:asked|told|notified|informed|alerted|contacted|mentioned|said|wrote|gefragt|informiert|benachrichtigt|gesagt|informe\w*|dit|avise\w*|informad\w*|avisad\w*|dicho|dito)\b/.test(
    folded(text),
  );
}

const all =
  'all|both|everything|everyone|everybody|each|every one|alle|alles|beide|beides|samtliche\\w*|tout|tous|toutes|toute|(?:l|d)es deux|todo|todos|todas|ambos|ambas|(?:l[oa]s|os|as) (?:dos|dois|duas)|tudo';

/** Where a word of the whole is none, or is of something else. */
const otherwise =
  /\b(?:at|after|above|first of|for|pas du|del|du|em|de) (?:all|tout|todo)\b|\b(?:all|every|each|tout|toute|todo|todos|todas) (?:(?:the|la|le|el|los|o|a|os|as) )?(?:day|days|night|week|weeks|weekend|month|year|season|right|time|along|jour\w*|nuit|dias?|noches?|semanas?)\b|\b(?:alles gute|vor allem|tout de suite|tout a fait|sobretodo)\b/g;

const is =
  "is|are|was|were|has|have|had|got|went|'s|'re|'ve|ist|sind|war|waren|wurden?|hat|haben|est|sont|a|ont|esta|estan|es|son|ha|han|fue|fueron|foi|foram|estao|e|sao|now|already";

const count = '(?: (?:the )?(?:\\d+|two|three|four|zwei|drei|vier|deux|trois|dos|tres|dois))?';

const end = `(?= (?:${is})(?![a-z])|'|\\s?[:;,.\\u2013\\u2014]| - |\\s*$| [a-z]{2,}ed\\b| ${made})`;

/** A word of the whole that stands by itself, or after the verb. */
const whole = new RegExp(
  `\\b(?:${all})${count}(?: of (?:it|them|these|those|that|this))?${end}|\\b(?:are|sind|sont|estan|estao|ist|est|esta) (?:\\w+ )?(?:${all})\\b(?! (?:the|your|our|my|die|les|los|las|os|as)\\b)`,
);

const ofAnything =
  'order booking item request thing entry reservation change update step action task job part wish auftrage bestellungen buchungen anderung aufgabe commande demande modification reserva pedido cambio alteracao'.split(
    ' ',
  );

function isOfNoun(plain: string, nouns: readonly string[]): boolean {
  if (nouns.length === 0) return false;
  const names = nouns.map((noun) => noun.replace(/y$/, '(?:y|ie)')).join('|');
  return new RegExp(
    `\\b(?:${all})(?: of)?(?: (?:the|your|our|my|these|those|die|deine|ihre|les|vos|los|las|sus|os|as))*${count} (?:${names})(?:s|es)?${end}`,
  ).test(plain);
}

const settled =
  /\b(?:in (?:hand|place)|arranged|there|set up|angemeldet|erledigt|geschafft|inscrit\w*|listos?|listas?|prontos?|prontas?)\b/;

/** "All set: Tom is entered" may speak of the last message alone. */
const idiom = /\ball (?:done|set|good|clear)\b|\b(?:alles klar|todo listo|tudo (?:certo|pronto))\b/;

const complete = new RegExp(
  `\\b(?:is|are|ist|sind|est|esta|now) (?:now |already )?(?:complete|in full|vollstandig|complete|complet[oa]?)(?![a-z])`,
);

const nothingLeft = new RegExp(
  `\\b(?:${none})(?:(?: is| are| ist| bleibt| n'est| ne| esta| else| more| other| items?| de| en)*| \\w+ (?:is|are)| \\w+) (?:waiting|pending|open|outstanding|missing|left|lacking|remains?|remaining|to do|offen|fehlt|ausstehend|ubrig|attente|manque|reste|pendiente|falta|pendente)\\b|\\b(?:es fehlt nichts|il ne manque rien|no falta nada|nao falta nada)\\b`,
);

const less =
  /\b(?:(?:while|when|as) (?:i|we)|restarted|interrupted|wahrend|pendant que|mientras|enquanto|turn(?:s|ed|ing)? (?:\S+ ){0,4}(?:down|away)|said no|would not|instead|only|waiting|waits?|missing|lack\w*|later|once|whether|soon|can|cannot|shall|want|wish|again|queued|refusal|except|excluding|other than|apart|besides|rather than|statt|wartet|warten|fehlt|fehlen|nur|spater|erneut|attente|attend|manque\w*|seulement|plus tard|falta\w*|solo|espera\w*|despues|apenas|depois)\b/;
