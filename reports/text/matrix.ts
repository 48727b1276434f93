import Table from 'cli-table3';
import type { Matrix, MutantRow } from '../../harness/model/trace/matrix.ts';
import { replayCommand } from '../summary/findings.ts';
import { matrixLine } from '../words/headline.ts';
import { wrap, type Page } from './page.ts';

/**
 * Renders the kill matrix as a table, missed mutants first, with replay files where there is room.
 */
export function matrixTable(matrix: Matrix, page: Page): readonly string[] {
  const rows = matrix.mutants.toSorted((a, b) => Number(a.flagged) - Number(b.flagged));
  const columns = fitting(rows, page);
  const table = new Table({
    head: columns.map(({ head }) => page.paint('dim', head)),
    chars: noBorders,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': gap },
    colWidths: columns.map(({ width }) => width + gap),
    truncate: '…',
    wordWrap: rows.some(({ how }) => how !== undefined),
  });
  table.push(...rows.map((row) => columns.map(({ cell }) => cell(row))));
  return [
    page.paint('strong', 'Kill matrix'),
    ...wrap(matrixLine(matrix), page.width),
    ...(rows.length === 0
      ? []
      : ['', ...table.toString().split('\n')].map((line) => line.trimEnd())),
    ...example(rows, page),
  ];
}

interface Column {
  readonly head: string;
  readonly width: number;
  readonly cell: (row: MutantRow) => string;
}

/** Spaces between columns. */
const gap = 2;

function fitting(rows: readonly MutantRow[], page: Page): readonly Column[] {
  const wide = (head: string, cell: Column['cell']): Column => ({
    head,
    width: Math.max(head.length, ...rows.map((row) => cell(row).length)),
    cell,
  });
  const flagged = { head: 'flagged', width: 7, cell: (row: MutantRow) => flag(row, page) };
  const strikes = wide('strikes', (row) => (row.flagged ? String(row.strikes) : '-'));
  const replay = wide('replay file', ({ repro }) => repro ?? '-');
  const [id, by] = [wide('mutant', (row) => row.id), wide('by its check', (row) => row.by)];
  const isFound = rows.some(({ how }) => how !== undefined);
  const how = wide('found', (row) => row.how ?? '-');
  const room = page.width - flagged.width - strikes.width - 3 * gap;
  const first = Math.min(id.width, Math.ceil(room * 0.6));
  const second = Math.min(by.width, room - first);
  const columns = [{ ...id, width: first }, flagged, { ...by, width: second }, strikes];
  const left = room - first - second - gap;
  if (isFound) return [...columns, { ...how, width: Math.max(12, Math.min(how.width, left)) }];
  return replay.width <= left ? [...columns, replay] : columns;
}

function example(rows: readonly MutantRow[], page: Page): readonly string[] {
  const repro = rows.find((row) => row.repro !== null)?.repro ?? null;
  if (repro === null) return [];
  const line = `See one again: ${replayCommand(repro)}`;
  return ['', line.length <= page.width ? line : `See one again:\n  ${replayCommand(repro)}`];
}

function flag({ flagged }: MutantRow, page: Page): string {
  return flagged ? page.paint('good', 'yes') : page.paint('bad', 'MISSED');
}

const noBorders = Object.fromEntries(
  [
    'top',
    'top-mid',
    'top-left',
    'top-right',
    'bottom',
    'bottom-mid',
    'bottom-left',
    'bottom-right',
    'left',
    'left-mid',
    'mid',
    'mid-mid',
    'right',
    'right-mid',
    'middle',
  ].map((name) => [name, '']),
);
