import { done, due, folded, maybe, negation } from './words.ts';

/** The verbs of a clause that say of something that it was done: `asked` of "a nurse has been asked". */
export function deedsIn(clause: string): readonly string[] {
  const plain = folded(clause);
  const found = forms.flatMap((form) => [...plain.matchAll(form)]);
  const told = found.flatMap(({ 0: said, index, groups }) => {
    const verb = groups?.['verb'] ?? '';
    const end = index + said.length;
    const [before, after] = [plain.slice(0, end - verb.length), plain.slice(end)];
    const isOpen = openBefore.test(before) || noneAfter.test(after);
    // `reserveSlot(P-77)` is a call, and a request that was turned down was not turned.
    if (after.startsWith('(') || /^turned (?:down|away)\b/.test(`${verb}${after}`)) return [];
    const isQuestion = verb === 'asked' && !/ to /.test(after);
    const isHeard = hears.test(verb) && heard.test(before);
    return isOpen || isQuestion || isHeard || toWait.test(`${verb}${after}`) ? [] : verb;
  });
  return told.filter((verb) => !trouble.test(verb));
}

/** Whether a verb says what was tried, looked for or heard, and not what came of it. */
export function isAttempt(verb: string): boolean {
  return attempt.test(verb);
}

/** Whether a verb says that a request went out, and not what came of it. */
export function isAsking(verb: string): boolean {
  return asking.test(verb) || sending.test(verb);
}

const asking =
  /^(?:asked|requested|applied|called|gefragt|gebeten|angefragt|beantragt|angefordert|aufgerufen|demandee?s?|sollicitee?s?|appelee?s?|pedid[oa]s?|solicitad[oa]s?|preguntad[oa]s?|llamad[oa]s?|perguntad[oa]s?|chamad[oa]s?|pedi|solicitei)$/;

/** Whether a clause says that a request went out, and its sentence that nothing was heard of it. */
export function saysAskedInVain(clause: string, sentence: string): boolean {
  if (!unheard.test(folded(sentence))) return false;
  const isRequest = request.test(folded(clause));
  return deedsIn(clause).every((verb) => asking.test(verb) || (isRequest && sending.test(verb)));
}

const request =
  /\b(?:requests?|anfragen?|antrag|demandes?|requetes?|solicitud(?:es)?|peticion(?:es)?|pedidos?|solicitac(?:ao|oes)|it)\b/;

/** That no reply came, or the connection broke: in English, German, French, Spanish and Portuguese. */
const unheard = new RegExp(
  `(?:${negation}|\\b(?:ohne|sans|sin|sem|without)\\b)(?: \\S+){0,4}? (?:repl(?:y|ies|ied)|respon\\w+|answer\\w*|hear|heard|confirmations?|acknowledg\\w*|antwort\\w*|bestatigung\\w*|ruckmeldung|reponses?|repondu|respuestas?|respondi\\w*|confirmacion|respostas?|respond\\w*|confirmac(?:ao|oes))\\b` +
    '|\\b(?:line went dead|went (?:quiet|silent)|timed out|(?:connection|line|request) (?:was )?(?:lost|dropped|cut|reset|broken?|broke off|hung)|abgebrochen|unterbrochen|coupee?|interrompue?|se corto|cortad[oa]|caiu)\\b',
);

/** Whether a clause says that more was asked than may be, as a tool says that limits its callers. */
export function saysTooMany(clause: string): boolean {
  return tooMany.test(folded(clause));
}

const tooMany =
  /\b(?:too many|zu viele|trop de|demasiad[oa]s|demais) ?(?:requests?|calls?|attempts?|queries|anfragen|aufrufe|requetes|demandes|appels|solicitudes|peticiones|llamadas)?\b|\b(?:requisicoes|pedidos|solicitacoes|chamadas) demais\b/;

/** Whether a clause says that a request went out under a key or a reference. */
export function saysSentUnderKey(clause: string): boolean {
  return underKey.test(folded(clause)) && deedsIn(clause).every((verb) => sending.test(verb));
}

const underKey =
  /\b(?:key|ref|reference|id|schlussel|kennung|referenz|cle|clave|referencia|chave)\b:? \S*\d/;

const sending =
  /^(?:sent|submitted|posted|requested|gesendet|geschickt|abgeschickt|verschickt|versandt|envoyee?s?|soumise?s?|transmise?s?|enviad[oa]s?|mandad[oa]s?|enviei)$/;

