import { html as view } from 'htm/preact';
import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';
import { script, scriptSource } from './script.ts';
import { style } from './style.ts';
import { meaningsIn } from './word.ts';

/** What a page is made of. */
interface Shell {
  readonly title: string;
  readonly main: VNode;
  /** Styles of this page beside those of all. */
  readonly own?: string;
  /** Whether it copies commands and filters; it works without that. */
  readonly isLively: boolean;
}

/** Renders one self-contained HTML page, without network access; its words are printable already. */
export function shell({ title, main, own = '', isLively }: Shell): string {
  const markup = render(main);
  const scripts = isLively ? `; script-src ${scriptSource}` : '';
  const policy = `default-src 'none'; style-src 'unsafe-inline'${scripts}`;
  const page = view`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta http-equiv="Content-Security-Policy" content=${policy} />
      <title>${title} - Brownout</title>
      <style dangerouslySetInnerHTML=${{ __html: style + own }} />
    </head>
    <body>
      <svg width="0" height="0" aria-hidden="true" class="hidden">
        <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path d="M0,0 V6" />
        </pattern>
      </svg>
      <main dangerouslySetInnerHTML=${{ __html: markup }} />
      <aside aria-label="What words mean">${meaningsIn(markup)}</aside>
      ${isLively && view`<script dangerouslySetInnerHTML=${{ __html: script }} />`}
    </body>
  </html>`;
  return `<!doctype html>\n${render(page)}\n`;
}
