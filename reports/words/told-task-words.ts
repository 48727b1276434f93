import { saying } from './saying.ts';
import type { Finding, ToldTask } from '../summary/summary.ts';
import { endingWords } from './wording.ts';

/** A row of what a finding says of its tasks: `expected`, `POST /refunds 1 time`. */
export interface TaskRow {
  readonly name: 'task' | 'expected' | 'came';
  readonly text: string;
}

/** What the tasks of a finding were asked, what was expected and what came, each text `most` long. */
export function taskRows({ tasks }: Pick<Finding, 'tasks'>, most: number): readonly TaskRow[] {
  return tasks.flatMap(({ task, input, expected, ending }) => [
    { name: 'task' as const, text: `${task}: ${saying(input, most)}` },
    ...(expected === '' ? [] : [{ name: 'expected' as const, text: expected }]),
    { name: 'came' as const, text: ending === null ? 'no end' : cameWords(ending, most) },
  ]);
}

/** What to do where a finding rests on how the default reader took an answer; null where it does not. */
export function readingWords({ restsOnReading }: Pick<Finding, 'restsOnReading'>): string | null {
  return restsOnReading
    ? 'by default, and the finding rests on it: where it is wrong, give `disposition` in the scenario, a function of the answer'
    : null;
}

function cameWords(ending: NonNullable<ToldTask['ending']>, most: number): string {
  const words = endingWords(ending);
  if (ending.how === 'answered') return `${words}: ${saying(ending.answer, most)}`;
  return ending.how === 'failed' ? `${words}: ${saying(ending.error, most)}` : words;
}
