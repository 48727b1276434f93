import { withoutNonces } from '../../model/json/drawn-word.ts';
import { tellsTrouble } from './prose.ts';

/** The sentences of an answer, apart from what tools drew. */
export function sentencesIn(answer: unknown): ReadonlySet<string> {
  return new Set(textsIn(answer).flatMap((text) => text.split(ends).map(plainly)));
}

/**
 * An answer without the sentences that tell of trouble and are also said without faults: they are about something
 * else ("a speech that nobody writes"). The same object where there are none.
 */
export function withoutUsual(answer: unknown, usual: ReadonlySet<string>): unknown {
  if (typeof answer === 'string') {
    const kept = answer.split(ends).filter((one) => !usual.has(plainly(one)) || !tellsTrouble(one));
    return kept.join('') === answer.split(ends).join('') ? answer : kept.join(' ');
  }
  if (typeof answer !== 'object' || answer === null) return answer;
  if (Array.isArray(answer)) {
    const kept = answer.map((item) => withoutUsual(item, usual));
    return kept.every((item, n) => item === answer[n]) ? answer : kept;
  }
  const kept = Object.entries(answer).map(
    ([name, item]) => [name, withoutUsual(item, usual)] as const,
  );
  return kept.every(([name, item]) => item === (answer as Record<string, unknown>)[name])
    ? answer
    : Object.fromEntries(kept);
}

const ends = /(?<=[.!?])\s+|\n+/;

function plainly(sentence: string): string {
  return withoutNonces(sentence).trim();
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}
