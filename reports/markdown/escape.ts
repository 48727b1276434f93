/** Text that Markdown and HTML leave as it is, in a table cell too. */
export function safe(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\`*_[\]|~#@]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Text as code, in a table cell too. */
export function code(text: string): string {
  return `<code>${safe(text)}</code>`;
}
