import { notableLines } from '../../harness/model/trace/notable-lines.ts';
import { clip } from '../words/printable.ts';
import { chooseLines } from '../summary/choose.ts';
import { endedWords, seenWords } from '../words/ended-words.ts';
import type { Finding, TimelineLine } from '../summary/finding.ts';
import { strikeRows } from '../words/strike-rows.ts';
import { readingWords, taskRows } from '../words/task-rows.ts';
import { divergenceWords } from '../twin/twin-words.ts';
import { counted, moment } from '../words/wording.ts';
import { wrap, type Page } from './page.ts';

/** The most lines of a timeline, and of a process's output. */
const mostLines = 12;
const mostOutput = 8;
const mostTasks = 2;

/** The width of the left margin, which holds the names of a finding's parts. */
const margin = 10;

/** Renders one finding: what broke, why, and how to replay it. */
export function findingBlock(finding: Finding, number: number, page: Page): readonly string[] {
  const strikes = strikeRows(finding).map(({ strike, without }) =>
    without === null ? strike : `${strike} (${without})`,
  );
  const { replay, mode, seed, variant, met } = finding;
  const title = `${number}. ${finding.title}`;
  const ended = endedWords(finding);
  const reading = readingWords(finding);
  const runs = `${seenWords(finding)}, shown with seed ${seed}, ${mode}`;
  return [
    ...wrap(title, page.width).map((line) => page.paint('strong', line)),
    ...(finding.harm === '' ? [] : part('harm', [finding.harm], page)),
    ...part('check', [finding.check], page, 'bad'),
    ...part('reason', [finding.reason], page),
    ...part('plan', strikes.length === 0 ? ['no faults at all'] : strikes, page),
    ...(ended === null ? [] : part('outcome', [ended], page)),
    ...(variant === 'careful' ? [] : part('system', [`the mutant ${variant}`], page)),
    ...(met === null ? part('seen in', [runs], page) : part('met by', [met], page)),
    ...taskRows({ tasks: finding.tasks.slice(0, mostTasks) }, page.mostAnswer).flatMap(
      ({ name: label, text }) => part(label, [text], page),
    ),
    ...(reading === null ? [] : part('read', [reading], page)),
    ...(finding.foreign.length === 0
      ? []
      : part('refused', [`${finding.foreign.join(', ')}: no point of the scenario`], page)),
    ...part('file', [finding.file], page),
    ...(finding.twin === null ? [] : part('differs', [divergenceWords(finding.twin)], page)),
    ...timeline(finding, page),
    ...output(finding.output, page),
    ...(replay === null
      ? part('replay', ['no replay file was written'], page)
      : // Never wrapped: it is there to be copied.
        [`${name('replay', page)}${replay}`]),
  ];
}

function name(text: string, page: Page): string {
  return page.paint('dim', `   ${text}`.padEnd(margin + 3));
}

function part(
  label: string,
  texts: readonly string[],
  page: Page,
  tone?: Parameters<Page['paint']>[0],
): readonly string[] {
  const room = page.width - margin - 3;
  const lines = texts.flatMap((text) => wrap(text, room));
  return lines.map(
    (line, index) => name(index === 0 ? label : '', page) + (tone ? page.paint(tone, line) : line),
  );
}

function timeline({ timeline, evidence }: Finding, page: Page): readonly string[] {
  const lines = chooseLines(timeline.lines, mostLines);
  if (lines.length === 0) return [];
  const left = timeline.lines.length + timeline.leftOut.lines - lines.length;
  const key = evidence.length > 0 ? ' (> marks the evidence)' : '';
  const rest = `${' '.repeat(16)}${counted(left, 'other event')} not shown`;
  return [
    page.paint('dim', `   timeline${key}`),
    ...lines.map((line) => timed(line, page)),
    ...(left > 0 ? [page.paint('dim', rest)] : []),
  ];
}

function timed(line: TimelineLine, page: Page): string {
  const at = moment(line.atMs).padStart(9);
  const isEvidence = line.evidence > 0;
  const text = clip(line.text, page.width - 16);
  const says = isEvidence ? page.paint('bad', text) : text;
  return `   ${isEvidence ? '>' : ' '} ${page.paint('dim', at)}  ${says}`;
}

function output(lines: readonly string[], page: Page): readonly string[] {
  if (lines.length === 0) return [];
  return [
    page.paint('dim', '   output (its last lines)'),
    ...notableLines(lines, mostOutput).map(
      (line) => `     ${page.paint('dim', '|')} ${clip(line, page.width - 8)}`,
    ),
  ];
}
