import { byReason } from './summary/by-reason.ts';
import { foreignWords } from './summary/foreign.ts';
import { headline, runsWords, totalsLine, warnings } from './words/headline.ts';
import { cleansed, clip } from './words/printable.ts';
import { passWords } from './reliability/words.ts';
import type { Reporter } from './reporter.ts';
import type { ScenarioSummary, Summary } from './summary/summary.ts';
import { occurred } from './summary/tally.ts';
import { findingBlock } from './text/finding.ts';
import { matrixTable } from './text/matrix.ts';
import { reliabilityBlock } from './text/reliability.ts';
import { searchBlock } from './text/search.ts';
import { column, page, wrap, type Page, type TextOptions, type Tone } from './text/page.ts';
import {
  harnessWords,
  idleWords,
  inapplicableWords,
  verdictCounts,
} from './summary/verdict-counts.ts';
import { counted, lasting, outcomeWords, resultWords } from './words/wording.ts';

/** Renders the summary as plain text, 100 columns wide. */
export const text: Reporter = {
  name: 'text',
  file: 'report.txt',
  render: (summary) => renderText(summary, { color: false, width: 100, isWhole: true }),
};

/** The most findings shown in full. */
const mostFindings = 20;

/**
 * Renders the summary for a terminal: scenarios, searches, findings, matrix, totals. Only replay
 * commands may be wider than asked, since they are there to be copied.
 */
export function renderText(summary: Summary, options: TextOptions): string {
  const clean = cleansed(summary);
  const sheet = page(options);
  const columns = columnsOf(clean, sheet);
  const sections = [
    opening(clean, sheet),
    ...clean.families.map(({ family, scenarios }) => [
      sheet.paint('strong', clip(family, sheet.width)),
      ...scenarios.flatMap((scenario) => scenarioLines(scenario, columns, sheet)),
    ]),
    ...clean.searches.map((search) => searchBlock(search, sheet)),
    ...findings(clean, sheet),
    reliabilityBlock(clean, sheet),
    clean.matrix ? matrixTable(clean.matrix, sheet) : [],
    closing(clean, sheet),
  ];
  const lines = sections
    .filter((section) => section.length > 0)
    .map((section) => section.join('\n'));
  return `${lines.join('\n\n')}\n`;
}

const tones: Readonly<Record<ScenarioSummary['result'], Tone>> = {
  pass: 'good',
  unknown: 'doubt',
  fail: 'bad',
};

/** The most characters of a title. */
const mostTitle = 120;

/** The columns before a scenario's title. */
const indent = 11;

function opening(summary: Summary, sheet: Page): readonly string[] {
  const { meta, errors } = summary;
  return [
    ...wrap(`Brownout ${meta.version}: ${meta.command}`, sheet.width).map((line) =>
      sheet.paint('dim', line),
    ),
    ...warnings(summary)
      .flatMap((warning) => wrap(warning, sheet.width))
      .map((line) => sheet.paint('doubt', line)),
    ...errors.flatMap(({ file, lines }) => [
      sheet.paint('bad', '  could not be run:'),
      ...[file, ...lines]
        .flatMap((says) => wrap(says, sheet.width - 4))
        .map((line) => `    ${line}`),
    ]),
  ];
}

/** The widths of the columns, the same for all scenarios. */
interface Columns {
  readonly title: number;
  readonly runs: number;
}

/**
 * Gives outcomes what they need, and titles the rest, at least 60 %; longer outcomes go to a line
 * of their own.
 */
function columnsOf({ families, matrix }: Summary, { width }: Page): Columns {
  const all = families.flatMap(({ scenarios }) => scenarios);
  // Of a careful system that passes, a matrix keeps one run of many.
  const runs = matrix
    ? 0
    : 2 + Math.max(0, ...all.map((scenario) => counted(scenario.runs, 'run').length));
  const outcomes = Math.max(0, ...all.map(({ mix }) => mixWords(mix).length));
  const longest = Math.max(10, ...all.map(({ title }) => title.length));
  const room = width - indent - runs - 2;
  return { runs, title: Math.min(longest, Math.max(16, Math.floor(room * 0.6), room - outcomes)) };
}

