import { saysOpen } from './undoings.ts';
import { folded } from './words.ts';

/** A deed that the one who answers says to have done to the outside. */
export interface OwnDeed {
  readonly verb: string;
  readonly kind: 'removing' | 'telling' | 'paying' | 'making';
  /** Whether a text about a call has a word for such deeds. */
  readonly isOfKind: (text: string) => boolean;
  /** What the sentence says from the verb on, or around it where the verb stands last. */
  readonly clause: string;
}

/** The deeds of a sentence that the one who answers says to have done to the outside: not to look, to compare or to write. */
export function ownDeedsIn(sentence: string): readonly OwnDeed[] {
  const plain = folded(sentence);
  return [...plain.matchAll(own)].flatMap(({ 0: said, index, groups = {} }) => {
    const { last, verb = last ?? '' } = groups;
    const kind = kinds.find(({ verbs }) => verbs.test(verb));
    const before = plain.slice(0, index).split(ends).at(-1) ?? '';
    const after = plain.slice(index + said.length).split(ends)[0] ?? '';
    if (!kind || saysOpen(`${before} ${said}`) || heard.test(said)) return [];
    return [
      {
        verb,
        kind: kind.kind,
        isOfKind: (text: string) => kind.calls.test(text),
        clause: last === undefined ? after : said,
      },
    ];
  });
}

/** Whether a verb tells a deed to the outside, whoever did it. */
export function isOutward(verb: string): boolean {
  return kinds.some(({ verbs }) => verbs.test(verb));
}

const ends = /[,;:.]\s|\b(?:and|but|und|aber|et|mais|y|pero|e(?!-)|mas)\b/;

const heard = /\b(?:was|were|been|got)\b/;

const removed =
  'removed|deleted|cancell?ed|released|withdrawn|withdrew|revoked|unsubscribed|moved|swapped|replaced|archived|disabled|entfernt|geloscht|storniert|abgesagt|umgebucht|verschoben|abgemeldet|retiree?s?|supprimee?s?|annulee?s?|deplacee?s?|retire|supprime|annule|deplace|eliminado|quitado|cancelado|anulado|movido|removi|cancelei|movido|desmarquei';

const told =
  'sent|emailed|e-mailed|mailed|notified|informed|alerted|messaged|texted|called|phoned|paged|contacted|invited|forwarded|gesendet|geschickt|verschickt|zugeschickt|benachrichtigt|informiert|verstandigt|angerufen|eingeladen|weitergeleitet|envoye|prevenu|informe|notifie|averti|appele|contacte|invite|enviado|avisado|notificado|informado|llamado|contactado|enviei|avisei|notifiquei|informei|liguei|contatei';

const paid =
  'paid|charged|refunded|reimbursed|transferred|credited|debited|bezahlt|erstattet|uberwiesen|abgebucht|gutgeschrieben|paye|rembourse|vire|debite|pagado|reembolsado|transferido|cobrado|paguei|reembolsei|transferi';

const made =
  'booked|reserved|ordered|bought|purchased|scheduled|registered|enrolled|subscribed|shipped|printed|hired|rented|upgraded|gebucht|reserviert|bestellt|gekauft|angemeldet|gedruckt|reserve|commande|achete|inscrit|reservado|pedido|comprado|inscrito|reserve|reservei|comprei';

const kinds = [
  {
    kind: 'removing' as const,
    verbs: new RegExp(`^(?:${removed})$`),
    calls:
      /remov|delet|cancel|releas|withdr|revok|unsubscri|mov|swap|replac|archiv|disabl|storn|lösch|losch|entfern/,
  },
  {
    kind: 'telling' as const,
    verbs: new RegExp(`^(?:${told})$`),
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

/** What tells the first person by its end, in Portuguese: without accents, the Spanish past reads as a request. */
const ending =
  '(?:cancelei|enviei|avisei|notifiquei|informei|liguei|contatei|paguei|reembolsei|reservei|comprei|desmarquei|removi|transferi)';

/** In the perfect or the past of the first person: in English, German, French, Spanish and Portuguese. */
const own = new RegExp(
  [
    `\\b(?:i|we)(?:'ve)? ${aside}(?:have |had )?${aside}(?<verb>${all})\\b`,
    `(?<=\\b(?:i|we)\\b[^.;:]*)\\band ${aside}(?:have )?${aside}(?<verb>${all})\\b`,
    `\\b(?:(?:ich|wir) habe?n?|habe ich|haben wir) (?:\\S+ ){0,12}?(?<last>${all})\\b(?=[^a-z]*$|[,;:]| und\\b)`,
    `\\b(?:j'ai|nous avons) (?:(?:aussi|egalement|bien|deja|ensuite|lui|leur) )*(?<verb>${all})\\b`,
    `\\b(?:he|hemos) (?:(?:tambien|ya|ademas|les?) )*(?<verb>[a-z]{3,}(?:ado|ido|to))\\b`,
    `(?:^|\\b(?:eu|e|tambem|ja) )(?:(?:tambem|ja|lhe|a|o) )*(?<verb>${ending})\\b`,
  ].join('|'),
  'g',
);
