/** A text in lower case, without accents. */
export function folded(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '');
}

/** The words of a text, in lower case and without accents. */
export function wordsIn(text: string): readonly string[] {
  return folded(text).match(/[a-z']+/g) ?? [];
}

/** Words of denial, as a part of an expression. */
export const negation =
  "n't\\b|\\bn'|\\b(?:not|never|nor|no|none|nothing|nobody|neither|zero|cannot|unable|nicht|nie|niemand\\w*|kein\\w*|nichts|pas|jamais|rien|aucune?|nunca|nada|nadie|ningun\\w*|ninguem|nao|nenhum\\w*)\\b";