function scenarioLines(
  scenario: ScenarioSummary,
  columns: Columns,
  sheet: Page,
): readonly string[] {
  const { result, title, runs, mix } = scenario;
  const verdict = sheet.paint(tones[result], column(resultWords[result], 7));
  const count = columns.runs === 0 ? '' : counted(runs, 'run').padStart(columns.runs);
  // A claim that is cut is none: it goes on below.
  const [claim = '', ...below] = wrap(clip(title, mostTitle), columns.title);
  const start = `  ${verdict}  ${claim.padEnd(columns.title)}${count}`;
  const outcomes = mixWords(mix);
  const isOne = indent + columns.title + columns.runs + 2 + outcomes.length <= sheet.width;
  const all = [...(isOne ? [] : [outcomes]), ...notes(scenario)];
  return [
    isOne ? `${start}  ${outcomes}`.trimEnd() : start.trimEnd(),
    ...below.map((line) => ' '.repeat(indent) + line),
    ...all
      .flatMap((note) => wrap(note, sheet.width - indent))
      .map((line) => ' '.repeat(indent) + sheet.paint('dim', line)),
  ];
}

function notes(scenario: ScenarioSummary): readonly string[] {
  const { doubts, misses, reliability } = scenario;
  const counts = verdictCounts(scenario);
  const idle = inapplicableWords(scenario);
  const doubtful = byReason(doubts, ({ count }) => `unknown in ${counted(count, 'run')}`);
  return [
    ...(counts === null ? [] : [counts]),
    idleWords(scenario) ?? [],
    reliability ? [`pass^k: ${passWords(reliability)}`] : [],
    ...harnessWords(scenario).slice(0, 3),
    ...doubtful.slice(0, 3),
    ...(doubtful.length > 3 ? [`unknown for ${doubtful.length - 3} more reasons`] : []),
    ...(idle === null ? [] : [idle]),
    ...misses
      .slice(0, 3)
      .map((miss) => `never struck: ${miss.strike} (${counted(miss.runs, 'run')})`),
    ...(misses.length > 3 ? [`never struck: ${misses.length - 3} more`] : []),
    ...scenario.foreign.slice(0, 3).map(foreignWords),
    ...mutants(scenario),
  ].flat();
}

/** The outcomes under faults; those before and after only where they are not all unaffected. */
function mixWords(mix: ScenarioSummary['mix']): string {
  const parts = (['during', 'before', 'after'] as const).flatMap((role) => {
    const all = occurred(mix, role);
    const isUsual = role !== 'during' && all.every(([outcome]) => outcome === 'unaffected');
    if (all.length === 0 || isUsual) return [];
    const counts = all.map(([outcome, count]) => `${count} ${outcomeWords[outcome]}`).join(', ');
    return [role === 'during' ? counts : `${role}: ${counts}`];
  });
  return parts.join('; ');
}

function mutants({ variants }: ScenarioSummary): readonly string[] {
  if (variants.length === 0) return [];
  const runs = variants.reduce((sum, variant) => sum + variant.runs, 0);
  const flagged = variants.filter((variant) => variant.flagged > 0).length;
  // The table of mutants says so of each.
  if (flagged === variants.length) return [];
  return [
    `${flagged} of ${counted(variants.length, 'mutant')} flagged here, ${counted(runs, 'run')}`,
  ];
}

function findings(summary: Summary, sheet: Page): readonly (readonly string[])[] {
  const all = summary.findings.filter(({ isExpected }) => !isExpected);
  if (all.length === 0) return [];
  const more = summary.totals.findings - Math.min(all.length, mostFindings);
  return [
    [sheet.paint('strong', counted(summary.totals.findings, 'finding'))],
    ...all.slice(0, mostFindings).map((finding, index) => findingBlock(finding, index + 1, sheet)),
    more > 0 ? wrap(`${counted(more, 'more finding')} not shown here.`, sheet.width) : [],
  ];
}

function closing(summary: Summary, sheet: Page): readonly string[] {
  const { meta, result } = summary;
  const partial = meta.partial ? ', partial' : '';
  const line = `${totalsLine(summary)} (${runsWords(summary)} in ${lasting(meta.tookMs)}${partial})`;
  return [
    ...wrap(`${headline(summary)}.`, sheet.width).map((each) => sheet.paint(tones[result], each)),
    ...wrap(line, sheet.width),
  ];
}
