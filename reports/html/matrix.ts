import { html as view } from 'htm/preact';
import type { VNode } from 'preact';
import type { Matrix, MutantRow } from '../../harness/model/trace/matrix.ts';
import { replayCommand } from '../summary/findings.ts';
import { matrixLine } from '../words/headline.ts';
import { clip } from '../words/printable.ts';
import type { Numbered } from '../summary/causes.ts';
import type { Finding } from '../summary/finding.ts';
import { counted } from '../words/wording.ts';

/** The most rows of the matrix. */
const mostRows = 500;

/**
 * Renders the kill matrix as a table, missed mutants first; each row links to the finding of its
 * mutant.
 */
export function matrixTable(matrix: Matrix, told: readonly Numbered[]): VNode {
  const sorted = matrix.mutants.toSorted((a, b) => Number(a.flagged) - Number(b.flagged));
  const left = sorted.length - mostRows;
  const byVariant = new Map(told.map((one) => [one.finding.variant, one]));
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
          <th scope="col">With these faults, and no fewer</th>
        </tr>
      </thead>
      <tbody>${sorted.slice(0, mostRows).map((mutant) => row(mutant, byVariant.get(mutant.id)))}</tbody>
    </table>`
    }
    ${left > 0 && view`<p class="left">${counted(left, 'more mutant')} had no room on this page.</p>`}`;
}

function row(
  { id, flagged, by, strikes, repro, how }: MutantRow,
  told: Numbered | undefined,
): VNode {
  const name = view`<code>${clip(id, 120)}</code>`;
  return view`<tr>
    <th scope="row">${told ? view`<a href=${`#caught-${told.number}`}>${name}</a>` : name}</th>
    <td data-label="Flagged">
      <span class="verdict ${flagged ? 'pass' : 'fail'}">${flagged ? 'yes' : 'MISSED'}</span>
    </td>
    <td data-label="By its check">
      <code>${clip(by, 120)}</code>${how !== undefined && view`<br />${clip(how, 200)}`}
    </td>
    <td data-label="With">
      ${told ? faults(told.finding) : flagged ? counted(strikes, 'strike') : '-'}
      ${!told && repro !== null && view`<br /><code>${replayCommand(repro)}</code>`}
    </td>
  </tr>`;
}

/** The most strikes that a row lists. */
const mostStrikes = 4;

function faults({ strikes }: Finding): VNode {
  if (strikes.length === 0) return view`no faults at all`;
  const left = strikes.length - mostStrikes;
  return view`<ul class="strikes">
    ${strikes.slice(0, mostStrikes).map((strike) => view`<li><code>${clip(strike, 200)}</code></li>`)}
    ${left > 0 && view`<li>and ${left} more</li>`}
  </ul>`;
}
