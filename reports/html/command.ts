import { html as view } from 'htm/preact';
import type { VNode } from 'preact';

/** Renders a command with a button that copies it; the page's script shows the button. */
export function command(text: string, label: string): VNode {
  return view`<div class="command">
    <pre class="replay" aria-label=${label}><code>${text}</code></pre>
    <button type="button" class="copy" hidden>Copy</button>
  </div>`;
}
