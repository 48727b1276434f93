import { html as view } from 'htm/preact';
import type { VNode } from 'preact';

/** A command to copy; the button shows where the page's script runs. */
export function command(text: string, label: string): VNode {
  return view`<div class="command">
    <pre class="replay" aria-label=${label}><code>${text}</code></pre>
    <button type="button" class="copy" hidden>Copy</button>
  </div>`;
}
