import { canonical } from '../harness/model/json/json.ts';
import type { Reporter } from './reporter.ts';

/** Renders the summary as JSON with sorted keys; `summary/summary.ts` holds its schema. */
export const json: Reporter = {
  name: 'json',
  file: 'report.json',
  render: ({ version, ...rest }) => {
    const sorted = JSON.parse(canonical(rest)) as Record<string, unknown>;
    return `${escapedJson(JSON.stringify({ version, ...sorted }, null, 2))}\n`;
  },
};

/** Characters that JSON does not escape and that a terminal may act on. */
const unruly = /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** JSON with every character escaped that a terminal may act on. */
export function escapedJson(text: string): string {
  return text.replace(
    unruly,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
