import { canonical } from '../harness/model/json/json.ts';
import type { Reporter } from './reporter.ts';

/** The summary as JSON, for programs; its schema is in `report-schema.ts`. Keys are sorted. */
export const json: Reporter = {
  name: 'json',
  file: 'report.json',
  render: ({ version, ...rest }) => {
    const sorted = JSON.parse(canonical(rest)) as Record<string, unknown>;
    return `${escaped(JSON.stringify({ version, ...sorted }, null, 2))}\n`;
  },
};

/** JSON leaves these as they are, but a terminal that prints the file may obey them. */
const unruly = /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

function escaped(text: string): string {
  return text.replace(
    unruly,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
