import { foreignWords } from './summary/foreign.ts';
import { headline, matrixLine, runsWords, totalsLine, warnings } from './words/headline.ts';
import { code, fenced, safe } from './markdown/escape.ts';
import { reliabilityText } from './markdown/reliability.ts';
import { searchText } from './markdown/search.ts';
import { cleansed, clip } from './words/printable.ts';
import type { Reporter } from './reporter.ts';
import { byReason } from './summary/by-reason.ts';
import { chooseLines } from './summary/choose.ts';
import { endedWords, seenWords } from './words/ended-words.ts';
import type { ScenarioSummary, Summary } from './summary/summary.ts';
import type { Finding } from './summary/finding.ts';
import { occurred } from './summary/tally.ts';
import { strikeRows } from './words/strike-rows.ts';
import { readingWords, taskRows } from './words/task-rows.ts';
import { twinLines } from './twin/twin-words.ts';
import {
  harnessWords,
  idleWords,
  inapplicableWords,
  verdictCounts,
} from './summary/verdict-counts.ts';
import { capital, counted, lasting, moment, outcomeWords, resultWords } from './words/wording.ts';

/** Renders the summary as GitHub Markdown, small enough for a job summary (1 MiB). */
export const markdown: Reporter = {
  name: 'markdown',
  file: 'report.md',
  render: (summary) => renderMarkdown(cleansed(summary)),
};

/** The most bytes of findings, scenarios and errors together, and the most rows of a table. */
const mostBytes = 900_000;
const mostRows = 500;
const mostSearches = 50;

/** The most doubts, and misses, of one scenario. */
const mostNotes = 3;

function renderMarkdown(summary: Summary): string {
  const { meta, totals } = summary;
  const all = summary.findings.filter(({ isExpected }) => !isExpected);
  const runs = runsWords(summary);
  const top = [
    `# Brownout: ${safe(headline(summary))}`,
    `**${totalsLine(summary)}** · ${runs} in ${lasting(meta.tookMs)} · ${code(meta.command)}`,
    ...warnings(summary).map((warning) => `> [!WARNING]\n> ${safe(warning)}`),
    ...errors(summary),
    ...scenarioTable(summary),
    ...reliabilityText(summary),
    ...summary.searches.slice(0, mostSearches).flatMap(searchText),
    ...more(summary.searches.length - mostSearches, 'more search', 'more searches'),
    ...matrix(summary),
  ];
  const room = mostBytes - Buffer.byteLength(top.join('\n\n'));
  const told = fitting(all.map(findingText), room);
  const left = totals.findings - told.length;
  const findings = [
    ...(totals.findings > 0 ? [`## ${counted(totals.findings, 'finding')}`, howToUse] : []),
    ...told,
    ...(left > 0 ? [`*${counted(left, 'more finding')} had no room here.*`] : []),
  ];
  return `${[...top, ...findings].join('\n\n')}\n`;
}

/** What whoever, or whatever, is to fix a finding has to know. */
const howToUse =
  'Each command below shows its finding again (exit code 1), and says `fixed` (0) once it is. Fix the agent, not the scenario: ' +
  'one that asks for less makes it `stale`. That command leaves all events of the run in `.brownout/runs`.';

function more(left: number, noun: string, nouns: string): readonly string[] {
  return left > 0 ? [`*${counted(left, noun, nouns)} had no room here.*`] : [];
}

function errors({ errors: list }: Summary): readonly string[] {
  const lines = list
    .slice(0, 50)
    .map(({ file, lines: told }) =>
      [`- ${code(clip(file, 200))}`, ...told.map((line) => safe(clip(line, 500)))].join('<br>'),
    );
  if (list.length > 50) lines.push(`- and ${list.length - 50} more`);
  return lines.length === 0 ? [] : [lines.join('\n')];
}

function scenarioTable({ families }: Summary): readonly string[] {
  const order = { fail: 0, unknown: 1, pass: 2 };
  const all = families
    .flatMap(({ scenarios }) => scenarios)
    .toSorted((a, b) => order[a.result] - order[b.result]);
  if (all.length === 0) return [];
  const rows = all.slice(0, mostRows).map((scenario) => row(scenario));
  const table = [
    '| verdict | family | scenario | runs | under faults |',
    '| --- | --- | --- | ---: | --- |',
    ...rows,
  ].join('\n');
  const left = all.length - rows.length;
  return left > 0 ? [table, `*${counted(left, 'more scenario')} had no room here.*`] : [table];
}

