import { snippet } from './snippet.ts';
import type { Finding, FindingTask } from '../summary/finding.ts';
import { endingWords } from './wording.ts';

/** A row about a task of a finding: `expected`, `POST /refunds 1 time`. */
export interface TaskRow {
  readonly name: 'task' | 'expected' | 'came';
  readonly text: string;
}

/**
 * The input, the expectation and the ending of a finding's tasks, each text at most `most`
 * characters long.
 */
export function taskRows({ tasks }: Pick<Finding, 'tasks'>, most: number): readonly TaskRow[] {
  return tasks.flatMap(({ task, input, expected, ending }) => [
    { name: 'task' as const, text: `${task}: ${snippet(input, most)}` },
    ...(expected === '' ? [] : [{ name: 'expected' as const, text: expected }]),
    { name: 'came' as const, text: ending === null ? 'no end' : cameWords(ending, most) },
  ]);
}

/**
 * Advice for a finding that rests on the default reader's view of an answer; null for any other
 * finding.
 */
export function readingWords({ restsOnReading }: Pick<Finding, 'restsOnReading'>): string | null {
  return restsOnReading
    ? 'by default, and the finding rests on it: where it is wrong, give `disposition` in the scenario, a function of the answer'
    : null;
}

function cameWords(ending: NonNullable<FindingTask['ending']>, most: number): string {
  const words = endingWords(ending);
  if (ending.how === 'answered') return `${words}: ${snippet(ending.answer, most)}`;
  return ending.how === 'failed' ? `${words}: ${snippet(ending.error, most)}` : words;
}
