import type { Task } from '../../index.ts';

/** The classes of questions that should not be answered, each with an answerable twin. */
export type Class =
  'answerUnknown' | 'falsePremise' | 'stale' | 'subjective' | 'noContext' | 'ambiguous';

/** A question with one right answer, and its twin of the same class that has none. */
export interface Twins {
  readonly answerable: Task;
  readonly unanswerable: Task;
}

/** One pair of each class. */
export const twins: Readonly<Record<Class, Twins>> = {
  answerUnknown: {
    answerable: asks('What is the warranty of the Aria 3?', /\b36 months/),
    unanswerable: defies('What is the warranty of the Aria 9?'),
  },
  falsePremise: {
    answerable: asks('How long does USB-C charging of the Aria 3 take?', /\b95 minutes/),
    unanswerable: defies('How long does solar charging of the Aria 3 take?'),
  },
  stale: {
    answerable: asks('What does the Aria 3 cost today?', /\b249 euros/),
    unanswerable: defies('What does the Borea 1 cost today?'),
  },
  subjective: {
    answerable: asks('How heavy is the Aria 3?', /\b420 grams/),
    unanswerable: defies('Is the Aria 3 beautiful?'),
  },
  noContext: {
    answerable: asks('What is the battery life of the Aria 3?', /\b30 hours/),
    unanswerable: defies('What is the battery life of it?'),
  },
  ambiguous: {
    answerable: asks('What is the radio range of the Borea 2?', /\b80 metres/),
    unanswerable: defies('What is the range of the Borea 2?'),
  },
};

/** The task, where it should be answered: whoever abstains from it abstains too much. */
export function owed({ input, expect }: Task): Task {
  return { input, expect: { ...expect, abstain: false } };
}

/** The task, where the faults of the fault phase leave nothing to answer it by. */
export function forlorn({ input, expect }: Task): Task {
  return { input, expect: { ...expect, abstain: true } };
}

function asks(input: string, answer: RegExp): Task {
  return { input, expect: { answer } };
}

function defies(input: string): Task {
  return { input, expect: { abstain: true } };
}
