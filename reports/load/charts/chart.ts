import { html as view } from 'htm/preact';
import type { VNode } from 'preact';
import type { Axes } from './axes.ts';

/** A chart of a load, or of several. */
export interface Chart {
  readonly title: string;
  /** All that it shows, in words. */
  readonly says: string;
  readonly on: Axes & { readonly grid: VNode; readonly marks?: VNode };
  readonly body: unknown;
  readonly legend?: VNode | readonly VNode[];
  /** How to read it. */
  readonly note?: string;
}

/** Renders a chart with its title, its legend and what is to be said of it. */
export function chart({ title, says, on, body, legend, note }: Chart): VNode {
  return view`<figure class="picture load">
    <h3>${title}</h3>
    <svg viewBox=${`0 0 ${on.width} ${on.height}`} role="img" aria-label=${says}>
      ${on.grid} ${body} ${on.marks}
    </svg>
    ${legend && view`<ul class="legend">${legend}</ul>`}
    ${note !== undefined && view`<figcaption class="soft small">${note}</figcaption>`}
  </figure>`;
}
