/** A text in lower case, with plain apostrophes and without accents. */
export function folded(text: string): string {
  const lower = text.toLowerCase();
  if (/^[ -~\s]*$/.test(lower)) return lower;
  return lower
    .replaceAll(/[\u2018\u2019\u00b4`]/g, "'")
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .replaceAll('\u00df', 'ss');
}

/** A folded text in which the Portuguese "no" ("in the") is none of denial. */
export function withoutPortugueseNo(plain: string): string {
  return portuguese.test(plain) ? plain.replaceAll(/\bno\b/g, 'em') : plain;
}

const portuguese = /\b(?:tudo|foi|foram|estao|ficou|uma?|em|voo|nao|voce)\b/;

/** The words of a text, in lower case and without accents. */
export function wordsIn(text: string): readonly string[] {
  return folded(text).match(/[a-z']+/g) ?? [];
}

/** Words that something is not so, as a part of an expression: of these are the lists of the readers made. */
export const not = 'not|never|nor|cannot|unable|nicht|nie|pas|jamais|nunca|nao';

/** Words that there is none of it. */
export const none =
  'no|none|nothing|nobody|kein\\w*|nichts|rien|aucune?|nada|ningun\\w*|nenhum\\w*';

/** Words that leave open whether it is so. */
export const maybe = 'may|might|maybe|perhaps|unclear|unknown|whether|vielleicht|ob|talvez';

/** Words that it has yet to be done, or may be. */
export const due = 'please|should|must|bitte|muss|peut|doit|puede|debe|pode';

/** The contractions of "not". */
export const contracted = "n't\\b|\\bn'";

/** Words of denial, as a part of an expression. */
export const negation: string = `${contracted}|\\b(?:${not}|${none}|neither|zero|niemand\\w*|nadie|ninguem)\\b`;

/** Participles of English of what was made or done, as a part of an expression: each reader adds its own. */
export const done =
  'booked|reserved|sent|created|made|placed|ordered|paid|shipped|saved|updated|added|scheduled|issued|processed|submitted|registered|completed';
