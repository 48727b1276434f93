import { html as view } from 'htm/preact';
import { loadFrame } from '../load-frame.ts';
import { table } from '../load-table.ts';
import type { SeveralLoads } from './several-loads.ts';

/** Renders several loads as one self-contained HTML page, without network access or scripts. */
export function severalPage({ charts, tables, ...loads }: SeveralLoads): string {
  const sections = tables.map(
    ({ title, heads, rows }) => view`<section><h2>${title}</h2>${table(heads, rows)}</section>`,
  );
  return loadFrame({ ...loads, body: view`${charts} ${sections}` });
}
