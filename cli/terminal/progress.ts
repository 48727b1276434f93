import { worst, type Result } from '../../harness/model/trace/verdict.ts';
import { countedOf } from '../../reports/summary/verdicts.ts';
import { printable } from '../../reports/words/printable.ts';
import { verdictCounts } from '../../reports/summary/verdict-counts.ts';
import { counted, resultWords } from '../../reports/words/wording.ts';
import type { Progress } from '../suite/reporter.ts';
import type { Job, Note } from '../suite/job.ts';
import { countsOf } from '../suite/tests/run-parts.ts';
import type { TestMessage } from './message.ts';
import type { Screen } from './screen.ts';

/** Shows progress: a line for each scenario or mutant that ended, and a live line on a terminal. */
export function showProgress(
  on: Screen,
  { verb, resume }: Pick<Job, 'verb' | 'resume'>,
): (progress: Progress) => void {
  const isResumed = resume?.isAsked ?? false;
  return ({ what, title, file, filesDone, files, nth = 1, ofTests = 1, notes, errors }) => {
    const unit = /\(seeds \d+ to \d+\)$/.test(title) ? 'part' : 'run';
    const at = verb === 'run' && ofTests > 1 ? `, ${unit} ${nth} of ${ofTests}` : '';
    on.doing(`${filesDone} of ${counted(files, 'file')}${at}: ${printable(title)}`);
    if (errors.length > 0) on.did(row('error', title, title === file ? '' : file));
    // The seeds of a scenario are summed up when its file ends; systems and mutants stand alone.
    if ((what === 'test') !== (verb === 'matrix')) return;
    for (const line of verb === 'matrix' ? notes.map(ofMatrix) : ofScenarios(notes, isResumed))
      on.did(line);
  };
}

/** Shows the messages of running tests. */
export function showMessage(on: Screen): (said: TestMessage) => void {
  return ({ title, words, how }) => {
    if (how === 'did') on.did(row('shrinks', title, words));
    on.doing(`${printable(title)}: ${words}`);
  };
}

const room = 76;

function row(word: string, title: string, detail: string): string {
  const end = detail === '' ? '' : `  (${detail})`;
  return `  ${word.padEnd(8)} ${printable(title, room)}${end}`;
}

function ofMatrix({ scenario, result, runs, mutant, skipped }: Note): string {
  if (skipped !== undefined) return row('skipped', scenario, skipped);
  if (!mutant) return row(word(result), scenario, counted(runs, 'run'));
  const { by, how } = mutant;
  const at = how === undefined ? '' : `: ${how}`;
  const found = `${mutant.flagged ? `by ${by}` : `${by} did not notice`}${at}`;
  return row(mutant.flagged ? 'flagged' : 'MISSED', mutant.id, found);
}

function ofScenarios(notes: readonly Note[], isResumed: boolean): readonly string[] {
  return [...Map.groupBy(notes, ({ scenario }) => scenario)].flatMap(([title, all]) => {
    const runs = all.reduce((sum, note) => sum + note.runs, 0);
    const its = countedOf(all, (note) => note.isIdle === true);
    const skipped = its.find((note) => note.skipped !== undefined)?.skipped;
    if (skipped !== undefined) return [row('skipped', title, skipped)];
    return runs === 0
      ? []
      : [
          row(
            word(worst(its.map(({ result }) => result))),
            title,
            runWords(runs, all) + (isResumed && isAnew(its) ? ', begun anew: no journal' : ''),
          ),
        ];
  });
}

/** Whether a search was to be resumed and had no journal. */
function isAnew(notes: readonly Note[]): boolean {
  return notes.some(({ search, known = 0 }) => search !== undefined && known === 0);
}

function runWords(runs: number, notes: readonly Note[]): string {
  const known = notes.reduce((sum, note) => sum + (note.known ?? 0), 0);
  const { idle, ...counts } = countsOf(notes);
  return [
    counted(runs, 'run'),
    ...(known === 0 ? [] : [`${known} in its journal`]),
    ...(idle === 0 ? [] : [`${idle} struck nothing`]),
    verdictCounts(counts) ?? [],
  ]
    .flat()
    .join(', ');
}

function word(result: Result): string {
  return resultWords[result];
}
