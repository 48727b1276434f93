import { made } from './deeds.ts';
import { content, open, rest, there } from './stays.ts';
import { saysUndone, undoings } from './undoings.ts';
import { folded, maybe, negation } from './words.ts';

/**
 * Whether a clause, with `#` in place of names, says that something is there now: it stays, somebody has it, it is
 * still booked. Not what was so, may be so, is not so, or that something stays undone. `states` are words that tell it
 * as there beside those that any thing has.
 */
export function saysStands(clause: string, states: readonly string[] = []): boolean {
  const plain = folded(clause);
  if (open.test(plain) || rest.test(plain) || past.test(plain)) return false;
  return [...plain.matchAll(stands), ...plain.matchAll(standsAs(states))].some(
    ({ 0: said, index }) => {
      const [before, after] = [plain.slice(0, index), plain.slice(index + said.length)];
      const isNoun = said === 'stay' && ofNoun.test(before);
      return !isNoun && !was.test(said) && !notBefore.test(before) && !goneAfter.test(after);
    },
  );
}

/**
 * Whether a clause, with `#` in place of names, says that it could not be taken back: surely so where it says that of
 * what it names ("# could not be released"). Not where that was so at first.
 */
export function saysNotUndone(clause: string): 'yes' | 'perhaps' | 'no' {
  const plain = folded(clause);
  if (past.test(plain) || atFirst.test(plain)) return 'no';
  const at = plain.search(undoneInVain);
  // "# is cancelled, and cannot be refunded": the one was done, the other is no undoing of it.
  if (at !== -1 && saysUndone(plain.slice(0, at))) return 'no';
  if (at !== -1) return plain.includes('#') && !refund.test(plain) ? 'yes' : 'perhaps';
  return byHand.test(plain) ? 'perhaps' : 'no';
}

/** Whether a text leaves something in it open. */
export function leavesDoubt(text: string): boolean {
  return doubt.test(folded(text));
}

/** Whether a clause names one thing beside another that has its place: "BK-2 instead of BK-1". */
export function namesReplaced(clause: string): boolean {
  return instead.test(folded(clause));
}

const is = '(?:is|are|ist|sind|est|sont|esta|estan|estao|e|sono)';

const state = `(?:${made}|reservad\\w*|prenotat\\w*|there|in (?:place|force|effect)|on (?:file|record)|valid\\w*|activ\\w*|aktiv|ativ\\w*|attiv\\w*|live|standing|vorhanden|gultig|en place|en vigueur|maintenue?s?|vigente|en pie|em vigor|in vigore)`;

const keeps =
  "(?:holds?|keeps?|(?:am|are|is|'m|'re|'s) (?:still )?(?:holding|keeping)|halten?|behalten?|(?:garde|garder|retien)(?:s|t|ons|ez|nent)?|mantengo|mantenemos|mantiene|guardo|mantenho|mantemos|mantem)";

const kept =
  '(?:set aside|put aside|on hold|yours|(?:frei)?gehalten|zuruckgelegt|vorgemerkt|belegt|retenue?s?|gardee?s?|bloquee?s?|mise?s? de cote|retenid[oa]s?|apartad[oa]s?|guardad[oa]s?|bloquead[oa]s?|retid[oa]s?)';

/** Matches that something is in one of these states, or still is. */
function standsAs(states: readonly string[]): RegExp {
  const all = [kept, ...states].join('|');
  return new RegExp(
    `#\\W{0,2} ${is} (?:(?!(?:${negation}|longer|plus|mehr|mas|mais|piu)\\b)\\w+ ){0,3}?(?:${all})(?![a-z])|\\bstill (?:${all})(?![a-z])`,
    'g',
  );
}

const stands = new RegExp(
  [
    there.source,
    content.source,
    '\\b(?:stays?|remains?) with\\b|\\breste(?:nt)? (?:chez|avec|au nom)\\b',
    '\\b(?:has|have|holds?|keeps?|owns?) (?:it|them|#)(?! been\\b)(?= ?\\W|$| now\\b| as\\b)',
    `\\bstill (?:has|have|holds?|keeps?|owns?|stands?|exists?|${state})`,
    `#\\W{0,2} ${is} (?:(?!(?:${negation}|longer|plus|mehr|mas|mais|piu)\\b)\\w+ ){0,2}?${state}(?![a-z])`,
    `\\b${is} in (?:place|force|effect)\\b`,
    `\\b${keeps} (?:(?!\\w+ing\\b|${negation})\\S+ ){0,3}?#`,
    '#\\W{0,2} (?:stands?|exists?|belongs?|besteht|existiert|gilt|existe|existent|queda|fica|esiste)\\b',
    '\\bhat (?:es|sie|ihn|#)(?![a-z])|\\b(?:besteht|gilt) (?:noch|weiter\\w*)\\b',
    "\\b(?:l'a (?:encore|toujours)|(?:le|la) garde)\\b|\\bexiste (?:encore|toujours)\\b",
    '\\b(?:lo|la) (?:tiene|conserva)\\b|\\b(?:sigue existiendo|aun existe|todavia existe|ainda existe)\\b',
    "\\bce l'ha\\b|\\besiste ancora\\b",
  ].join('|'),
  'g',
);