function row(scenario: ScenarioSummary): string {
  const { result, family, title, runs, mix, doubts, misses } = scenario;
  const outcomes = occurred(mix, 'during').map(([one, count]) => `${count} ${outcomeWords[one]}`);
  const doubt = notes(byReason(doubts, ({ count }) => `unknown in ${counted(count, 'run')}`));
  const miss = notes(misses.map(({ strike }) => `never struck: ${strike}`));
  const idle = inapplicableWords(scenario);
  const not = idle === null ? [] : [`*${safe(clip(idle, 400))}*`];
  const hosts = scenario.foreign.slice(0, 3).map((one) => `*${safe(foreignWords(one))}*`);
  const luck = idleWords(scenario);
  const struckNothing = luck === null ? [] : [`*${luck}*`];
  const own = notes(harnessWords(scenario));
  const says = [outcomes.join(', '), ...struckNothing, ...own, ...doubt, ...not, ...miss, ...hosts]
    .filter((text) => text !== '')
    .join('<br>');
  const counts = verdictCounts(scenario);
  const count = counts === null ? `${runs}` : `${runs}<br>${counts}`;
  const verdict = result === 'fail' ? `**${resultWords.fail}**` : resultWords[result];
  const name = safe(clip(title, 200));
  return `| ${verdict} | ${safe(clip(family, 60))} | ${name} | ${count} | ${says} |`;
}

/** The first of these in italics, and how many were left out. */
function notes(all: readonly string[]): readonly string[] {
  const left = all.length - mostNotes;
  const told = all.slice(0, mostNotes).map((one) => `*${safe(clip(one, 240))}*`);
  return left > 0 ? [...told, `*and ${left} more like it*`] : told;
}

function matrix({ matrix: found }: Summary): readonly string[] {
  if (!found) return [];
  const sorted = found.mutants.toSorted((a, b) => Number(a.flagged) - Number(b.flagged));
  const rows = sorted.slice(0, mostRows).map((one) => {
    const strikes = one.flagged ? String(one.strikes) : '';
    const replay = one.repro === null ? '' : code(clip(one.repro, 200));
    const flag = one.flagged ? 'yes' : '**MISSED**';
    const how = one.how === undefined ? '' : `<br>${safe(clip(one.how, 200))}`;
    const names = [code(clip(one.id, 100)), flag, `${code(clip(one.by, 100))}${how}`];
    return `| ${[...names, strikes, replay].join(' | ')} |`;
  });
  const head = [
    '| mutant | flagged | by its check | strikes | replay file |',
    '| --- | --- | --- | ---: | --- |',
  ];
  const left = sorted.length - rows.length;
  return [
    `## Kill matrix`,
    `${matrixLine(found)}.`,
    ...(rows.length === 0 ? [] : [[...head, ...rows].join('\n')]),
    ...(left > 0 ? [`*${counted(left, 'more mutant')} had no room here.*`] : []),
  ];
}

/**
 * Renders a finding folded up: the claim and the reason are visible, and the rest opens on a click.
 */
function findingText(finding: Finding): string {
  const { title, check, reason, output, replay, met } = finding;
  const strikes = strikeRows(finding).map(({ strike, without }) =>
    without === null ? code(strike) : `${code(strike)} (${without})`,
  );
  const shown = met ?? `${seenWords(finding)}, shown with seed ${finding.seed}`;
  const words = endedWords(finding);
  const reading = readingWords(finding);
  const ended = words === null ? '' : `; ended **${words}**`;
  const mutant = finding.variant === 'careful' ? '' : `, mutant ${code(finding.variant)}`;
  const facts = [
    `**Plan:** ${strikes.length === 0 ? 'no faults at all' : strikes.join('<br>')}`,
    `**${met === null ? 'Seen in' : 'Met by'}** ${safe(shown)}, ${finding.mode}${ended}`,
    ...(finding.foreign.length === 0
      ? []
      : [`**Refused, as no point of the scenario:** ${safe(finding.foreign.join(', '))}`]),
    ...taskRows(finding, 2_000).map(({ name, text }) => `**${capital(name)}:** ${safe(text)}`),
    ...(reading === null ? [] : [`**Read** ${safe(reading)}`]),
    `**File:** ${code(finding.file)}${mutant}`,
  ];
  const lines = chooseLines(finding.timeline.lines, 20).map(
    (line) => `${line.evidence > 0 ? '>' : ' '} ${moment(line.atMs).padStart(10)}  ${line.text}`,
  );
  const { harm, causes } = finding;
  return [
    `<details><summary><b>${safe(title)}</b> — ${safe(check)}: ${safe(reason)}</summary>`,
    ...(harm === '' ? [] : [`${safe(harm)}.`]),
    ...(replay === null ? ['*No replay file was written.*'] : ['See it again:', fenced([replay])]),
    ...facts,
    ...(causes.length === 0
      ? []
      : ['What may be the cause:', causes.map((one) => `- ${safe(one)}`).join('\n')]),
    ...(lines.length === 0 ? [] : ['Timeline (`>` marks the evidence):', fenced(lines)]),
    ...(finding.twin === null
      ? []
      : [
          'Beside the same task without faults (`>` marks the first difference, `*` others):',
          fenced(twinLines(finding.twin)),
        ]),
    ...(output.length === 0 ? [] : ['Last output of the process:', fenced(output)]),
    '</details>',
  ].join('\n\n');
}

function fitting(texts: readonly string[], room: number): readonly string[] {
  let left = room;
  return texts.filter((text) => {
    left -= Buffer.byteLength(text) + 2;
    return left >= 0;
  });
}
