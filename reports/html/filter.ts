import { html as view } from 'htm/preact';
import type { VNode } from 'preact';

/** The fewest findings and scenarios for which the page offers a filter. */
const fewest = 4;

/**
 * Renders a form that filters findings and scenarios by words and verdict; the page's script shows
 * it. Null for fewer than four parts.
 */
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
