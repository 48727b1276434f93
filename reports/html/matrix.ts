import { html as view } from 'htm/preact';
import type { VNode } from 'preact';
import type { Matrix, MutantRow } from '../../harness/model/matrix.ts';
import { replayCommand } from '../findings.ts';
import { matrixLine } from '../headline.ts';
import { clip } from '../printable.ts';
import { counted } from '../wording.ts';

/** Most mutants that the page holds. */
const mostRows = 500;

/** The kill matrix as a table, missed mutants first. */
export function matrixTable(matrix: Matrix): VNode {
  const sorted = matrix.mutants.toSorted((a, b) => Number(a.flagged) - Number(b.flagged));
  const left = sorted.length - mostRows;
  return view`<h2>Kill matrix</h2>
    <p class="soft">${matrixLine(matrix)}. A mutant is a system with one protection taken out; the
      check of that protection must flag it, and must never flag the careful system.</p>
    ${
      sorted.length > 0 &&
      view`<table class="stack matrix">
      <thead>
        <tr>
          <th scope="col">Mutant</th>
          <th scope="col">Flagged</th>
          <th scope="col">By its check</th>
          <th scope="col" class="number">Strikes</th>
          <th scope="col">Replay</th>
        </tr>
      </thead>
      <tbody>${sorted.slice(0, mostRows).map(row)}</tbody>
    </table>`
    }
    ${left > 0 && view`<p class="left">${counted(left, 'more mutant')} had no room on this page.</p>`}`;
}

function row({ id, flagged, by, strikes, repro, how }: MutantRow): VNode {
  return view`<tr>
    <th scope="row"><code>${clip(id, 120)}</code></th>
    <td data-label="Flagged">
      <span class="verdict ${flagged ? 'pass' : 'fail'}">${flagged ? 'yes' : 'MISSED'}</span>
    </td>
    <td data-label="By its check">
      <code>${clip(by, 120)}</code>${how !== undefined && view`<br />${clip(how, 200)}`}
    </td>
    <td class="number" data-label="Strikes">${flagged ? strikes : '-'}</td>
    <td data-label="Replay">${repro === null ? '-' : view`<code>${replayCommand(repro)}</code>`}</td>
  </tr>`;
}
