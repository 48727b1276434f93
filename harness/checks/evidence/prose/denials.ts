import { made, participles, passive } from './deeds.ts';
import { undoings } from './undoings.ts';
import { due, folded, maybe, negation, withoutPortugueseNo, wordsIn } from './words.ts';

/**
 * Whether a clause about something that stands may say that it does not. Not where it leaves that open,
 * or says that undoing did not work.
 */
export function denies(clause: string): boolean {
  const plain = withoutPortugueseNo(folded(clause));
  if (isOpen(plain)) return false;
  const at = plain.search(denied);
  if (at !== -1) return !again.test(plain) && !standing.test(plain.slice(0, at));
  return gone.test(plain);
}

/** Whether a clause denies of one thing what the one before it denies of another: "neither could the pause". */
export function deniesToo(clause: string): boolean {
  return too.test(folded(clause));
}

/** A clause without words that nothing befell what it names: "the pause isn't affected". */
export function withoutUnaffected(clause: string): string {
  return unaffected.test(folded(clause)) ? folded(clause).replaceAll(unaffected, ' ') : clause;
}

/** Whether a clause says that something was done to what it names, in words not known to affirm it. */
export function tellsOfUnknown(clause: string, known: ReadonlySet<string>): boolean {
  const plain = folded(clause);
  if (isOpen(plain) || stands.test(plain) || affirmed.test(plain)) return false;
  if (passive.test(plain)) return wordsIn(plain).some((word) => !known.has(word));
  const told = [...plain.matchAll(participles)].map(([word]) => word);
  return told.length > 0 && !told.some((word) => known.has(word));
}

/** Whether a clause says right of what it names (`#`) that something was done to it: `# was dropped`. */
export function saysOfName(clause: string): boolean {
  return /#\W{0,2} (?:is|are|was|were|got|(?:has|have|had|is|are) been|(?:is|are|was|were) being)(?: now| already| then| \w+ly)? [a-z]{2,}ed\b/.test(
    folded(clause),
  );
}

/**
 * Whether a clause says of what it names (`#`) that it is still in a state which tells of nothing that was done
 * ("# is still closed"): a word of rest, or, where the usual words of the run are `known`, any that is neither one of
 * them nor known to affirm.
 */
export function saysAtRest(
  clause: string,
  known: ReadonlySet<string>,
  isOnlyRest = false,
): boolean {
  return [...folded(clause).matchAll(stillIs)].some(({ groups }) => {
    const state = groups?.['state'] ?? '';
    if (known.has(state)) return false;
    return atRest.test(state) || (!isOnlyRest && known.size > 0 && !affirming.test(state));
  });
}

/** Whether a clause says of all of something that it was not done: "neither change could be made". */
export function deniesAll(clause: string): boolean {
  return noneOfIt.test(folded(clause));
}

/** Whether a name of a field, or a status, may say that something was undone. */
export function mayNameUndone(word: string): boolean {
  const plain = folded(word);
  return plain.search(denied) === -1 && (perhapsUndone.test(plain) || gone.test(`is ${plain}`));
}

const perhapsUndone = /\b(?:returned|dropped|cleared|lifted|closed|expired|stood down|let go)\b/;

const too =
  /\b(?:neither|nor) (?:could|can|did|do|does|was|were|is|are|has|have|had|would|will)\b|\b(?:auch nicht|auch kein\w*|ebenso ?wenig|genauso ?wenig|non plus|tampoco|tampouco)\b/;

const unaffected =
  /(?:n't|\bnot|\bnever)(?: been)? (?:\w+ly )?(?:affected|touched|impacted|concerned)\b|\b(?:nicht|nie) (?:\S+ ){0,2}?(?:betroffen|beruhrt|angetastet|beeintrachtigt)\b|\b(?:n'est|n'a|ne sont|n'ont) pas (?:ete )?(?:affecte|concerne|touche)e?s?\b|\bno (?:\S+ ){0,3}?(?:afectad|tocad)[oa]s?\b|\bnao (?:\S+ ){0,3}?(?:afetad|afectad|tocad)[oa]s?\b/g;

const stillIs =
  /#\W{0,2} (?:(?:is|are|was|were) still|still (?:is|are)|stays?|stayed|remains?|remained|(?:ist|sind) (?:noch immer|immer noch|noch|weiterhin|nach wie vor)|bleib(?:t|en)|blieb(?:en)?|(?:est|sont) (?:encore|toujours)|restent?|reste|demeurent?|siguen?|permanecen?|continuan?|quedan?|(?:esta|estan) (?:todavia|aun)|permanecem?|continuam?|ficam?|(?:esta|estao) ainda) (?:\w+ly |now )?(?<state>[a-z]+)/g;

const atRest =
  /^(?:closed|shut|off|down|out|dark|empty|free|vacant|available|unused|idle|locked|inactive|disabled|missing|absent|blank|stopped|halted|un(?:set|booked|sent|filed|made|placed|issued|reserved|scheduled|registered|opened|locked|published|assigned)|geschlossen|zu|aus|leer|frei|verfugbar|inaktiv|abgeschaltet|ausgeschaltet|fermee?s?|vides?|libres?|disponibles?|eteinte?s?|inacti(?:f|ve)s?|desactivee?s?|cerrad[oa]s?|apagad[oa]s?|vaci[oa]s?|inactiv[oa]s?|desactivad[oa]s?|fechad[oa]s?|desligad[oa]s?|vazi[oa]s?|livres?|dispon(?:ivel|iveis)|inativ[oa]s?|desativad[oa]s?)$/;

