import { folded } from '../words.ts';

/** Whether a text says that the one who answers has looked something up: "I checked the list". */
export function saysLooked(text: string): boolean {
  return folded(text).search(looked) !== -1;
}

/** A folded text without what says so. */
export function withoutLookups(plain: string): string {
  return plain.replaceAll(looked, ' ');
}

const aside = '(?:(?:[a-z]+ly|also|then|just|now|even|twice) )*';

const looked = new RegExp(
  [
    `\\b(?:i|we)(?:'ve| have)? ${aside}(?:checked|looked(?: (?:up|into|at|for|in|through))?|searched|verified|queried|consulted|inspected|reviewed|went through)\\b`,
    '\\b(?:ich habe|wir haben|habe ich|haben wir) (?:\\S+ ){0,8}?(?:(?:uber|nach)?gepruft|nachge(?:sehen|schaut|schlagen)|durchsucht|durchgesehen)\\b',
    "\\b(?:j'ai|nous avons) (?:\\S+ )?(?:verifie|regarde|consulte|cherche|controle)\\b",
    '\\b(?:he|hemos) (?:\\S+ )?(?:revisado|comprobado|mirado|consultado|verificado|buscado)\\b',
    '\\b(?:verifiquei|consultei|procurei|olhei|conferi|verificamos|consultamos|procuramos)\\b',
  ].join('|'),
  'g',
);
