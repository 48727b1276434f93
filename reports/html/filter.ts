import { html as view } from 'htm/preact';
import type { VNode } from 'preact';

/** With fewer findings and scenarios than this there is nothing to look for. */
const fewest = 4;

/** A form that filters findings and scenarios by words and verdict; shows where the page's script runs. */
export function filterForm(parts: number): VNode | null {
  if (parts < fewest) return null;
  return view`<form class="filter" role="search" aria-label="Findings and scenarios" hidden>
    <label>Find <input type="search" name="text" autocomplete="off" /></label>
    <label>Verdict
      <select name="verdict">
        <option value="">all</option>
        <option value="fail">failed</option>
        <option value="unknown">unknown</option>
        <option value="pass">passed</option>
      </select>
    </label>
    <output aria-live="polite"></output>
  </form>`;
}
