/** Escapes text for Markdown and HTML, also inside a table cell. */
export function safe(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\`*_[\]|~#@]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Renders text as inline code, also inside a table cell. */
export function code(text: string): string {
  return `<code>${safe(text)}</code>`;
}
