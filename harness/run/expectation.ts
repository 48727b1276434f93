import { asText, contains } from '../model/contains.ts';

/**
 * Whether an answer is what the task expects; null where it expects nothing. Expected objects are
 * a part of the answer, expected text is found in it, a regular expression or function tests it. Of an
 * object a regular expression tests its field of text, else the whole as JSON.
 */
export function isExpected(answer: unknown, expected: unknown): boolean | null {
  if (expected === undefined) return null;
  if (typeof expected === 'function') return Boolean((expected as (a: unknown) => unknown)(answer));
  if (expected instanceof RegExp) return textsIn(answer).some((text) => fits(expected, text));
  if (typeof expected === 'string') return asText(answer).includes(expected);
  return contains(answer, expected);
}

/** An expected answer in words: `/^BK-/`, `{"status":"done"}`. */
export function wordsOf(expected: unknown): string {
  if (typeof expected === 'function')
    return expected.name === '' ? 'what a function accepts' : `what ${expected.name} accepts`;
  if (expected instanceof RegExp) return String(expected);
  return (
    JSON.stringify(expected, (_, value: unknown) =>
      value instanceof RegExp ? String(value) : value,
    ) ?? ''
  );
}

/** The texts of an answer that a pattern may fit: of an object its fields of text, then all of it. */
function textsIn(answer: unknown): readonly string[] {
  if (typeof answer !== 'object' || answer === null) return [asText(answer)];
  const fields = answer as Readonly<Record<string, unknown>>;
  const texts = textFields.flatMap((name) => {
    const text = fields[name];
    return typeof text === 'string' ? [text] : [];
  });
  return [...texts, asText(answer)];
}

/** A pattern that is global remembers where it was. */
function fits(pattern: RegExp, text: string): boolean {
  pattern.lastIndex = 0;
  return pattern.test(text);
}

/** Fields of an answer that hold its text. */
const textFields = ['answer', 'text', 'message', 'content', 'output', 'reply', 'response'];

/**
 * Whether an answer says nothing at all: empty text, null, an object without fields, or one whose
 * text is empty and that has nothing else to say. An empty list is an answer.
 */
export function isEmpty(answer: unknown): boolean {
  if (typeof answer === 'string') return answer.trim() === '';
  if (typeof answer !== 'object' || Array.isArray(answer)) return answer === undefined;
  const fields = Object.entries(answer ?? {});
  return fields.every(([name, value]) => textFields.includes(name) && isEmpty(value));
}