/** Words of what was made or done, as a part of an expression. */
export const made =
  `(?:${done}|charged|delivered|stored|changed|confirmed|recorded|filed|opened|posted|published|deployed|entered|approved|granted|written|transferred|noted|kept|held|signed|uploaded|installed|queued|planned|arranged|assigned|allocated|credited|invoiced|printed|logged|landed|succeeded|finished|done|executed|accepted|found|received|answered|` +
  'gebucht|reserviert|bestellt|angelegt|erstellt|ausgestellt|gesendet|bezahlt|gespeichert|eingetragen|reserve\\w*|cree\\w*|emis\\w*|envoye\\w*|paye\\w*|commande\\w*|enregistre\\w*|reservad\\w*|cread\\w*|criad\\w*|emitid\\w*|enviad\\w*|pagad\\w*|pag[oa]s?|registrad\\w*|bestatigt|gestellt|geschickt|confirme\\w*|confirmad\\w*|effectue\\w*|faite?s?|hech[oa]s?|realizad\\w*|feit[oa]s?)';

/** Whether a clause says that something was done, or is being done. */
export function saysDone(clause: string): boolean {
  const plain = folded(clause);
  return doing.test(plain) || passive.test(plain) || plain.search(participles) !== -1;
}

const doing = new RegExp(
  `\\b(?:${made}|takes? (?:it )?over|took (?:it )?over|ubernimmt|prend en charge|se encarga)\\b`,
);

/** The auxiliaries of the passive in other languages. */
export const passive = /\b(?:wurden?|worden|a ete|ont ete|fue|fueron|ha sido|han sido|foi|foram)\b/;

/** Participles of English that tell what was done, as "the delayed flight" does not. */
export const participles =
  /(?<!(?:the|your|an?|this|that|our|my|its) |[a-z0-9-])[a-z]{2,}ed(?![a-z0-9-])/g;

const aside =
  '(?:(?:[a-z]+ly|now|also|already|just|then|both|all|each|once|twice|since|instead|therefore|deja|aussi|bien|ya|tambien|ja|tambem) )*';

const participle =
  '(?:(?!need)[a-z]{2,}ed|sent|made|put|told|given|taken|took|written|wrote|paid|held|kept|set|done|did|begun|bought|brought|built|hidden|chosen|drawn|driven|sold|spoken|spoke|withdrawn|undone|rung|rang|shut|laid|lent|won|gave|got hold)';

const german =
  '(?:[a-z]*ge[a-z]{2,}(?:t|en)|(?:[a-z]+)?(?:be|ver|er|ent|zer|uber|unter|hinter)[a-z]{2,}(?:t|en)|[a-z]{2,}iert)';

const french = '(?:(?!une\\b|le\\b|de\\b)[a-z]{2,}(?:ees?|es?|is|it|i|u|ues?|ert))';

const spanish =
  '(?:[a-z]{2,}(?:ad|id)[oa]s?|[a-z]*(?:hech|puest|post|escrit|abiert|abert|feit|dich|dit|pag)[oa]s?)';

/** With "ist", of which "gesperrt" tells a state, and these what somebody did. */
const germanHandedOn =
  '(?:benachrichtigt|verstandigt|informiert|alarmiert|gewarnt|gerufen|gebeten|beauftragt|eingeschaltet|storniert|uberwiesen|erstattet|verschickt|versandt|abgeschickt|eroffnet|erledigt|ausgefuhrt|hinterlegt|weitergeleitet|ubergeben)';

const handedOn = '(?:asked|told|notified|informed|alerted|paged|warned|contacted|called)';

