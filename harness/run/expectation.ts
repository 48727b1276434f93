import { canonical } from '../model/json.ts';

/**
 * Whether an answer is what the task expects; null where it expects nothing. Expected objects are
 * a part of the answer, expected text is found in it, a regular expression or function tests it.
 */
export function isExpected(answer: unknown, expected: unknown): boolean | null {
  if (expected === undefined) return null;
  if (typeof expected === 'function') return Boolean((expected as (a: unknown) => unknown)(answer));
  if (expected instanceof RegExp) return expected.test(asText(answer));
  if (typeof expected === 'string') return asText(answer).includes(expected);
  return contains(answer, expected);
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

function asText(answer: unknown): string {
  return typeof answer === 'string' ? answer : canonical(answer);
}

function contains(whole: unknown, part: unknown): boolean {
  if (typeof part !== 'object' || part === null) return whole === part;
  if (part instanceof RegExp) return part.test(asText(whole));
  if (typeof whole !== 'object' || whole === null) return false;
  if (Array.isArray(part) && (!Array.isArray(whole) || whole.length !== part.length)) return false;
  const found = whole as Readonly<Record<string, unknown>>;
  return Object.entries(part).every(([key, value]) => contains(found[key], value));
}
