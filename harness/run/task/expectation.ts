import { asText, contains, matches } from '../../model/json/contains.ts';
import { HarnessError } from '../../model/error.ts';
import type { Task } from '../../model/scenario.ts';

/**
 * Whether an answer is what the task expects; null where it expects nothing. Expected objects are
 * a part of the answer, expected text is found in it, a regular expression or function tests it: a
 * function that throws, as assertions do, refuses it. Of an object a regular expression tests its field
 * of text, else the whole as JSON. Throws `bad-scenario` where a function returns a promise.
 */
export function isExpected(answer: unknown, expected: unknown): boolean | null {
  if (expected === undefined) return null;
  if (typeof expected === 'function') return accepts(expected as (a: unknown) => unknown, answer);
  if (expected instanceof RegExp) return textsIn(answer).some((text) => matches(expected, text));
  // In every answer there is an empty part: what is expected is that there is no more.
  if (expected === '' || isEmptyObject(expected)) return isEmpty(answer);
  if (typeof expected === 'string') return asText(answer).includes(expected);
  return contains(answer, expected);
}

/** What a task expects of the answer to a message, by its number from 0; undefined where it expects nothing. */
export function answerTo({ turns = [], expect = {} }: Task, message: number): unknown {
  const { answer, answers = [] } = expect;
  const own = answers[message];
  return own === undefined && message === turns.length ? answer : own;
}

function accepts(expected: (answer: unknown) => unknown, answer: unknown): boolean {
  let found: unknown;
  try {
    found = expected(answer);
  } catch {
    return false;
  }
  return toldAtOnce(found, `${wordsOf(expected)} as \`expect.answer\``);
}

function toldAtOnce(found: unknown, what: string): boolean {
  if (!(found instanceof Promise)) return Boolean(found);
  // What it comes to is of no interest, and must not end the process.
  found.catch(() => {});
  throw new HarnessError('bad-scenario', {
    expected: `${what} to be told at once`,
    got: 'a Promise',
    fix: 'Make it a plain function of the answer; what has to be looked up belongs in `expect.effects`.',
  });
}

/** What no answer of a task may say. */
type Wrong = NonNullable<NonNullable<Task['expect']>['wrong']>;

/**
 * Whether an answer says what no answer may: the pattern is found in one of its texts, or the function
 * finds it. Throws `bad-scenario` where the function throws or returns a promise.
 */
export function isWrong(answer: unknown, wrong: Wrong | undefined): boolean {
  if (wrong === undefined) return false;
  if (wrong instanceof RegExp) return textsIn(answer).some((text) => matches(wrong, text));
  let found: unknown;
  try {
    found = wrong(answer);
  } catch (error) {
    // A finder that breaks has found nothing out, and nothing wrong must pass by it.
    throw new HarnessError('bad-scenario', {
      expected: '`expect.wrong` to take any answer, and to return whether it is wrong',
      got: `${String(error)} of ${asText(answer).slice(0, 100)}`,
      fix: 'Have it bear answers of every shape.',
    });
  }
  return toldAtOnce(found, '`expect.wrong`');
}

/** What no answer may say, in words: `/\bBirch 31\b/`. */
export function wrongWords(wrong: Wrong): string {
  return wrong instanceof RegExp ? String(wrong) : 'what expect.wrong finds';
}

/** An expected answer in words: `/^BK-/`, `{"status":"done"}`. */
export function wordsOf(expected: unknown): string {
  if (typeof expected === 'function') {
    // A function that is written where it stands is called as its field is.
    const isNamed = expected.name !== '' && expected.name !== 'answer';
    return isNamed ? `what ${expected.name} accepts` : 'what a function accepts';
  }
  if (expected instanceof RegExp) return String(expected);
  return (
    JSON.stringify(expected, (_, value: unknown) =>
      value instanceof RegExp ? String(value) : value,
    ) ?? ''
  );
}

function isEmptyObject(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).length === 0
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

/** Fields of an answer that hold its text. */
const textFields = ['answer', 'text', 'message', 'content', 'output', 'reply', 'response'];

/** Fields that say how an answer is meant, and nothing of what was asked. */
const howFields = ['disposition', 'ok', 'success'];

/** Those of the text fields that are there for the answer itself, not for a remark on what was done. */
const saidFields = ['answer', 'text', 'content', 'reply', 'response'];

/**
 * Whether an answer says nothing at all: empty text, null, an object without fields, or one whose
 * text is empty and that has nothing else to say but how it is meant. An empty list is an answer.
 */
export function isEmpty(answer: unknown): boolean {
  if (typeof answer === 'string') return answer.trim() === '';
  if (typeof answer !== 'object' || Array.isArray(answer)) return answer === undefined;
  const fields = Object.entries(answer ?? {});
  const isSaid = fields.some(([name]) => saidFields.includes(name));
  return fields.every(([name, value]) =>
    textFields.includes(name) ? isEmpty(value) : isSaid && howFields.includes(name),
  );
}
