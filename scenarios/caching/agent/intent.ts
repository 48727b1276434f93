/**
 * What a question asks for, as far as words tell: which things it names, what is to be done to
 * them, under which numbers, and whether it says not. Two questions that differ here are not the
 * same, however near their vectors are.
 */
export function intentOf(text: string): string {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('’', "'")
    .match(/[\p{L}\p{N}']+/gu);
  const telling = (words ?? []).map(rooted).filter((word) => !filler.has(word));
  // In order: "ship from here to there" is not "ship from there to here".
  return telling.join(' ');
}

/** Words that change nothing about what is asked. */
const filler: ReadonlySet<string> = new Set(
  (
    'a an the i me my we our us you your it is are am be do does did can could would should may ' +
    'will how what which where when to of for on at in and please tell want like need there any ' +
    'hello hi thanks thank'
  ).split(' '),
);

/** One and many are the same; other forms stay apart, since a miss costs less than a false hit. */
function rooted(word: string): string {
  if (/n't$|^(not|never|without)$/.test(word)) return 'not';
  return word.length > 3 ? word.replace(/(?<!s)s$/, '') : word;
}
