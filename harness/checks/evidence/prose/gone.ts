import { made } from './deeds.ts';
import { open } from './stays.ts';
import { namesReplaced } from './stands.ts';
import { folded, maybe, negation } from './words.ts';

/**
 * Whether a clause says that something is no longer there, or that nobody has it now: that it was released, given up or
 * lost, is free, or that there is none. With `@` in place of the names of other things, of none of which it may say so
 * alone. What is only not so now ("it is not to be had") is no word of that, nor that a change was taken back.
 */
export function saysGone(clause: string): boolean {
  const plain = folded(clause);
  if (plain.includes('@') && !plain.includes('#')) return false;
  const at = plain.search(undoing);
  if (at !== -1 && (!notBefore.test(plain.slice(0, at)) || unknown.test(plain))) return true;
  if (reverted.test(plain) && !change.test(plain)) return true;
  return none.test(plain);
}

/**
 * Whether a clause, with `#` in place of the names of a thing and `@` in place of others', tells of it other than as
 * there: it denies it, leaves it open, tells it as replaced or as what was asked for or tried.
 */
export function tellsOtherwise(clause: string): boolean {
  const plain = folded(clause).replaceAll(polite, ' ').replaceAll(couldNot, 'not');
  return open.test(plain) || namesReplaced(plain) || asked.test(plain) || isDenied(plain);
}

/** Whether a clause with such marks denies what it names, and not only a change of it. */
export function deniesNamed(clause: string): boolean {
  return isDenied(folded(clause));
}

/** A text without its questions, of which nothing is said, and with "only" in place of "nothing but". */
export function asSaid(text: string): string {
  return text.replaceAll(questions, ' ').replaceAll(exceptFor, 'only');
}

/** Whether a clause tells of what was so: "until then"; "as before" tells what is so. */
export function tellsAsPast(clause: string): boolean {
  return past.test(folded(clause));
}

function isDenied(plain: string): boolean {
  return denied.test(plain) && !change.test(plain);
}

const questions = /[^.!?;\n]*\?(?=\W|$)/g;

const exceptFor =
  /\b(?:nothing|none|nobody|no \w+|not|nichts|kein\w*|rien|nada)(?: \S+)? (?:but|except|than|besides|apart from|als|ausser|außer|que|além de)(?![a-z])/gi;

