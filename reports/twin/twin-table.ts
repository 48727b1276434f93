import { html as view } from 'htm/preact';
import type { VNode } from 'preact';
import type { Bar, Twin } from '../summary/finding.ts';
import { endWords, twinCells } from './twin-words.ts';
import { counted } from '../words/wording.ts';
import { signs } from '../html/timeline.ts';

/** Renders a task beside the same task without faults, the first difference marked; null where there is none. */
export function twin(of: Twin | null): VNode | null {
  if (!of) return null;
  const { task, clean, rows, diverges, leftOut } = of;
  const cells = twinCells(of);
  return view`<h4>Beside the same task without faults</h4>
    ${leftOut.before > 0 && view`<p class="left">${counted(leftOut.before, 'step')} before these went the same way.</p>`}
    <table class="stack twin">
      <thead><tr><th scope="col">Step</th><th scope="col">Without faults (${clean})</th><th scope="col">This task (${task})</th></tr></thead>
      <tbody>${cells.map(
        ({ step }, n) =>
          view`<tr class=${n === diverges ? 'first' : rows[n]?.differs ? 'other' : ''}>
            <th scope="row">${step}${n === diverges && view` <b class="fork">first difference</b>`}</th>
            <td data-label="Without faults">${came(rows[n]?.clean)}</td><td data-label="This task">${came(rows[n]?.struck)}</td></tr>`,
      )}</tbody>
    </table>
    ${diverges === null && view`<p class="left">Every call and the end are alike.</p>`}
    ${leftOut.after > 0 && view`<p class="left">${counted(leftOut.after, 'more step')} before the end had no room here.</p>`}`;
}

function came(bar: Bar | null | undefined): VNode {
  if (!bar) return view`not called`;
  return view`${endWords(bar)}${bar.marks.map(({ kind, text }) => view` <span class=${kind}>${signs[kind]} ${text}</span>`)}`;
}
