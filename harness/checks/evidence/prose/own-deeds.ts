import { saysOpen } from './undoings.ts';
import { folded } from './words.ts';

/** A deed that the one who answers says to have done to the outside. */
export interface OwnDeed {
  readonly verb: string;
  readonly kind: 'removing' | 'telling' | 'paying' | 'making';
  /** Whether a text about a call has a word for such deeds. */
  readonly isOfKind: (text: string) => boolean;
  /** Whether it does not say by whom: "an e-mail has been sent". */
  readonly isPassive: boolean;
  /** What the sentence says from the verb on, or around it where the verb stands last, or is passive. */
  readonly clause: string;
}

/**
 * The deeds of a sentence that the one who answers says to have done to the outside, or that were done by nobody that it
 * names: not to look, to compare or to write. To ask is one where somebody will act on it.
 */
export function ownDeedsIn(sentence: string): readonly OwnDeed[] {
  const plain = folded(sentence);
  return [...plain.matchAll(own)].flatMap(({ 0: said, index, groups = {} }) => {
    const { last, passive, latest } = groups;
    const isPassive = passive !== undefined || latest !== undefined;
    const verb =
      groups['verb'] ?? last ?? passive?.replace(/(?<=[ai]d|t)[ao]s?$/, 'o') ?? latest ?? '';
    const kind = kinds.find(({ verbs }) => verbs.test(verb));
    const before = plain.slice(0, index).split(ends).at(-1) ?? '';
    const rest = plain.slice(index + said.length);
    const after = rest.split(ends)[0] ?? '';
    if (!kind || saysOpen(`${before} ${said}`)) return [];
    if (asking.test(verb) && !willAct.test(rest)) return [];
    if (isPassive ? byOthers.test(after) || /\b(?:i|we) $/.test(before) : heard.test(said))
      return [];
    return [
      {
        verb,
        kind: kind.kind,
        isPassive,
        isOfKind: (text: string) => kind.calls.test(text),
        clause: isPassive ? `${before} ${said} ${after}` : last === undefined ? after : said,
      },
    ];
  });
}

/** Whether a verb tells a deed to the outside, whoever did it. */
export function isOutward(verb: string): boolean {
  return !asking.test(verb) && kinds.some(({ verbs }) => verbs.test(verb));
}

/** Whether a verb tells that something is elsewhere, or another, rather than gone. */
export function isMoving(verb: string): boolean {
  return /^(?:moved|swapped|replaced|umgebucht|verschoben|deplacee?s?|movido)$/.test(verb);
}

const ends = /[,;:.]\s|\b(?:and|but|und|aber|et|mais|y|pero|e(?!-)|mas)\b/;

const heard = /\b(?:was|were|been|got)\b/;

const removed =
  '(?:set|put|switched|changed|moved|rolled|taken) back|reverted|undone|removed|deleted|cancell?ed|released|withdrawn|withdrew|revoked|unsubscribed|moved|swapped|replaced|archived|disabled|entfernt|geloscht|storniert|abgesagt|umgebucht|verschoben|abgemeldet|retiree?s?|supprimee?s?|annulee?s?|deplacee?s?|retire|supprime|annule|deplace|eliminado|quitado|cancelado|anulado|movido|removi|cancelei|movido|desmarquei';

const told =
  'sent|emailed|e-mailed|mailed|notified|informed|alerted|messaged|texted|called|phoned|paged|contacted|invited|forwarded|gesendet|geschickt|verschickt|zugeschickt|benachrichtigt|informiert|verstandigt|angerufen|eingeladen|weitergeleitet|envoye|prevenu|informe|notifie|averti|appele|contacte|invite|enviado|avisado|notificado|informado|llamado|contactado|enviei|avisei|notifiquei|informei|liguei|contatei';

const paid =
  'paid|charged|refunded|reimbursed|transferred|credited|debited|bezahlt|erstattet|uberwiesen|abgebucht|gutgeschrieben|paye|rembourse|vire|debite|pagado|reembolsado|transferido|cobrado|paguei|reembolsei|transferi';

const made =
  'booked|reserved|ordered|bought|purchased|scheduled|registered|enrolled|subscribed|shipped|printed|hired|rented|upgraded|gebucht|reserviert|bestellt|gekauft|angemeldet|gedruckt|reserve|commande|achete|inscrit|reservado|pedido|comprado|inscrito|reserve|reservei|comprei';

