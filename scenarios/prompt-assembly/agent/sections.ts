import type { Safeguards } from './safeguards.ts';

/** A part of a prompt, between delimiters that only the desk may write. */
export interface Section {
  readonly name: string;
  readonly text: string;
}

/** Words a section. */
export function worded({ name, text }: Section, { fencesText }: Safeguards): string {
  return `<section name="${name}">\n${fencesText ? fenced(text) : text}\n</section>`;
}

/** Text that holds no delimiter. */
export function fenced(text: string): string {
  return text.replace(/<(?=\s*\/?\s*section)/gi, '&lt;');
}
