import { pruneRules, type LevelReport } from '../../harness/model/trace/exploration.ts';
import type { SearchSummary } from '../summary/search-summary.ts';
import { doubtNotes, type DoubtNote } from '../words/doubt-words.ts';
import {
  coverageWords,
  effortWords,
  foundWords,
  levelWords,
  ruleWords,
} from '../words/search-words.ts';
import { lasting } from '../words/wording.ts';
import { wrap, type Page, type Tone } from './page.ts';

/** The width of the left margin, which holds the names of a search's parts. */
const margin = 10;

/** Renders a search: its coverage, what it shows, and what it does not show. */
export function searchBlock(search: SearchSummary, page: Page): readonly string[] {
  const { title, claim, result, found, quarantined, leftOut, goOn, tookMs } = search;
  const rate = Math.round(search.runs / Math.max(tookMs / 1000, 0.001));
  const effort = `${effortWords(search)} in ${lasting(tookMs)}, ${rate} a second`;
  const apart = quarantined.length + leftOut.quarantined;
  const tone: Tone = found.length > 0 ? 'bad' : result === 'pass' ? 'good' : 'doubt';
  return [
    ...part('searched', title, page, 'strong'),
    ...part('', effort, page),
    '',
    ...levelTable(search.levels, page),
    ...part('shown', claim, page),
    ...part('covered', coverageWords(search), page),
    ...(apart > 0 ? part('set apart', `${apart}: ${quarantined[0] ?? ''}`, page, 'doubt') : []),
    ...doubtNotes(search).flatMap((note) => doubtPart(note, page)),
    ...part('found', foundWords(search), page, tone),
    // Never wrapped: it is there to be copied.
    ...(goOn === null ? [] : [label('go on', page) + goOn]),
  ];
}

function doubtPart({ isIdle, line, such }: DoubtNote, page: Page): readonly string[] {
  if (isIdle) return part('unjudged', line, page);
  const runs = such.flatMap((run) => [
    ...part('', run.line, page),
    ...(run.again === null ? [] : [label('', page) + run.again]),
  ]);
  return [...part('unknown', line, page, 'doubt'), ...runs];
}

function part(name: string, text: string, page: Page, tone?: Tone): readonly string[] {
  return wrap(text, page.width - margin).map((line, index) => {
    const start = label(index === 0 ? name : '', page);
    return start + (tone ? page.paint(tone, line) : line);
  });
}

function label(name: string, page: Page): string {
  return page.paint('dim', name.padEnd(margin));
}

const rules = pruneRules.map((rule) => ruleWords[rule]);
const head = ['level', 'schedules', 'run', ...rules, 'audited', 'refuted', ''];

/** Renders levels in columns, or in words where columns do not fit. */
function levelTable(levels: readonly LevelReport[], page: Page): readonly string[] {
  if (levels.length === 0) return [];
  const rows = levels.map((one) => [
    one.level,
    one.schedules,
    one.run,
    ...pruneRules.map((rule) => one.pruned[rule]),
    one.audited,
    one.refuted,
    one.isFinished ? 'finished' : 'not finished',
  ]);
  const table = [head, ...rows].map((row) => row.map((cell) => cell.toLocaleString('en-US')));
  const widths = head.map((_, at) => Math.max(...table.map((row) => row[at]?.length ?? 0)));
  const lines = table.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  if (lines.some((line) => line.length > page.width)) {
    return [...levels.flatMap((level) => wrap(levelWords(level), page.width)), ''];
  }
  return [...lines.map((line, at) => (at === 0 ? page.paint('dim', line) : line)), ''];
}
