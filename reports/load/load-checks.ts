import { html as view } from 'htm/preact';
import type { VNode } from 'preact';
import type { KeptTask, LoadReport } from '../../harness/model/load/load-report.ts';
import type { LoadCheck } from '../../harness/model/load/load-checks.ts';
import { timeline } from '../html/timeline.ts';
import { twin } from '../twin/twin-table.ts';
import { outcomeWord } from '../html/word.ts';
import { twinOf } from '../twin/twin.ts';
import { evidenceOf, timelineOf } from '../words/timeline.ts';
import { moment } from '../words/wording.ts';
import { table } from './load-table.ts';

/** Renders what each check said of the tasks, with the worst of those that failed it. */
export function checksSection({ checks, unjudged, kept }: LoadReport): VNode | null {
  if (checks.length === 0 && unjudged.length === 0) return null;
  const heads = ['Check', 'Failed', 'Passed', 'Unknown', 'Does not apply', 'In'];
  const rows = checks.map((one) => [
    one.check,
    sum(one, 'failed'),
    sum(one, 'passed'),
    sum(one, 'unknown'),
    sum(one, 'notApplicable'),
    one.phases.map(({ phase }) => phase).join(', '),
  ]);
  return view`<section>
    <h2>Checks, task by task</h2>
    ${rows.length > 0 && table(heads, rows)}
    ${checks.filter(isNew).map((one) => worst(one, kept))}
    ${unjudged.map(({ check, why }) => view`<p class="small">Not judged under load: ${check} (${why}).</p>`)}
  </section>`;
}

/** Whether no check before it tells the same of the same task. */
function isNew({ worst: its }: LoadCheck, n: number, all: readonly LoadCheck[]): boolean {
  return !all
    .slice(0, n)
    .some(({ worst: one }) => one?.task === its?.task && one?.reason === its?.reason);
}

function sum({ phases }: LoadCheck, of: 'passed' | 'failed' | 'unknown' | 'notApplicable'): number {
  return phases.reduce((all, one) => all + one[of], 0);
}

function worst({ check, worst: failing }: LoadCheck, kept: readonly KeptTask[]): VNode | null {
  if (!failing) return null;
  const { task, phase, outcome, reason, evidence } = failing;
  const trace = kept.find((one) => one.task === task)?.trace;
  const seen = trace ? evidenceOf(trace, evidence) : [];
  return view`<details>
    <summary>${check}: ${reason} (${phase}, ${outcomeWord(outcome)})</summary>
    <div class="body">
      ${trace && timeline(timelineOf(trace, seen, new Set([task])))}
      ${trace && twin(twinOf(trace, [task]))}
      <ul class="small">
        ${seen.map(({ evidence: n, atMs, text }) => view`<li>${n}: ${moment(atMs)} ${text}</li>`)}
      </ul>
    </div>
  </details>`;
}
