import type { Bar, Twin } from '../summary/finding.ts';
import { clip } from '../words/printable.ts';
import { counted, lasting } from '../words/wording.ts';

/** A row of a twin in words: what was called, and what came of it without faults and under them. */
export interface TwinCells {
  readonly step: string;
  readonly clean: string;
  readonly struck: string;
}

/** The rows of a twin in words, in order. */
export function twinCells({ rows }: Twin): readonly TwinCells[] {
  return rows.map(({ clean, struck }) => {
    const named = struck ?? clean;
    const step =
      named?.kind === 'task' ? 'how it ended' : `${named?.lane ?? ''} ${named?.label ?? ''}`;
    return { step, clean: stepWords(clean), struck: stepWords(struck) };
  });
}

/** Where a task first went another way, in one sentence. */
export function divergenceWords(twin: Twin): string {
  const { diverges, clean } = twin;
  const first = diverges === null ? undefined : twinCells(twin)[diverges];
  if (!first) return `every call and the end are as in ${clean}, without faults`;
  return `at ${first.step}: ${first.struck}; in ${clean}, without faults: ${first.clean}`;
}

/** A twin as lines of text in columns; `>` marks the first difference, `*` the others. */
export function twinLines(twin: Twin): readonly string[] {
  const { task, clean, rows, diverges, leftOut } = twin;
  const cells = twinCells(twin).map((one) => [one.step, one.clean, one.struck] as const);
  const heads = ['', `without faults (${clean})`, `this task (${task})`] as const;
  const widths = [0, 1].map((n) =>
    Math.min(mostWide, Math.max(...[heads, ...cells].map((row) => (row[n] ?? '').length))),
  );
  const line = (sign: string, row: readonly string[]) =>
    `${sign} ${row.map((cell, n) => (n < 2 ? clip(cell, mostWide).padEnd(widths[n] ?? 0) : clip(cell, 120))).join('  ')}`.trimEnd();
  const more = (n: number, words: string) =>
    n > 0 ? [`  (${counted(n, 'more step')}${words})`] : [];
  return [
    line(' ', heads),
    ...more(leftOut.before, ', alike'),
    ...cells.map((row, n) => line(n === diverges ? '>' : rows[n]?.differs ? '*' : ' ', row)),
    ...more(leftOut.after, ' before it ended'),
  ];
}

/** The widest column (characters). */
const mostWide = 56;

/** How a bar ended, and after how long: `replied 200, 4 ms`. */
export function endWords(bar: Bar): string {
  const tookMs = (bar.to ?? bar.from).atMs - bar.from.atMs;
  // A call that waits for nothing takes no virtual time: to say so each time is noise.
  return tookMs > 0 ? `${bar.ending}, ${lasting(tookMs)}` : bar.ending;
}

function stepWords(bar: Bar | null): string {
  if (!bar) return 'not called';
  const marks = bar.marks.map(({ kind, text }) => (kind === 'fault' ? text : `effect ${text}`));
  return [...marks, endWords(bar)].join(', ');
}
