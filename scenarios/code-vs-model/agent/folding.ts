/**
 * A text as a reader sees it: one form for all the ways to spell the same words. Accents, case,
 * width, invisible characters and lookalikes of other scripts do not tell texts apart; what is
 * neither letter nor digit separates words. For comparing only.
 */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Default_Ignorable_Code_Point}\p{Cf}]/gu, '')
    .toLowerCase()
    .replace(/[^\p{ASCII}]/gu, (letter) => lookalikes.get(letter) ?? letter)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Whether a text says a term, in whole words, however either is spelled. */
export function says(text: string, term: string): boolean {
  return ` ${fold(text)} `.includes(` ${fold(term)} `);
}

/** Letters that are read as Latin ones. Source: Unicode confusables (UTS 39), those of one stroke. */
const lookalikes: ReadonlyMap<string, string> = new Map([
  ...pairs('аеікмнорстухѕјԁһӏԛԝв', 'aeikmhopctyxsjdhlqwb'),
  ...pairs('αεικνορτυχ', 'aeikvoptux'),
  ...pairs('ıøłđħ', 'ioldh'),
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
]);

function pairs(from: string, to: string): readonly (readonly [string, string])[] {
  const latin = Array.from(to);
  return Array.from(from, (letter, index) => [letter, latin[index] ?? letter]);
}
