import { headline, totalsLine, warnings } from './headline.ts';
import { cleansed } from './printable.ts';
import type { Reporter } from './reporter.ts';
import type { ScenarioSummary, Summary } from './summary.ts';
import { occurred } from './tally.ts';
import { findingBlock } from './text/finding.ts';
import { matrixTable } from './text/matrix.ts';
import { column, page, wrap, type Page, type TextOptions, type Tone } from './text/page.ts';
import { counted, lasting, outcomeWords, phaseWords, resultWords } from './wording.ts';

/** The summary as plain text, 100 columns wide. */
export const text: Reporter = {
  name: 'text',
  file: 'report.txt',
  render: (summary) => renderText(summary, { color: false, width: 100 }),
};

/** Most findings that a terminal gets in full. */
const mostFindings = 20;

/**
 * The summary for a terminal: scenarios, findings, matrix, totals. No line is wider than asked, but
 * for replay commands, which are there to be copied.
 */
export function renderText(summary: Summary, options: TextOptions): string {
  const clean = cleansed(summary);
  const sheet = page(options);
  const sections = [
    opening(clean, sheet),
    ...clean.families.map(({ family, scenarios }) => [
      sheet.paint('strong', family),
      ...scenarios.flatMap((scenario) => scenarioLines(scenario, titleWidth(clean, sheet), sheet)),
    ]),
    ...findings(clean, sheet),
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

/** Columns before a scenario's title, and for its number of runs. */
const indent = 11;
const runsWidth = 12;

function opening(summary: Summary, sheet: Page): readonly string[] {
  const { meta, errors } = summary;
  return [
    ...wrap(`Brownout ${meta.version}: ${meta.command}`, sheet.width).map((line) =>
      sheet.paint('dim', line),
    ),
    ...warnings(summary)
      .flatMap((warning) => wrap(warning, sheet.width))
      .map((line) => sheet.paint('doubt', line)),
    ...errors.flatMap(({ file, message }) => [
      `  ${sheet.paint('bad', 'not loaded')}  ${file}`,
      ...wrap(message, sheet.width - 14).map((line) => `${' '.repeat(14)}${line}`),
    ]),
  ];
}

function titleWidth({ families }: Summary, { width }: Page): number {
  const titles = families.flatMap(({ scenarios }) => scenarios.map(({ title }) => title.length));
  return Math.min(
    Math.max(10, ...titles),
    Math.max(16, Math.floor((width - indent - runsWidth) * 0.6)),
  );
}

function scenarioLines(scenario: ScenarioSummary, width: number, sheet: Page): readonly string[] {
  const { result, title, runs, mix, doubts, misses } = scenario;
  const verdict = sheet.paint(tones[result], column(resultWords[result], 7));
  const start = `  ${verdict}  ${column(title, width)}${counted(runs, 'run').padStart(runsWidth)}`;
  const used = indent + width + runsWidth;
  const outcomes = mixWords(mix);
  const fits = used + 2 + outcomes.length <= sheet.width;
  const isOne = fits || outcomes === '';
  const pad = ' '.repeat(indent);
  const notes = [
    ...(isOne ? [] : [outcomes]),
    ...doubts
      .slice(0, 3)
      .map(({ check, reason, count }) => `${check} unknown in ${counted(count, 'run')}: ${reason}`),
    ...misses
      .slice(0, 3)
      .map((miss) => `never struck: ${miss.strike} (${counted(miss.runs, 'run')})`),
    ...(misses.length > 3 ? [`never struck: ${misses.length - 3} more`] : []),
    ...mutants(scenario),
  ];
  return [
    isOne ? `${start}${outcomes === '' ? '' : `  ${outcomes}`}` : start,
    ...notes
      .flatMap((note) => wrap(note, sheet.width - indent))
      .map((line) => pad + sheet.paint('dim', line)),
  ];
}

/** The mix under faults; before and after only where something was not as usual. */
function mixWords(mix: ScenarioSummary['mix']): string {
  const parts = (['storm', 'baseline', 'calm'] as const).flatMap((phase) => {
    const all = occurred(mix, phase);
    const isUsual = phase !== 'storm' && all.every(([outcome]) => outcome === 'unaffected');
    if (all.length === 0 || isUsual) return [];
    const counts = all.map(([outcome, count]) => `${count} ${outcomeWords[outcome]}`).join(', ');
    return [phase === 'storm' ? counts : `${phaseWords[phase]}: ${counts}`];
  });
  return parts.join('; ');
}

function mutants({ variants }: ScenarioSummary): readonly string[] {
  if (variants.length === 0) return [];
  const runs = variants.reduce((sum, variant) => sum + variant.runs, 0);
  const flagged = variants.filter((variant) => variant.flagged > 0).length;
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
    more > 0
      ? [
          `${counted(more, 'more finding')} not shown here; the json report holds ${summary.findings.length}.`,
        ]
      : [],
  ];
}

function closing(summary: Summary, sheet: Page): readonly string[] {
  const { totals, meta, result } = summary;
  const runs = counted(totals.runs + totals.mutantRuns, 'run');
  const partial = meta.partial ? ', partial' : '';
  const line = `${totalsLine(summary)} (${runs} in ${lasting(meta.tookMs)}${partial})`;
  return [
    ...wrap(`${headline(summary)}.`, sheet.width).map((each) => sheet.paint(tones[result], each)),
    ...wrap(line, sheet.width),
  ];
}
