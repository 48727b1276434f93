import { pruneRules } from '../../harness/model/trace/exploration.ts';
import { clip } from '../words/printable.ts';
import { cellStates, type CellState, type SearchSummary } from '../summary/search-summary.ts';
import { doubtNotes, type DoubtNote } from '../words/doubt-words.ts';
import {
  cellMeanings,
  cellWords,
  coverageWords,
  effortWords,
  foundWords,
  ruleWords,
} from '../words/search-words.ts';
import { capital, counted, lasting, resultWords } from '../words/wording.ts';
import { code, safe } from './escape.ts';

/** The most rows of the table of faults. */
const mostFaults = 60;

/**
 * Renders a search as Markdown: its claim, the coverage of each level, and the results of each
 * fault.
 */
export function searchText(search: SearchSummary): readonly string[] {
  const { title, claim, result, file, tookMs, quarantined, leftOut, goOn } = search;
  const apart = quarantined.length + leftOut.quarantined;
  return [
    `## Search: ${safe(clip(title, 200))}`,
    `> **Shown:** ${safe(claim)}`,
    `**${resultWords[result]}** · ${foundWords(search)} · ${safe(effortWords(search))} in ${lasting(tookMs)} · ${code(clip(file, 200))}`,
    ...levels(search),
    `**Covered:** ${coverageWords(search)}.`,
    ...doubtNotes(search).map(doubt),
    ...faults(search),
    ...(apart > 0
      ? [
          `*${counted(apart, 'schedule')} set apart, for they went another way before their last fault.*`,
        ]
      : []),
    ...(goOn === null ? [] : [`To go on: ${code(goOn)}`]),
  ];
}

function doubt({ isIdle, line, such }: DoubtNote): string {
  const runs = such.map(
    (run) => ` ${capital(safe(run.line))}.${run.again === null ? '' : ` ${code(run.again)}`}`,
  );
  return `**${isIdle ? 'Unjudged' : 'Unknown'}:** ${safe(line)}.${runs.join('')}`;
}

function levels({ levels: all }: SearchSummary): readonly string[] {
  if (all.length === 0) return [];
  const rules = pruneRules.map((rule) => ruleWords[rule]);
  return [
    [
      `| level | schedules | run | ${rules.join(' | ')} | audited | refuted | |`,
      `| ---: | ---: | ---: | ${rules.map(() => '---:').join(' | ')} | ---: | ---: | --- |`,
      ...all.map((one) => {
        const { level, schedules, run, pruned, audited, refuted, isFinished } = one;
        const left = pruneRules.map((rule) => pruned[rule]);
        const numbers = [level, schedules, run, ...left, audited, refuted];
        return `| ${numbers.join(' | ')} | ${isFinished ? 'finished' : '**not finished**'} |`;
      }),
    ].join('\n'),
  ];
}

/** One row for each fault; the HTML page has the whole matrix of sites. */
function faults({ faults: all, rows }: SearchSummary): readonly string[] {
  if (rows.length === 0) return [];
  const states = cellStates.toReversed();
  const at = (place: number, state: CellState) =>
    rows.filter(({ cells }) => cells[place] === state).length;
  const table = [
    `| fault | ${states.map((state) => cellWords[state]).join(' | ')} |`,
    `| --- | ${states.map(() => '---:').join(' | ')} |`,
    ...all
      .slice(0, mostFaults)
      .map(
        (fault, place) =>
          `| ${code(clip(fault, 100))} | ${states.map((state) => at(place, state) || '').join(' | ')} |`,
      ),
  ];
  const meanings = states.map((state) => `**${cellWords[state]}**: ${cellMeanings[state]}`);
  return [
    `<details><summary>What each fault did, at ${counted(rows.length, 'call')}</summary>`,
    table.join('\n'),
    ...(all.length > mostFaults ? [`*and ${counted(all.length - mostFaults, 'more fault')}*`] : []),
    `${meanings.join('; ')}.`,
    '</details>',
  ];
}
