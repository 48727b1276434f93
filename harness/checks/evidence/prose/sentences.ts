import { scalarsOf, type Scalar } from '../scalars.ts';

/** A sentence of an answer. */
export interface Sentence {
  /** The words of its field's name. */
  readonly field: string;
  /** It and its clauses, each after these words: `cancelled: BK-1`. */
  readonly whole: string;
  readonly clauses: readonly string[];
  /** It and its clauses by themselves. */
  readonly said: string;
  readonly parts: readonly string[];
}

// "Filed as BUG-1" is one clause, as is what befell one who answers "while I booked".
const clauseEnds =
  /,(?=\s)|\s[-\u2013\u2014]\s|\b(?:but|while(?! (?:i|we)\b)|yet|and|so|as(?! \S*\d)|because|since|after|when|aber|und|weil|nachdem|mais|et|car|pero|porque|mas)\b/i;

// "All was cancelled, TENT-1 too" is one clause.
const likewise = /,(?= \S+ (?:too|also|likewise|auch|aussi|tambi[eé]n|tamb[eé]m)$)/i;

/** Ends of sentences: a stop, also before marks that close, and a sign such as a party popper, before a new sentence. */
const sentenceEnds =
  /[.!?](?=\s|$|["'\u201d\u2019\u00bb)\]*_]+(?:\s*$|\s+["'\u201c\u201e\u00ab(*]?\p{Lu}))|[;\n\r]|(?<=[\p{L}\p{N})\]"'*]\s?)(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f)+(?=\s*$|\s+(?:\p{Lu}\p{Ll}|\p{Lu}\s))/u;

/** The sentences of a text, as they are. */
export function partsOf(text: string): readonly string[] {
  return text.split(sentenceEnds).filter((part) => part.trim() !== '');
}

/** The sentences of a JSON value, such as an answer. */
export function sentencesIn(value: unknown): readonly Sentence[] {
  return scalarsOf(value).flatMap(sentencesOf);
}

/** The sentences of a scalar. */
export function sentencesOf({ field, text }: Scalar): readonly Sentence[] {
  const name = apart(field);
  return partsOf(text).map((part) => {
    const parts: string[] = [];
    let short = '';
    for (const clause of part.replace(likewise, '').split(clauseEnds)) {
      short = `${short} ${clause}`;
      // "TENT-1 and TENT-2 were cancelled" is one clause.
      if (clause.trim().split(/\s+/).length < 3 && clause !== part) continue;
      parts.push(short.trim());
      short = '';
    }
    if (short !== '') parts.push(short.trim());
    const clauses = parts.map((one) => `${name}: ${one}`);
    return { field: name, whole: `${name}: ${part}`, clauses, said: part.trim(), parts };
  });
}

/** The words of a field's name: `cancelledTents` is `cancelled Tents`. */
export function apart(field: string): string {
  return field.replaceAll(/([a-z])([A-Z])/g, '$1 $2').replaceAll('_', ' ');
}
