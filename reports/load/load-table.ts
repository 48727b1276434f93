import { html as view } from 'htm/preact';
import type { VNode } from 'preact';

/** A table whose first column names its rows; on a narrow screen each row is a list. */
export function table(heads: readonly string[], rows: readonly (readonly unknown[])[]): VNode {
  return view`<table class="stack">
    <thead><tr>${heads.map((head) => view`<th scope="col">${head}</th>`)}</tr></thead>
    <tbody>${rows.map(
      ([first, ...cells]) =>
        view`<tr><th scope="row">${first}</th>${cells.map(
          (cell, n) => view`<td data-label=${heads[n + 1]}>${cell}</td>`,
        )}</tr>`,
    )}</tbody>
  </table>`;
}