const couldNot = /\b(?:could(?: not|n't)|konnten? (?=(?:\S+ ){0,3}nicht\b))/g;

const aside =
  '(?:(?:now|then|so|thus|at present|currently|therefore|jetzt|nun|derzeit|also|daher|maintenant|donc|ahora|agora) )*';

/** Words of taking back what was there: in English, German, French, Spanish and Portuguese. */
const undoing = new RegExp(
  '\\b(?:(?:cancel|refund|releas|delet|remov|revo[ck]|withdr|annul|anul|rescind|retract|discard|storn|freig|freizug|losch|geloscht|rembours|liber|supprim|elimin|reembols|estorn)\\w*|' +
    'void(?:ed)?|freed|called off|(?:gave|given|giving) (?:\\S+ ){0,3}?(?:up|back|away)|(?:handed|handing) (?:\\S+ ){0,3}?back|let (?:\\S+ ){0,3}?go|gone(?! (?:through|out|ahead))|lost|forfeit\\w*|' +
    'abgesagt|aufgehoben|aufgegeben|zuruckgegeben|zuruckgezogen|abgegeben|verloren|weg|hinfallig|' +
    'rendue?s?|abandonne\\w*|perdue?s?|resilie\\w*|' +
    'devuelt[oa]s?|perdid[oa]s?|renuncie|solte|entregad[oa]s?|devolvid[oa]s?|removid[oa]s?|desfeit[oa]s?|desmarcad[oa]s?|' +
    '(?:is|are|was|were|became|ist|sind|wurde|est|sont|esta|estan|quedo|queda|estao|ficou) (?:\\w+ ){0,2}?(?:free|vacant|frei|libres?|livres?))\\b(?! (?:to|not|on|in)\\b)',
);

/** After these nothing was taken back. */
const notBefore = new RegExp(
  `${negation}|\\b(?:without|instead of|rather than|only|nur|ohne|statt|anstatt|sans|au lieu|sin|sem|en vez|em vez)\\b`,
);

/** Says that it is not known. */
const unknown = new RegExp(
  `\\b(?:${maybe}|if|confirm\\w*|know\\w*|sure|certain|told|hear\\w*|answer\\w*|repl\\w+|bestatigt|sicher|weiss|confirme\\w*|sais|sur|confirmad\\w*|se|segur\\w*|sei|cert[oa])\\b`,
);

const reverted =
  /\b(?:rolled[ _-]?back|reverted|reversed|undone|compensated|(?:taken|took) (?:\S+ ){0,2}?back|ruckgangig gemacht|zuruckgenommen|revertid[oa]s?|deshech[oa]s?)\b(?! to\b)/;

/** Speaks of a change of what was there: that it failed leaves the thing there, and that it is taken back, too. */
const change =
  /\b(?:chang\w*|mov(?:e|es|ed|ing)|swap\w*|switch\w*|exchang\w*|updat\w*|transfer\w*|rebook\w*|reschedul\w*|postpon\w*|touch\w*|alter\w*|affect\w*|cancel\w*|releas\w*|g[ia]v(?:e|en|ing)(?: \S+)? up|los[et]\w*|need\w*|requir\w*|problem\w*|question|doubt|risk|danger|worr\w*|ander\w*|verander\w*|verschieb\w*|verschob\w*|umbuch\w*|umgebucht|tausch\w*|wechsel\w*|betroffen|beruhrt|stornier\w*|modifi\w*|deplac\w*|annul\w*|touche\w*|cambi\w*|mov(?:er|ido|ida)|anul\w*|afectad\w*|mud(?:ar|anca|ou|ad[oa])|alter\w*|afetad\w*|troc\w*)\b/;

const noun =
  '(?:bookings?|reservations?|orders?|appointments?|holds?|entry|entries|tickets?|rooms?|nights?|stays?|seats?|beds?|slots?|tables?|places?|dates?)';

const taken = '(?:free|available|open|possible|to be had|frei|verfugbar|moglich|zu haben)';

/** Says that there is none now. */
const none = new RegExp(
  [
    `\\b(?:no longer|any ?more)\\b(?! (?:\\w+ )?${taken})(?<!${taken} any ?more)`,
    `\\b(?:you|she|he|your \\w+|my \\w+) ${aside}(?:have|has|hold|holds|keep|keeps|(?:are|is) left with) ${aside}(?:no|nothing|none|neither|nowhere|not any)\\b`,
    `\\b(?:nobody|no one|nor anyone) (?:has|holds) (?:it|them|#)`,
    `\\b(?:nothing|none|neither|no ${noun}) ${aside}(?:is|are) ${aside}(?:${made}|in (?:place|force|effect)|there|yours|on (?:file|record)|left)(?![a-z])`,
    `\\b(?:nothing|none|neither|no ${noun}) ${aside}(?:stands?|remains?|exists?|is left)\\b`,
    `\\bthere (?:is|are) ${aside}(?:no|nothing) (?:${noun} )?(?:${made}|now|in place)\\b|\\bthere (?:is|are) ${aside}no (?:booking|reservation|order|appointment|hold|entry|ticket)s?\\b`,
    `\\bwithout (?:an?|any) (?:\\w+ )?${noun}\\b|\\bempty-handed\\b|\\bthere is ${aside}nothing (?:\\w+ ){0,3}for (?:you|your|her|him)\\b`,
    `\\b(?:nicht|kein\\w* (?:\\S+ )?|nichts) ?mehr\\b(?! (?:\\w+ )?${taken})`,
    `\\b(?:sie|du|er|ihre? \\w+|deine? \\w+) (?:haben|hast|hat) ${aside}(?:kein\\w*|nichts)\\b|\\b(?:haben|hast|hat) (?:sie|du|er) ${aside}(?:kein\\w*|nichts)\\b`,
    `\\b(?:ist|sind) ${aside}(?:nichts|kein\\w* \\w+) ${aside}${made}\\b|\\b(?:nichts|kein\\w* \\w+) (?:ist|sind|steht|besteht) ${aside}(?:${made}|mehr)?\\b`,
    "\\b(?:n'(?:est|a|as|avez|ont|y a)|ne \\w+) plus\\b(?! (?:disponible|libre|possible|de place))",
    `\\b(?:vous n'avez|tu n'as|elle n'a|il n'a) ${aside}(?:plus|aucune?|rien)\\b|\\b(?:rien|aucune? \\w+) n'est ${aside}${made}`,
    '\\b(?:ya|ja) (?:no|nao) (?:esta|tiene|existe|tem|es|e|le|lo|la|hay ningun\\w*|ha nenhum\\w*)\\b(?! (?:libre|livre|disponi\\w+|posible|possivel))',
    `\\b(?:no|nao) (?:tienes?|tiene|tem|tens) ${aside}(?:ningun\\w*|nada|nenhum\\w*)\\b|\\b(?:nada|ningun\\w* \\w+|nenhum\\w* \\w+) (?:esta|queda|fica) ${aside}${made}`,
    `\\b(?:no|nao) (?:hay|ha) ${aside}(?:nada|ningun\\w* \\w+|nenhum\\w* \\w+) ${made}`,
  ].join('|'),
);

/** Asks for nothing that would leave it open: "please come". */
const polite =
  /\b(?:please|veuillez|por favor)\b(?! (?:(?:\w+ly|also|first|then) )?(?:check|look|see|ask|verify|contact|call|confirm|review|find|tell|let|choose|say|decide|try|book|clear|make|have|verifier|regarder|demander|confirmer|compruebe|revise|confirme|verifique|veja|pergunte)\b)|\bbitte beacht\w*/g;

const past =
  /(?<!\b(?:as|like|wie|comme|como|que) )\b(?:until (?:then|now)|previously|formerly|earlier|used to|for a (?:moment|while)|bis dahin|zuvor|vorher|zunachst|jusque-la|auparavant|antes|hasta entonces|ate entao)\b/;

/** Tells what was asked for or tried, and not what came of it. */
const asked =
  /\b(?:asked|ask|request(?:s|ed)?|tried|attempted|wanted|wished|essaye\w*|tente\w*|intent\w*|tentei|gefragt|gebeten|angefragt|gewunscht|wollten|demand\w*|souhait\w*|pedi\w*|solicit\w*|queria\w*)\b/;

const failure =
  'fail\\w*|refus\\w*|reject\\w*|declin\\w*|denied|blocked|sold out|unavailable|taken by|fell through|fehlgeschlagen|gescheitert|abgelehnt|verweigert|ausgebucht|echou\\w*|complete?s?|rechaz\\w*|fallo|falhou|recus\\w*|esgotad\\w*|agotad\\w*';

/** Denies what is named, and no other thing in between. */
const denied = new RegExp(
  `(?:${negation}|\\b(?:${failure})\\b)[^@#]*#|#[^@#]*(?:${negation}|\\b(?:${failure})\\b)`,
);