/** Words after "is still" that leave a thing there, or say nothing of a state. */
const affirming = new RegExp(
  `^(?:${made}|[a-z]+ing|there|here|in|on|at|with|under|for|as|to|from|by|of|your|yours|our|ours|his|her|hers|their|theirs|mine|my|the|an?|not|no|so|also|where|what|valid|active|live|up|open|alive|intact|standing|effective|present|visible|due|subject|responsible|needed|required|necessary|un(?:paid|known|clear|certain|confirmed|verified|resolved|reconciled|changed|touched|altered|affected|cancelled|canceled|used|happy)|stranded|orphaned|blocked|locked|valued|owed|billed|attached|linked|owned|listed|set|put|nicht|in|im|am|bei|auf|unter|fur|bestehen|aktiv|gultig|offen|da|dort|en|au|aux?|chez|dans|sous|pour|actives?|actifs?|valables?|valides?|ouverte?s?|la|el|con|bajo|para|por|activ[oa]s?|valid[oa]s?|vigentes?|abiert[oa]s?|em|no|na|com|sob|ativ[oa]s?|abert[oa]s?)$`,
);

const noneOfIt = new RegExp(
  `\\b(?:neither|none of|nothing|no (?:change|booking|request|step|part|order)s?)\\b(?: (?!#)\\S+){0,4}? (?:could|can) be (?:\\w+ly )?(?:${made}|applied|saved|set)\\b|\\b(?:neither|none of (?:it|them|this|the \\w+)) (?:\\S+ ){0,2}?(?:worked|happened|took effect|went through|succeeded)\\b`,
);

const stands =
  /\b(?:stands?|stays?|remains?|still|(?:you|we|i|they)(?: now| currently)? (?:hold|have|keep|own)|exists?|left|there|in place|valid|active|live|steht|bleibt|existiert|existe|reste|queda|fica)\b/;

/** What stands, before what it lacks. */
const standing =
  /\b(?:stands?|stays?|remains?|(?:is|are) (?:still )?there|in place|steht|bleibt)\b/;

const affirmed = new RegExp(
  `\\b${made}\\b|\\b(?:failed|timed|asked|told|notified|informed|alerted|paged|warned|contacted|messaged|mailed|emailed|phoned|tried|attempted|requested|called|named|needed|required|recovered|retrieved|located|matched|verified|checked|resumed|renewed|reused|resubmitted|repeated|retried|extended|activated|attached|started|applied|secured|listed|stopped|interrupted|escalated|handed (?:over|on|off)|passed (?:over|on|to)|referred|reported|forwarded|flagged|raised|parked|lined up|in (?:the|a|our|its) queue|stranded|orphaned|unconfirmed|unverified|unresolved|unreconciled|uncancelled|affected|expected|used)\\b`,
);

/** Leaves the matter open, or to somebody. */
const open = new RegExp(
  `\\b(?:${maybe}|${due}|possibly|probably|ask|check|look|see|verify|review|contact|reconcile\\w*|if|unless|unsure|uncertain|unconfirmed|unverified|needs?|will|would|pending|could(?! not (?:be )?f[io]u?nd)|(?:can ?not|can't)(?! (?:be )?f[io]u?nd)|unable|` +
    'moglicherweise|konnte\\w*|soll\\w*|pourrait|quiza\\w*|podria|poderia|deve|pud[eo]|pu)\\b',
);

/** What failed is the reply, or what is known, not what was done. */
const reply = new RegExp(
  '\\b(?:repl(?:y|ies)|respon\\w+|answers?|connection|confirmation|receipt|antwort|reponse|respuesta|resposta)\\b' +
    `|(?:${negation}) ?(?:\\S+ ){0,3}(?:confirm\\w*|know\\w*|hear\\w*|answer\\w*|repl\\w+|sure|certain|clear|acknowledg\\w*|verif\\w*|tell|told|receiv\\w*|came|come|bestatig\\w*|sicher|klar|confirme\\w*|segur\\w*|cert[oa]|clar[oa]|possible|moglich)\\b`,
);

const denied = new RegExp(`${negation}|\\bmissing\\b`);

const again =
  /\b(?:again|twice|second|another|duplicate\w*|retr\w+|repeat\w*|once more|erneut|nochmal\w*)\b/;

function isOpen(plain: string): boolean {
  return inVain.test(plain) || open.test(plain) || reply.test(plain);
}

/** "Was not cancelled", "the release was refused". */
const inVain = new RegExp(
  `(?:${negation}|\\b(?:fail\\w*|without)\\b)(?: (?!#)\\S+){0,4}? ${undoings}` +
    '|\\b(?:except|besides|apart from|sauf|salvo|exceto|ausser) (?:\\S+ ){0,2}#' +
    `|\\b${undoings}\\w*(?<!ed)\\b[^:]*\\b(?:fail\\w*|refused|rejected|declined|denied|blocked)\\b`,
);

const gone =
  /\b(?:no longer|(?:is|are|was|were|been|got|have|has|had|'ve|'s)(?: (?:now|all|already|again|since|\w+ly))? (?:gone(?! through)|off|free|void|dead|over|history|closed|null|let|given|taken(?! effect)|(?:put|sent|stood) (?:back|aside|away|down)|thrown|torn|cut|struck|shut|unwound|undone|withdrawn))\b|\b(?:let|gave|took|threw|tore|put|stood) (?:\S+ ){1,4}(?:go|back|away|down|off)\b|\b(?:undid|withdrew|got rid of)\b/;
