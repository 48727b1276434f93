import { folded } from './words.ts';

/** What a text says of where its figures come from, or how old they are, each in its words. */
export function sourcesSaidIn(text: string): readonly string[] {
  return [...folded(text).matchAll(source)].map(([said]) => said);
}

/** Whether a text says that what it tells is of earlier: how long ago, or how old it is. */
export function saysEarlier(text: string): boolean {
  return earlier.test(folded(text)) || sourcesSaidIn(text).length > 0;
}

const earlier =
  /\b(?:ago|earlier|previously|formerly|last|vor \S+ (?:sekund|minut|stund|tag|woch)\w*|zuvor|fruher|zuletzt|vorhin|il y a|auparavant|plus tot|dernierement|hace|antes|anteriormente|ha \S+ (?:segund|minut|hor|dia|seman)\w*)\b/;

/** Of another source, of its age, and of one that failed: in English, German, French, Spanish and Portuguese. */
const source = new RegExp(
  '(?<!\\b(?:not|never|no|nicht|pas|nao) )\\b(?:' +
    'mirror\\w*|back-?ups?|fall-?back|cached?|stale|outdated|out[- ]of[- ]date|older|(?:hours?|days?|minutes?) old|age|as of|' +
    "last (?:night|week|month|known|saved|good|stored)(?:'s)?|yesterday(?:'s)?|earlier (?:reading|figure|value|data|copy)|nightly|archived?|replica|snapshot|" +
    'substitute|alternative|secondary|second source|unavailable|unreachable|offline|degraded|partial|estimated?|approximate\\w*|' +
    "(?:is|was|are|were) down|not (?:live|current|fresh|up[- ]to[- ]date|available|reachable)|(?:could|can|did)(?: ?not|n't)|unable|fail(?:ed|s)|refused|" +
    'spiegel\\w*|ersatz\\w*|zwischenspeicher\\w*|veraltet\\w*|von gestern|gestrig\\w*|(?:von )?letzter nacht|sicherungskopie|kopie|ausgefallen|nicht (?:aktuell|erreichbar|verfugbar)|unerreichbar|konnte\\w* nicht|' +
    "miroir|de secours|en cache|perimee?s?|obsolete?s?|d'hier|de la nuit derniere|indisponible|injoignable|pas (?:a jour|disponible)|copie|" +
    'espejo|de respaldo|desactualizad\\w*|obsolet\\w*|de ayer|de anoche|no (?:esta )?disponible|no se pudo|copia|' +
    'espelho|de reserva|desatualizad\\w*|de ontem|da noite passada|indisponivel|nao (?:esta )?disponivel|nao foi possivel' +
    ')\\b',
  'g',
);
