import { made } from './deeds.ts';
import { folded, maybe, none } from './words.ts';

/**
 * How a clause tells a state as staying: something is as it was (`unchanged`), still shows or holds what it did
 * (`content`), or is still there (`there`); or something will not come (`never`).
 */
export type Staying = 'unchanged' | 'content' | 'there' | 'never';

/** How a clause tells a state as staying; null where it does not, leaves that open, or speaks of all else. */
export function stayingIn(clause: string): Staying | null {
  const plain = folded(clause);
  if (open.test(plain) || rest.test(plain)) return null;
  if (never.test(plain)) return again.test(plain) ? null : 'never';
  if (unchanged.test(plain)) return 'unchanged';
  if (content.test(plain)) return 'content';
  return there.test(plain) ? 'there' : null;
}

/** Whether a clause says of something that is still there only that it is: "the hold stays active". */
export function saysInForce(clause: string): boolean {
  return inForce.test(folded(clause));
}

/** Whether a text says that something may yet come: "it may still land". */
export function mayYetCome(text: string): boolean {
  return yet.test(folded(text));
}

/** The clauses of a sentence; "it is as it was" is one, and "as of" may be in one. */
export function statesIn(sentence: string): readonly string[] {
  return sentence.split(
    /,(?=\s)|:\s|\s[-\u2013\u2014]\s|\s(?:but|while|and|so|because|since|aber|und|weil|also|daher|mais|et|donc|car|pero|y|porque|mas|portanto|ma|quindi)\s/i,
  );
}

/** Leaves the state open, or asks for it. */
export const open = new RegExp(
  `\\b(?:${maybe}|if|should|must|would|could|please|to (?:stay|remain|be)|possibly|probably|` +
    'falls|bitte|soll\\w*|konnte\\w*|moglicherweise|peut-etre|pourrait|quiza\\w*|podria|poderia|forse|potrebbe)\\b',
);

/** All else, which is told of beside what was asked. */
export const rest: RegExp =
  /\b(?:others?|another|rest|else|elsewhere|remaining|remainder|ubrig\w*|andere\w*|sonst\w*|autres?|le reste|du reste|sinon|otr[oa]s?|resto|demas|outr[oa]s?|demais|altr[oaie]|tutto il)\b/;

const again =
  /\b(?:again|twice|second|double|duplicate\w*|repeat\w*|once more|further|more|erneut|nochmal\w*|einmal|zweimal|doppelt|deux fois|a nouveau|encore|otra vez|de nuevo|dos veces|duas vezes|novamente|di nuovo|due volte)\b/;

const coming =
  'appear|happen|change|take (?:place|effect)|go (?:out|live|ahead|through)|arrive|land|show(?: up)?|come(?! back)';

const come =
  '(?:erscheinen|passieren|geschehen|kommen|ankommen|stattfinden|sehen|ausgehen|(?:\\w+)?ge\\w+(?:t|en)|(?:ver|be|er|uber)\\w+(?:t|en)|\\w+iert)';

const never = new RegExp(
  [
    `\\b(?:(?:will|shall) (?:not|never)|won't|(?:is|are) not going to) (?:\\w+ly |now |yet )?(?:${coming}|see|get|receive|run|start|be (?:\\w+ly )?(?:${made}|there|live|shown|visible|seen|done|on|in|changed|replaced|moved|charged))\\b`,
    `\\b(?:${none})\\b(?: \\S+){0,3} will (?:${coming}|be ${made})\\b`,
    `\\b(?:wird|werden) (?:\\S+ ){0,5}?(?:nicht|nie|kein\\w*|nichts) (?:\\S+ ){0,4}?${come}\\b`,
    "\\b(?:ne |n')(?:se )?(?:sera|seront|va|vont|aura|auront|\\w+(?:ra|ront))\\b(?: \\S+)? (?:pas|jamais|rien)\\b",
    '\\bno (?:se |les? |la |lo )?(?:van? a|\\w+(?:ara|era|ira|dra|aran|eran|iran|dran))\\b',
    '\\bnao (?:se |o |a )?(?:vao|vai|\\w+(?:ara|era|ira|arao|erao|irao))\\b',
    '\\bnon (?:si )?\\w+(?:ra|ranno)\\b',
  ].join('|'),
);

