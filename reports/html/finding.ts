import { html as view } from 'htm/preact';
import type { VNode } from 'preact';
import { endedWords } from '../ended-words.ts';
import { clip } from '../printable.ts';
import type { Finding, StoryLine } from '../summary.ts';
import { taskRows } from '../told-task-words.ts';
import { counted, moment } from '../wording.ts';
import { timeline } from './timeline.ts';

/** A finding in full: claim, reason, plan, timeline, evidence, events, output, replay line. */
export function findingFull(finding: Finding, number: number): VNode {
  return view`<article class="finding" id=${`finding-${number}`}>
    ${head(finding, number)} ${replay(finding)} ${about(finding)} ${timeline(finding.story)}
    ${evidence(finding.evidence)} ${events(finding)} ${output(finding.output)}
  </article>`;
}

/** A finding without its story, where there is no room for it. */
export function findingShort(finding: Finding, number: number): VNode {
  return view`<article class="finding" id=${`finding-${number}`}>
    ${head(finding, number)} ${replay(finding)} ${about(finding)}
  </article>`;
}

/** How a mutant was caught, folded up; a link to `#caught-1` unfolds it. */
export function caught(finding: Finding, number: number): VNode {
  return view`<details class="caught">
    <summary><code>${finding.variant}</code>: ${clip(finding.reason, 200)}</summary>
    <div class="body" id=${`caught-${number}`}>
      ${about(finding)} ${replay(finding)} ${timeline(finding.story)} ${evidence(finding.evidence)}
    </div>
  </details>`;
}

function head({ title, check, reason }: Finding, number: number): VNode {
  return view`<div class="head">
      <h3 class="wrap">${clip(title, 300)}</h3>
      <span class="nth">Finding ${number}</span>
    </div>
    <p class="check">Check <code>${check}</code> failed</p>
    <p class="reason">${reason}</p>`;
}

function about(finding: Finding): VNode {
  const ended = endedWords(finding);
  const { strikes, count, ofRuns, seed, mode, file, variant, met, foreign } = finding;
  const plan =
    strikes.length === 0
      ? 'no faults at all'
      : view`<ol>${strikes.slice(0, 30).map((strike) => view`<li><code>${strike}</code></li>`)}</ol>`;
  const more =
    strikes.length > 30 && view`<p>and ${counted(strikes.length - 30, 'more strike')}</p>`;
  return view`<dl class="about">
    <dt>Minimal plan</dt><dd>${plan}${more}</dd>
    ${ended !== null && view`<dt>Outcome</dt><dd>${ended}</dd>`}
    ${
      met === null
        ? view`<dt>Seen in</dt>
          <dd>${count} of ${counted(ofRuns, 'run')}; shown here with seed ${seed}, ${modes[mode]}</dd>`
        : view`<dt>Met by</dt><dd>${met}</dd>`
    }
    ${taskRows(finding, 4_000).map(
      ({ name, text }) => view`<dt>${taskNames[name]}</dt><dd>${text}</dd>`,
    )}
    ${
      foreign.length > 0 &&
      view`<dt>Refused</dt><dd>${foreign.join(', ')}: no point of the scenario</dd>`
    }
    ${variant !== 'careful' && view`<dt>System</dt><dd>the mutant <code>${variant}</code></dd>`}
    <dt>File</dt><dd><code>${file}</code></dd>
  </dl>`;
}

const taskNames = { task: 'Task', expected: 'Expected', came: 'Came' };

const modes = { sim: 'in process under virtual time', wire: 'over real sockets' };

function replay({ replay: command }: Finding): VNode {
  if (command === null) return view`<p class="left">No replay file was written.</p>`;
  return view`<pre class="replay" aria-label="Command that shows it again"><code>${command}</code></pre>`;
}

function evidence(lines: readonly StoryLine[]): VNode | null {
  if (lines.length === 0) return null;
  return view`<h4>Evidence</h4>
    <ol class="evidence">
      ${lines.map((line) => eventLine(line))}
    </ol>`;
}

function events({ story }: Finding): VNode | null {
  const { lines, leftOut } = story;
  if (lines.length === 0) return null;
  return view`<details>
    <summary>${counted(lines.length, 'event')} in words</summary>
    <ol class="events">${lines.map(eventLine)}</ol>
    ${leftOut.lines > 0 && view`<p class="left">${counted(leftOut.lines, 'more event')} had no room here.</p>`}
  </details>`;
}

function eventLine({ evidence: number, atMs, text }: StoryLine): VNode {
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
