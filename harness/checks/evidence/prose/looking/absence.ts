import { folded } from '../words.ts';

/** Whether a sentence says that there is none of a thing, and not that nothing is known of it: "there is no parking". */
export function deniesThing(sentence: string, noun: string): boolean {
  if (knowledge.test(noun)) return false;
  const plain = folded(sentence);
  return [
    `\\b(?:${there})\\b (?:(?!${word}\\b)\\S+ ){0,2}?${noun}s?\\b(?! (?:\\S+ ){0,2}?${word}\\b)`,
    `^\\W*${noun}s?\\W{1,5}(?:is |are )?(?:no|nein|non|nao)\\W*$`,
  ].some((one) => new RegExp(one).test(plain));
}

/** Whether a sentence says what a page or a list does not tell: "their page says nothing about parking". */
export function saysOfSource(sentence: string): boolean {
  return silent.test(folded(sentence));
}

const there = [
  "there(?:'s| is| are| was| were) (?:[a-z]+ly )?(?:no|not an?|not any)",
  "there (?:is|are|was|were)n't (?:an?|any)",
  '(?<!\\b(?:i|we) )(?:has|have|had|offers?|provides?) no',
  "(?:does|do|did)(?:n't| not) (?:have|offer|provide) (?:an?|any)?",
  'es gibt (?:\\S+ )?kein\\w*',
  "il n'y a (?:pas|aucune?)",
  'no hay(?: ningun\\w*)?',
  'nao (?:ha|existem?|tem)(?: nenhum\\w*)?',
].join('|');

/** What makes it a word on what is known: "there is no parking information". */
const word =
  '(?:info\\w*|data|details?|word|entry|entries|records?|reports?|answers?|repl(?:y|ies)|news|known|listed|shown|told|given|found|recorded|yet|so far|for now|moment|now|angaben?|auskunft|daten|bekannt|donnees|renseignements?|connue?s?|datos|conocid\\w*|dados|conhecid\\w*)';

/** Things that are knowledge themselves. */
const knowledge =
  /^(?:forecast|outlook|weather|report|reading|info\w*|data|detail|rating|review|score|price|quote|rate|estimate|level|status|state|value|figure|summary|result|news|note|message|list|entry|record|history|log|description|advice|schedule|timetable|measurement|sensor|search|lookup)$/;

const silent = new RegExp(
  [
    "\\b(?:pages?|sites?|website|homepage|directory|listing|catalog\\w*|brochure|profile|records?|register|registry|entry|guide|documentation|docs)\\b (?:\\w+ ){0,2}?(?:(?:says?|said|mentions?|mentioned|lists?|listed|shows?|showed|states?|stated|contains?|gives?|has|have|had) (?:nothing|no)\\b(?! (?:answer|reply|response|result))|(?:does|do|did)(?: not|n't) (?:say|mention|list|show|state|contain|give))",
    '\\b(?:seite|webseite|verzeichnis|eintrag|katalog|register)\\b (?:\\S+ ){0,3}?(?:sagt|nennt|erwahnt|zeigt|enthalt|steht)\\b (?:\\S+ ){0,3}?(?:nichts|kein\\w*)',
    '\\b(?:page|site|annuaire|fiche|registre)\\b (?:\\S+ ){0,2}?ne (?:dit|mentionne|indique|precise|contient) (?:rien|pas|aucune?)',
    '\\b(?:pagina|sitio|web|directorio|ficha|registro)\\b (?:\\S+ ){0,2}?no (?:dice|menciona|indica|muestra|contiene)',
    '\\b(?:pagina|site|diretorio|ficha|registo|registro)\\b (?:\\S+ ){0,2}?nao (?:diz|menciona|indica|mostra|contem)',
  ].join('|'),
);
