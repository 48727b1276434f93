import { made } from '../prose/deeds.ts';
import { folded } from '../prose/words.ts';

/** How often the one who answers says to have tried or asked ("I tried three times"). */
export function attemptsIn(text: string): readonly number[] {
  return [...folded(text).matchAll(attempts)].flatMap(({ groups }) => valueOf(groups?.['n'] ?? ''));
}

/** How often a text says that something was done ("it went through twice"). */
export function timesDoneIn(text: string): readonly number[] {
  return [...folded(text).matchAll(timesDone)].flatMap(({ groups }) =>
    valueOf(groups?.['n'] ?? groups?.['before'] ?? ''),
  );
}

/** How many things of a name a text says to be there or to have been done ("two changes are on file"). */
export function thingsIn(text: string, noun: string): readonly number[] {
  const plural = `${noun.replace(/y$/, '(?:y|ie)')}(?:e?s)`;
  const things = new RegExp(
    `${start}(?<n>${numeral}) (?:[a-z]+ )?${plural} (?:${are}|exist|stand)\\b(?! not\\b)`,
    'g',
  );
  return [...folded(text).matchAll(things)].flatMap(({ groups }) => valueOf(groups?.['n'] ?? ''));
}

/** The part that a text says to be done ("20 of 40 are on order", "some of them were booked"); null where none. */
export function partDoneIn(text: string): string | null {
  return partDone.exec(folded(text))?.[0] ?? null;
}

const words: readonly string[] = [
  'two|zwei|deux|dos|dois|duas',
  'three|drei|trois|tres',
  'four|vier|quatre|cuatro|quatro',
  'five|funf|cinq|cinco',
  'six|sechs|seis',
  'seven|sieben|sept|siete|sete',
  'eight|acht|huit|ocho|oito',
  'nine|neun|neuf|nueve|nove',
  'ten|zehn|dix|diez|dez',
];

/** The number that a text begins with, in figures or words. */
function valueOf(text: string): readonly number[] {
  if (/^\d/.test(text)) return [Number.parseInt(text, 10)];
  if (text === 'twice' || text === 'thrice') return [text === 'twice' ? 2 : 3];
  const at = words.findIndex((names) => new RegExp(`^(?:${names})`).test(text));
  return at === -1 ? [] : [at + 2];
}

const start = '(?<![\\w.,:/-])';
const numeral = `(?:\\d{1,3}|${words.join('|')})`;
const times = `(?:twice|thrice|${numeral} (?:more |weitere )?(?:times|mal|fois|veces|vezes)|(?:${words.join('|')})mal)(?! \\d)`;

/** Words of one clause. */
const some = (most: number) => `(?:[^\\s,.;:]+ ){0,${most}}?`;

const attempts = new RegExp(
  [
    `\\b(?:i|we)(?:'ve| have)? (?:[a-z]+ly |then |even |already )*(?:tried|attempted|retried|asked|called|sent|requested|submitted) ${some(8)}(?<n>${times})`,
    `\\bhaben? (?:ich |wir )?${some(6)}(?<n>${times}) ${some(4)}(?:versucht|probiert|angefragt|gefragt|gesendet|geschickt|aufgerufen)\\b`,
    `\\b(?:j'ai|nous avons) ${some(3)}(?:essaye|tente|reessaye|demande|envoye|appele) ${some(6)}(?<n>${times})`,
    `\\b(?:(?:he|hemos) ${some(2)}(?:intentado|probado|pedido|enviado|llamado)|(?:lo )?(?:intente|intentamos)) ${some(6)}(?<n>${times})`,
    `\\b(?:tentei|tentamos|pedi|enviei|chamei) ${some(6)}(?<n>${times})`,
  ].join('|'),
  'g',
);

const timesDone = new RegExp(
  [
    `\\b(?:went through|took effect|landed|succeeded|(?:was|were|has been|have been|got|is|are) (?:[a-z]+ly |now )?(?!(?:sent|submitted|posted|answered|received|found|requested)\\b)(?:${made}|applied|set|switched|moved)) ${some(4)}(?<n>${times})\\b`,
    `\\bwurden? ${some(6)}(?<before>${times}) ${some(3)}(?:${made}|ausgefuhrt|umgestellt|durchgefuhrt)\\b`,
    `\\b(?:a|ont) ete (?:[a-z]{3,}e?e?s?) ${some(3)}(?<n>${times})`,
    `\\b(?:se ha|se han|fue|fueron|ha sido|han sido|foi|foram) [a-z]{3,}(?:ad|id|hech|feit|t)[oa]s? ${some(3)}(?<n>${times})`,
  ].join('|'),
  'g',
);

const are = '(?:(?:are|were|have been|got)(?: now| already| currently)?)';

const partDone = new RegExp(
  `(?:${start}${numeral} (?:out )?(?:of|von|sur|de|das|dos) (?:the |den |les |l[oa]s )?${numeral}|\\b(?:some|part|half|most) of (?:the |them|it|your ){1,2}) ?${some(3)}` +
    `(?:are|is|were|was|have been|has been|sind|wurden|ist|wurde|sont|ont ete|est|estan|fueron|han sido|estao|foram) (?:now |already |bereits |deja |ya |ja )?(?:${made}|on [a-z]+|in place|secured|applied|confirmed)\\b`,
);