/** How a clause says so: in the perfect, in the passive, or in the past of the one who answers. */
const forms = [
  `\\b(?:has|have|had|was|were|been|'ve|got) ${aside}(?:been )?${aside}(?<verb>${participle})\\b`,
  `\\b(?:is|are|'s|'re) (?:now |already |being )*(?<verb>${made}|${handedOn})\\b`,
  `\\b(?:i|we) ${aside}(?<verb>${participle})\\b`,
  `^[a-z ]*: +(?:successfully )?(?<verb>${made}|${handedOn})\\b`,
  '\\b(?:an?|the|your|our|my) [a-z]+ (?<verb>takes? over|took over|has it)\\b',
  `\\b(?:wurden?|habe|haben|hat) (?:\\S+ ){0,12}?(?<verb>${german})(?= worden|[^a-z]*$)`,
  `\\b(?:ist|sind) (?:\\S+ ){0,12}?(?<verb>${german}(?= worden)|(?:${made}|${germanHandedOn})(?=[^a-z]*$))`,
  `\\bwurden? (?:\\S+ ){0,12}?(?<verb>${german})\\b`,
  `\\b(?:a|ont|avons) ${aside}ete ${aside}(?<verb>[a-z]{3,})\\b`,
  `\\b(?:j'ai|nous avons|on a) ${aside}(?<verb>${french})\\b`,
  `\\b(?:ha|han|he|hemos|tem|tenho|temos|foi|foram|fue|fueron) (?:sido )?${aside}(?<verb>${spanish})\\b`,
  '(?:^[a-z ]*: +|\\b(?:eu|ja) )(?<verb>[a-z]{3,}ei|(?:abr|ped|escrev)i)\\b',
].map((form) => new RegExp(form, 'g'));

/** What denies it or leaves it open, before the verb. */
const openBefore = new RegExp(
  `${negation}|\\b(?:${maybe}|${due}|possibly|probably|could|would|will|shall|to be|if|unless|until|once|when|while|before|unsure|failed to|without|hardly|` +
    'falls|wenn|wahrend|sobald|konnte\\w*|kann|soll\\w*|ohne|' +
    'pourrait|sans|quiza\\w*|podria|sin|poderia|deve|sem|se(?! han?\\b)|si)\\b',
);

const noneAfter = new RegExp(`^ (?:\\S+ )?(?:${negation})`);

/** "I was told": what the one who answers heard. */
const heard = /\b(?:i|we) (?:was|were|have been|had been|got) (?:(?:[a-z]+ly|last|then|first) )*$/;
const hears = /^(?:told|given|sent|shown|informed|handed|quoted|asked)$/;

const toWait = /^(?:asked|told) (?:me |us )?to (?:wait|retry|try|slow|come back|back off)\b/;

/** What went wrong or is wanted, which nobody did, and what the one who answers keeps to itself. */
const trouble =
  /^(?:failed|refused|rejected|declined|denied|blocked|timed|interrupted|restarted|crashed|killed|resumed|limited|exceeded|exhausted|overloaded|aborted|closed|stopped|delayed|throttled|disconnected|dropped|corrupted|garbled|truncated|damaged|missed|prevented|affected|involved|expected|supposed|required|allowed|permitted|supported|expired|ended|reached|happened|occurred|existed|wanted|intended|hoped|based|related|stayed|remained|stranded|decided|seemed|appeared|queued|requeued|kept|held|noted|saved|stored|planned|remembered|cached|skipped|excluded|omitted|ignored|disregarded|weggelassen|ausgelassen|ausgeschlossen|ubersprungen|omise?s?|ignoree?s?|exclue?s?|omitid[oa]s?|ignorad[oa]s?|gemerkt|vorgemerkt|gespeichert|eingereiht|notee?s?|guardad[oa]s?|anotad[oa]s?|gescheitert|fehlgeschlagen|abgelehnt|verweigert|abgebrochen|unterbrochen|uberlastet|benotigt|verloren|abgelaufen|uberschritten|echoue\w*|refuse\w*|rejete\w*|interrompue?s?|perdue?s?|depasse\w*|fallad[oa]s?|rechazad[oa]s?|denegad[oa]s?|interrumpid[oa]s?|perdid[oa]s?|agotad[oa]s?|falhad[oa]s?|recusad[oa]s?|negad[oa]s?|interrompid[oa]s?|excedid[oa]s?)$/;

const attempt =
  /^(?:tried|retried|attempted|looked|searched|checked|queried|polled|waited|received|returned|retrieved|fetched|loaded|answered|replied|responded|versucht|gesucht|gepruft|gefragt|abgefragt|gewartet|erhalten|empfangen|gelesen|gefunden|geantwortet|essaye\w*|tente\w*|cherche\w*|verifie\w*|recue?s?|lue?s?|trouve\w*|repondu|intentad[oa]s?|probad[oa]s?|buscad[oa]s?|consultad[oa]s?|recibid[oa]s?|leid[oa]s?|encontrad[oa]s?|respondid[oa]s?|tentad[oa]s?|procurad[oa]s?|verificad[oa]s?|recebid[oa]s?|lid[oa]s?|tentei|procurei|verifiquei|recebi)$/;