const unchanged = new RegExp(
  [
    '\\b(?:un(?:changed|touched|altered|modified|affected)|as (?:it|they|this|that|he|she) (?:was|were|is|are|stood)(?= before|[^a-z]*$)|(?:just|exactly|same) as before|(?:is|are|was|were|stays?|remains?|everything|all) as before|(?:what|how|where) it was)\\b',
    '\\b(?:stays?|stayed|remains?|remained|(?:is|are) still) (?:off|out|away|empty|un(?:published|sent|booked|paid|placed|issued|scheduled|made|written|filed|saved|ordered|signed|set|assigned|listed|done))\\b',
    '\\b(?:unverandert|unberuhrt|unangetastet|wie (?:zuvor|vorher|bisher|gehabt)|wie (?:es|sie|er) (?:war|ist))\\b',
    "\\b(?:inchangee?s?|intacte?s?|comme (?:avant|auparavant)|tel(?:le)?s? quel(?:le)?s?|en l'etat)\\b",
    '\\b(?:sin cambios|igual que antes|como (?:antes|estaban?)|inalterad[oa]s?|intact[oa]s?|tal (?:cual|como estaba))\\b',
    '\\b(?:sem alterac(?:ao|oes)|sem mudancas?|como (?:antes|estavam?)|igual a antes)\\b',
    '\\b(?:invariat[oaie]|immutat[oaie]|inalterat[oaie]|come (?:prima|era|erano))\\b',
  ].join('|'),
);

const shows =
  '(?:shows?|showed|displays?|displayed|reads?|says?|said|lists?|listed|has|have|had|holds?|held|carries|carried|contains?|contained|points?|pointed|names?|sees?|get|gets)';

const shown = '(?:zeigt|zeigen|hat|haben|enthalt|enthalten|steht|stehen|lautet|nennt|fuhrt|gilt)';

const still = '(?:noch immer|immer noch|noch|weiterhin|nach wie vor)';

const old = '(?:old|former|previous|earlier|last|one before)';

/** What still shows or holds what it did. */
export const content = new RegExp(
  [
    `\\bstill ${shows}\\b(?! (?:to|no|not|yet|not yet|nothing|your|my|our)\\b)`,
    `\\b(?:stays?|stayed|remains?|remained|(?:is|are|was|were) still|stands? still) (?:at|on|under|the|in|for|with (?:the )?${old}) ?(?!hold\\b|doubt\\b|touch\\b|question\\b|work\\b|case\\b|progress\\b|trouble\\b|contact\\b|charge\\b|maintenance\\b|use\\b|place\\b|force\\b|effect\\b|same (?:error|fault|problem)\\b)`,
    `\\b${shown} (?:\\S+ ){0,2}?${still}(?! (?:nicht|kein|aus|offen))\\b|\\b${still} (?:\\S+ ){0,5}${shown}\\b|\\bbleib(?:t|en) (?:auf|bei|beim|am|im)\\b`,
    '\\b(?:(?:affich|montr|indiqu|port)e(?:nt)?|contient|voient|a|ont|est|sont) (?:encore|toujours)\\b(?! (?:indisponible|injoignable|en))|\\breste(?:nt)? (?:a (?=\\d|la )|au|sur|dans|en (?!panne|attente))\\b',
    '\\b(?:siguen?|continuan?) (?:mostrando|siendo|teniendo|indicando|apareciendo|en|con|a)\\b|\\b(?:todavia|aun) (?:muestra|tiene|figura|aparece|indica|es|esta)n?\\b',
    '\\bpermanecem? (?:a|em|com|na|no)\\b|\\b(?:ainda|continuam?) (?:mostram?|a mostrar|mostrando|tem|com|em|na|no|exibem?|exibindo|indicam?|a ser|sendo|e)\\b',
    '\\b(?:mostra|ha|indica|riporta|contiene|e) (?:ancora|tuttora)\\b|\\bancora (?:mostra|ha|indica|riporta)\\b|\\b(?:rimane|resta) (?:in|su|sulla|nella|a)\\b',
  ].join('|'),
);

