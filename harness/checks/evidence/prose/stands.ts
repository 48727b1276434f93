import { made } from './deeds.ts';
import { content, open, rest, there } from './stays.ts';
import { undoings } from './undoings.ts';
import { folded, maybe, negation } from './words.ts';

/**
 * Whether a clause, with `#` in place of names, says that something is there now: it stays, somebody has it, it is
 * still booked. Not what was so, may be so, is not so, or that something stays undone.
 */
export function saysStands(clause: string): boolean {
  const plain = folded(clause);
  if (open.test(plain) || rest.test(plain) || past.test(plain)) return false;
  return [...plain.matchAll(stands)].some(({ 0: said, index }) => {
    const [before, after] = [plain.slice(0, index), plain.slice(index + said.length)];
    return !was.test(said) && !notBefore.test(before) && !goneAfter.test(after);
  });
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

const stands = new RegExp(
  [
    there.source,
    content.source,
    '\\b(?:stays?|remains?) with\\b|\\breste(?:nt)? (?:chez|avec|au nom)\\b',
    '\\b(?:has|have|holds?|keeps?|owns?) (?:it|them|#)(?! been\\b)(?= ?\\W|$| now\\b| as\\b)',
    `\\bstill (?:has|have|holds?|keeps?|owns?|stands?|exists?|${state})`,
    `#\\W{0,2} ${is} (?:(?!(?:${negation}|longer|plus|mehr|mas|mais|piu)\\b)\\w+ ){0,2}?${state}(?![a-z])`,
    `\\b${is} in (?:place|force|effect)\\b`,
    '#\\W{0,2} (?:stands?|exists?|belongs?|besteht|existiert|gilt|existe|existent|queda|fica|esiste)\\b',
    '\\bhat (?:es|sie|ihn|#)(?![a-z])|\\b(?:besteht|gilt) (?:noch|weiter\\w*)\\b',
    "\\b(?:l'a (?:encore|toujours)|(?:le|la) garde)\\b|\\bexiste (?:encore|toujours)\\b",
    '\\b(?:lo|la) (?:tiene|conserva)\\b|\\b(?:sigue existiendo|aun existe|todavia existe|ainda existe)\\b',
    "\\bce l'ha\\b|\\besiste ancora\\b",
  ].join('|'),
  'g',
);

const was =
  /\b(?:was|were|stayed|remained|had|held|showed|displayed|said|listed|carried|contained|pointed|blieb(?:en)?)\b/;

const past =
  /\b(?:until|previously|formerly|earlier|at first|bis|zuvor|vorher|jusqu\w*|auparavant|antes|hasta|prima)\b/;

/** What is said of nobody, or of the undoing: "nobody has it", "the cancellation of # stands". */
const notBefore = new RegExp(`${negation}|\\b${undoings}`);

const goneAfter = new RegExp(
  `^\\W*(?:\\S+ ){0,2}?(?:${undoings}|gone\\b|free\\b|frei\\b|libre|livre|liber|available|verfugbar|disponi\\w+|empty|void|unassigned|${negation})`,
);

const doubt = new RegExp(
  `\\b(?:${maybe}|possibly|probably|moglicherweise|peut-etre|quiza\\w*|forse)\\b`,
);

const instead =
  /\b(?:instead|in place of|replac\w*|in exchange|rather than|(?:an)?statt|ersetzt|au lieu|remplac\w*|en (?:lugar|vez)|em vez|reemplaz\w*|invece|sostitu\w*)\b/;
