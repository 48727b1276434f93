import { html as view } from 'htm/preact';
import type { VNode } from 'preact';
import { endedWords, seenWords } from '../words/ended-words.ts';
import { clip } from '../words/printable.ts';
import type { Finding, TimelineLine } from '../summary/finding.ts';
import { strikeRows } from '../words/strike-rows.ts';
import { readingWords, taskRows } from '../words/task-rows.ts';
import { capital, counted, moment } from '../words/wording.ts';
import { command } from './command.ts';
import { timeline } from './timeline.ts';
import { twin } from '../twin/twin-table.ts';
import { word } from './word.ts';

/**
 * Renders all details of a finding: replay command, plan, tasks, timeline, evidence, events,
 * output.
 */
export function findingBody(finding: Finding): VNode {
  return view`${findingFacts(finding)} ${timeline(finding.timeline)} ${twin(finding.twin)} ${evidence(finding.evidence)}
    ${events(finding)} ${output(finding.output)}`;
}

/** Renders the details of a finding without its timeline, for pages with little room. */
export function findingFacts(finding: Finding): VNode {
  return view`${replay(finding)} ${about(finding)}`;
}

/** Renders the finding that flagged a mutant, folded up; a link to `#caught-1` unfolds it. */
export function mutantDetails(finding: Finding, number: number): VNode {
  return view`<details class="caught">
    <summary><code>${finding.variant}</code>: ${clip(finding.reason, 200)}</summary>
    <div class="body" id=${`caught-${number}`}>
      ${about(finding)} ${replay(finding)} ${timeline(finding.timeline)} ${twin(finding.twin)} ${evidence(finding.evidence)}
    </div>
  </details>`;
}

/** The most tasks of a finding, and the most characters of an answer. */
const mostTasks = 2;
const mostAnswer = 4_000;

function about(finding: Finding): VNode {
  const { file, variant, foreign } = finding;
  const ended = endedWords(finding);
  const reading = readingWords(finding);
  return view`<dl class="about">
    <dt>${word('minimal-plan', 'Minimal plan')}</dt><dd>${plan(finding)}</dd>
    ${ended !== null && view`<dt>Outcome</dt><dd>${ended}</dd>`} ${seen(finding)}
    ${taskRows({ tasks: finding.tasks.slice(0, mostTasks) }, mostAnswer).map(
      ({ name, text }) => view`<dt>${capital(name)}</dt><dd>${text}</dd>`,
    )}
    ${reading !== null && view`<dt>Read</dt><dd>${reading}</dd>`}
    ${finding.causes.length > 0 && view`<dt>May be the cause</dt><dd><ul>${finding.causes.map((one) => view`<li>${one}</li>`)}</ul></dd>`}
    ${
      foreign.length > 0 &&
      view`<dt>Refused</dt><dd>${foreign.join(', ')}: no point of the scenario</dd>`
    }
    ${
      variant !== 'careful' &&
      view`<dt>System</dt><dd>the ${word('mutant', 'mutant')} <code>${variant}</code></dd>`
    }
    <dt>File</dt><dd><code>${file}</code></dd>
  </dl>`;
}

function plan(finding: Finding): VNode {
  const rows = strikeRows(finding);
  if (rows.length === 0) return view`no faults at all`;
  const left = rows.length - 30;
  return view`<ol>${rows
    .slice(0, 30)
    .map(
      ({ strike, without }) =>
        view`<li><code>${strike}</code>${without !== null && view` <span class="soft">${without}</span>`}</li>`,
    )}</ol>
    ${left > 0 && view`<p>and ${counted(left, 'more strike')}</p>`}`;
}

function seen(finding: Finding): VNode {
  const { met, seed, mode } = finding;
  if (met !== null) return view`<dt>Met by</dt><dd>${met}</dd>`;
  const where = mode === 'sim' ? word('virtual-time', 'in sim') : 'over real sockets';
  return view`<dt>Seen in</dt>
    <dd>${seenWords(finding)}; shown here with seed ${seed}, ${where}</dd>`;
}

function replay({ replay: line }: Finding): VNode {
  if (line === null) return view`<p class="left">No replay file was written.</p>`;
  return command(line, 'Command that shows it again');
}

function evidence(lines: readonly TimelineLine[]): VNode | null {
  if (lines.length === 0) return null;
  return view`<h4>${word('evidence', 'Evidence')}</h4>
    <ol class="evidence">
      ${lines.map((line) => eventLine(line))}
    </ol>`;
}

function events({ timeline }: Finding): VNode | null {
  const { lines, leftOut } = timeline;
  if (lines.length === 0) return null;
  return view`<details>
    <summary>${counted(lines.length, 'event')} in words</summary>
    <ol class="events">${lines.map(eventLine)}</ol>
    ${leftOut.lines > 0 && view`<p class="left">${counted(leftOut.lines, 'more event')} had no room here.</p>`}
  </details>`;
}

function eventLine({ evidence: number, atMs, text }: TimelineLine): VNode {
  return view`<li>
    <span>${number > 0 && view`<b class="ref">${number}</b>`}</span>
    <span class="at">${moment(atMs)}</span>
    <span class="what">${text}</span>
  </li>`;
}

function output(lines: readonly string[]): VNode | null {
  if (lines.length === 0) return null;
  return view`<details>
    <summary>Last output of the process, ${counted(lines.length, 'line')}</summary>
    <pre class="output"><code>${lines.join('\n')}</code></pre>
  </details>`;
}