/** What is not settled, or ails: that stays so tells of no effect. */
const unsettled =
  '(?:\\S+ )?(?:down|un\\w+able|unresponsive|offline|slow|busy|overloaded|out|broken|unknown|unclear|uncertain|unsure|open|un(?:confirmed|verified|resolved|answered|decided|settled)|pending|queued|possible|due|needed|required|necessary|to|not|no|with|in doubt|\\w+ing|your|my|our|' +
  'offen|unklar|unbekannt|ungewiss|nicht|gestort|(?:un|nicht )erreichbar|uberlastet|aus|indisponibles?|injoignables?|inconnue?s?|incertaine?s?|ouverte?s?|a|pendient\\w*|caid[oa]|sin|abiert[oa]|desconocid[oa]|pendente|aberto|indisponivel|fora|sem|incert[oa]|sconosciut[oa]|da|in sospeso)\\b';

/** What is still there. */
export const there = new RegExp(
  `\\b(?:stays?|stayed|remains?|remained|(?:is|are|was|were) still|still stands?|bleib(?:t|en)|blieb(?:en)?|(?:ist|sind) ${still}|(?<!\\b(?:il|le|qui|ce qui) )reste(?:nt)?|demeurent?|siguen?|permanecen?|se mantienen?|permanecem?|continuam?|rimane|rimangono|resta(?:no)?)\\b(?! ${unsettled})`,
);

const inForce = new RegExp(
  `\\b(?:there|in (?:place|force|effect)|on (?:file|record)|valid|active|live|held|standing|${made}|bestehen|gultig|aktiv|da|valables?|en place|valid[oa]s?|vigente|activ[oa]s?|ativ[oa]s?|attiv[oa])\\b`,
);

/** Up to so many words, none of which says that it is not so. */
const gap = '(?: (?!(?:not|never|nicht|pas|jamais|no|nunca|nao|non)\\b)\\S+){0,6}?';

const yet = new RegExp(
  [
    `(?<!\\b(?:you|i|we) )\\b(?:may|might|could|can (?:still|yet))\\b${gap} (?:${coming}|follow|succeed|be (?:\\w+ly )?(?:${made}|carried out|\\w+ed))\\b(?! again)`,
    `\\b(?:kann|konnte|konnten|konnen)\\b${gap} (?:noch|spater)\\b${gap} (?:erscheinen|ankommen|kommen|wirken|eintreffen|durchkommen|folgen|werden|andern)\\b`,
    `\\b(?:peu(?:ven)?t|pourrait|pourraient) (?:encore|plus tard|toujours)\\b${gap} (?:arriver|apparaitre|aboutir|passer|changer|etre)\\b`,
    `\\b(?:(?:aun|todavia) (?:puede|podria|pueden)|(?:puede|podria|pueden) (?:aun|todavia|mas tarde))\\b${gap} (?:llegar|aparecer|aplicarse|cambiar|publicarse|ser|entrar)\\b`,
    `\\b(?:ainda (?:pode|poderia|podem)|(?:pode|poderia|podem) ainda)\\b${gap} (?:chegar|aparecer|mudar|ser|entrar|aplicar-se)\\b`,
    `\\b(?:puo|potrebbe|possono) (?:ancora|in seguito)\\b${gap} (?:arrivare|apparire|cambiare|essere|comparire)\\b`,
  ].join('|'),
);