const askers = 'asked|gefragt|gebeten|demande|prie|preguntado|perguntei';

const asking = new RegExp(`^(?:${askers})$`);

/** That somebody will do something. */
const willAct =
  /\b(?:they|he|she|somebody|someone|who)(?:'ll| will| (?:is|are) going to| promised)\b|\b(?:wird|werden|will|wollen)\b|\b(?:ils?|elles?|on) (?:vous |te |le |la |les )?[a-z]+(?:era|eront)\b|\b(?:le|les|te|se|lo) [a-z]+(?:ara|aran|era|eran|ira|iran)\b|\b(?:vao|vai|ira|irao) [a-z]+[aei]r\b/;

const byOthers = /\bby (?!me\b|us\b|e-?mail|text|post|sms|phone)/;

const kinds = [
  {
    kind: 'removing' as const,
    verbs: new RegExp(`^(?:${removed})$`),
    calls:
      /remov|delet|cancel|releas|withdr|revok|unsubscri|mov|swap|replac|archiv|disabl|storn|lösch|losch|entfern/,
  },
  {
    kind: 'telling' as const,
    verbs: new RegExp(`^(?:${told}|${askers})$`),
    calls:
      /mail|messag|notif|\bsms\b|chat|slack|\bcall|phone|pag(?:e|ing)\b|alert|\bsen[dt]|tell|inform|contact|ticket|invit|forward|publish|webhook|comment|post(?:ed|ing)|benachricht|nachricht/,
  },
  {
    kind: 'paying' as const,
    verbs: new RegExp(`^(?:${paid})$`),
    calls:
      /pay|paid|charg|refund|reimburs|transfer|invoice|bill|credit|debit|wallet|money|bank|fee|price|amount|cost/,
  },
  { kind: 'making' as const, verbs: new RegExp(`^(?:${made})$`), calls: /(?!)/ },
];

const aside =
  '(?:(?:[a-z]+ly|now|also|already|just|then|both|once|since|instead|therefore|even) )*';

const all = `${removed}|${told}|${paid}|${made}`;

/** Of what is told without a doer: "was called" gives a name. */
const done = all.replace('|called', '');

/** What tells the first person by its end, in Portuguese: without accents, the Spanish past reads as a request. */
const ending =
  '(?:cancelei|enviei|avisei|notifiquei|informei|liguei|contatei|paguei|reembolsei|reservei|comprei|desmarquei|removi|transferi)';

/** In the perfect or the past of the first person: in English, German, French, Spanish and Portuguese. */
const own = new RegExp(
  [
    `\\b(?:i|we)(?:'ve)? ${aside}(?:have |had )?${aside}(?<verb>${all}|${askers})\\b`,
    `(?<=\\b(?:i|we)\\b[^.;:]*)\\band ${aside}(?:have )?${aside}(?<verb>${all})\\b`,
    `\\b(?:(?:ich|wir) habe?n?|habe ich|haben wir) (?:\\S+ ){0,12}?(?<last>${all}|${askers})\\b(?=[^a-z]*$|[,;:]| und\\b)`,
    `\\b(?:j'ai|nous avons) (?:(?:aussi|egalement|bien|deja|ensuite|lui|leur) )*(?<verb>${all}|${askers})\\b`,
    `\\b(?:he|hemos) (?:(?:tambien|ya|ademas|les?) )*(?<verb>[a-z]{3,}(?:ado|ido|to))\\b`,
    `(?:^|\\b(?:eu|e|tambem|ja) )(?:(?:tambem|ja|lhe|a|o) )*(?<verb>${ending}|perguntei)\\b`,
    `\\b(?:(?:has|have) been|was|were) ${aside}(?<passive>${done})\\b`,
    `(?<=\\b(?:was|were|been)\\b[^.;]*)\\band ${aside}(?<passive>${removed})\\b`,
    `\\b(?:wurden?|ist|sind) (?:\\S+ ){0,12}?(?<latest>${done})(?: worden)?\\b(?=[^a-z]*$|[,;:]| und\\b)`,
    `\\b(?:a|ont) ${aside}(?:aussi |egalement )?ete (?<passive>${done})e?s?\\b`,
    `\\b(?:ha sido|han sido|fue|fueron|se ha|se han|foi|foram) (?:(?:tambien|ya|ademas|tambem|ja) )*(?<passive>[a-z]{3,}(?:ad|id|t)[oa]s?)\\b`,
  ].join('|'),
  'g',
);
