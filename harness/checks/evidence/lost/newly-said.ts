import { answerIn } from '../ending/said.ts';
import { sentencesIn, type Sentence } from '../prose/sentences.ts';
import type { TaskRecord } from '../tasks.ts';
import { twinsBefore } from './twins.ts';

/** The sentences of a task's answer that no answer of the same task before the faults has. */
export function newlySaid(task: TaskRecord, tasks: readonly TaskRecord[]): readonly Sentence[] {
  const usual = new Set(
    twinsBefore(task, tasks).flatMap(({ ending }) =>
      sentencesIn(answerIn(ending)).map(({ said }) => said),
    ),
  );
  return sentencesIn(answerIn(task.ending)).filter(({ said }) => !usual.has(said));
}
