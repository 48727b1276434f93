import { canonical } from '../harness/model/json.ts';
import type { Reporter } from './reporter.ts';

/** The summary as JSON, for programs; its schema is in `report-schema.ts`. Keys are sorted. */
export const json: Reporter = {
  name: 'json',
  file: 'report.json',
  render: ({ version, ...rest }) => {
    const sorted = JSON.parse(canonical(rest)) as Record<string, unknown>;
    return `${JSON.stringify({ version, ...sorted }, null, 2)}\n`;
  },
};