const was =
  /\b(?:was|were|stayed|remained|had|(?<!\b(?:still|is|are|be)(?: \w+){0,3} )held|showed|displayed|said|listed|carried|contained|pointed|blieb(?:en)?)\b/;

/** Before "stay" where it is the name of a thing. */
const ofNoun = /(?:\b(?:the|an?|your|my|our|her|his|their|this|that|of)|'s) (?:\w+ )?$/;

const past =
  /\b(?:until|previously|formerly|earlier|at first|bis|zuvor|vorher|jusqu\w*|auparavant|antes|hasta|prima)\b/;

/** What is said of nobody, or of the undoing: "nobody has it", "the cancellation of # stands". */
const notBefore = new RegExp(`${negation}|\\b${undoings}`);

const goneAfter = new RegExp(
  `^\\W*(?:\\S+ ){0,2}?(?:${undoings}|gone\\b|free\\b|frei\\b|libre|livre|liber|available|verfugbar|disponi\\w+|empty|void|unassigned|${negation})`,
);

const atFirst =
  /\b(?:first|initial\w*|one|right away|immediately|at once|in time|yet|erste\w*|zunachst|sofort|premiere?|d'abord|tout de suite|primer\w*|enseguida|primeir\w*|logo)\b/;

/** Words of undoing after which nothing was undone: in English, German, French, Spanish and Portuguese. */
const undoneInVain = new RegExp(
  [
    `\\b(?:(?:could|can|did|was|were|has|have|had|is|are)(?: not|n't)|cannot|unable to|not able to|fail(?:ed|s) to|never) (?:been |be |get |manage to )?${undoings}`,
    `\\b${undoings}\\w*(?<!ed) (?:of |for )?(?:\\S+ ){0,3}?(?:# )?(?:(?:has |have )?failed|(?:was|were|got) (?:refused|rejected|declined|denied|blocked|turned down)|did(?: not|n't) (?:work|succeed|go through))\\b`,
    `\\bnicht (?:\\w+ ){0,2}?${undoings}`,
    `\\b(?:stornierung|freigabe|ruckgabe|ruckgangig\\w*|loschung|aufhebung) (?:\\S+ ){0,4}?(?:schlug fehl|fehlgeschlagen|gescheitert|scheiterte|abgelehnt|verweigert)`,
    `\\bn'(?:a|ai|avons|est|ont) (?:pas|jamais) (?:\\S+ ){0,3}?(?:annul|liber|supprim|rembours|retir)`,
    `\\b(?:annulation|liberation|suppression) (?:\\S+ ){0,4}?(?:a echoue|a ete (?:refuse|rejete)e?)`,
    `\\bno (?:se )?(?:(?:pude|pudo|pudimos|puedo|logre|consegui|fue|(?:ha|he|hemos) (?:podido|sido|logrado)|fue posible) )(?:\\S+ ){0,2}?(?:anul|cancel|liber|elimin|revert|reembols|deshac)`,
    `\\b(?:anulacion|cancelacion|liberacion) (?:\\S+ ){0,4}?(?:fallo|fue (?:rechazada|denegada))`,
    `\\bnao (?:foi possivel|consegui\\w*|pude|pudemos|foi|pode ser) (?:\\S+ ){0,2}?(?:cancel|anul|liber|elimin|revert|estorn|remov|desfaz|desfeit)`,
    `\\b(?:cancelamento|anulacao|liberacao|estorno) (?:\\S+ ){0,4}?(?:falhou|foi (?:recusad|negad|rejeitad)[oa])`,
  ].join('|'),
);

const refund = /\b(?:refund|return|rembours|reembols|estorn|erstatt)/;

/** What somebody still has to undo. */
const byHand = new RegExp(
  `\\b(?:please|must|should|needs? to|has to|have to) (?:be )?${undoings}\\w* (?:\\S+ ){0,3}?(?:yourself|manually|by hand)\\b|\\b(?:bitte|muss|mussen) (?:\\S+ ){0,4}?(?:selbst|manuell|von hand) ${undoings}`,
);

const doubt = new RegExp(
  `\\b(?:${maybe}|possibly|probably|moglicherweise|peut-etre|quiza\\w*|forse)\\b`,
);

const instead =
  /\b(?:instead|in place of|replac\w*|in exchange|rather than|(?:an)?statt|ersetzt|au lieu|remplac\w*|en (?:lugar|vez)|em vez|reemplaz\w*|invece|sostitu\w*)\b/;
