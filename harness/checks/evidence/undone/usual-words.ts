import type { TaskRecord, TaskRecords } from '../tasks.ts';
import { wordsIn } from '../prose/words.ts';
import { sentencesIn } from '../prose/sentences.ts';

/** The words and the clauses that an agent has for effects that stand. */
export interface UsualWords {
  readonly words: ReadonlySet<string>;
  readonly clauses: ReadonlySet<string>;
}

/** The usual words of a run: those of the baseline's answers in full, where nothing was undone. */
export function usualIn({ tasks }: TaskRecords): UsualWords {
  const clauses = tasks.filter(isUsual).flatMap((task) => {
    const { ending, effects } = task;
    if (ending.how !== 'answered') return [];
    const names = effects.flatMap(({ id, key }) => [id, key]);
    return sentencesIn(ending.answer).flatMap((one) =>
      one.clauses.map((clause) => withoutNames(clause, names)),
    );
  });
  return { words: new Set(clauses.flatMap(wordsIn)), clauses: new Set(clauses.map(template)) };
}

/** Whether a clause without names is one that the agent usually says. */
export function isUsualClause(clause: string, { clauses }: UsualWords): boolean {
  return clauses.has(template(clause));
}

/** A text with a mark in place of each of these names. */
export function withoutNames(text: string, names: readonly string[], mark = '#'): string {
  return names
    .filter((name) => name !== '')
    .toSorted((a, b) => b.length - a.length)
    .reduce((rest, name) => rest.replaceAll(wordOf(name), mark), text);
}

function wordOf(name: string): RegExp {
  return new RegExp(`(?<!\\w)${name.replaceAll(/[^\w\s]/g, String.raw`\$&`)}(?!\\w)`, 'g');
}

function isUsual({ role, ending, effects }: TaskRecord): boolean {
  if (role !== 'before' || ending.how !== 'answered' || effects.some(({ undoes }) => undoes)) {
    return false;
  }
  return ending.disposition === 'full' && ending.correct !== false;
}

function template(clause: string): string {
  return clause.replaceAll(/\d+/g, '#').trim();
}
