import { askedIn } from '../../harness/model/scenario.ts';
import { canonical } from '../../harness/model/json/json.ts';
import { taskEvents } from '../../harness/model/trace/task-events.ts';
import { eventsOf, type Trace } from '../../harness/model/trace/trace.ts';
import { barsOf } from '../summary/bars.ts';
import type { Bar, Twin, TwinRow } from '../summary/finding.ts';

/** The most rows, and how many of them stand before the first that differs. */
const mostRows = 40;
const mostAlike = 6;

/**
 * The first of these tasks that has a twin: one of the phase before the faults with the same input. Null where none
 * has. Calls are the same by point, label and attempt; they differ where a fault struck, and by how they ended.
 */
export function twinOf(trace: Trace, tasks: readonly string[]): Twin | null {
  for (const task of tasks) {
    const clean = cleanTask(trace, task);
    if (clean !== null) return shortened({ task, clean, rows: rowsOf(trace, clean, task) });
  }
  return null;
}

/** The task before the faults that was asked the same; of several the one in the same place. */
function cleanTask(trace: Trace, task: string): string | null {
  const starts = eventsOf(trace, 'task.start');
  const own = starts.find((one) => one.task === task);
  if (!own || own.role === 'before') return null;
  const key = canonical(askedIn(own));
  const alike = starts.filter((one) => canonical(askedIn(one)) === key);
  const nth = alike.filter(({ role }) => role === own.role).indexOf(own);
  const before = alike.filter(({ role }) => role === 'before');
  return (before[nth] ?? before[0])?.task ?? null;
}

function rowsOf(trace: Trace, clean: string, task: string): readonly TwinRow[] {
  const [left, right] = [clean, task].map((one) => stepsOf(trace, one));
  const rows: TwinRow[] = [...(right ?? new Map())].map(([key, struck]) =>
    rowOf(left?.get(key) ?? null, struck),
  );
  // A call that is missing now stands after the one that it followed.
  let at = 0;
  for (const [key, bar] of left ?? []) {
    if (right?.has(key)) at = rows.findIndex((row) => row.clean === bar) + 1;
    else {
      rows.splice(at, 0, rowOf(bar, null));
      at += 1;
    }
  }
  return rows;
}

/** The calls of a task in order, then how it ended, by what makes them the same. */
function stepsOf(trace: Trace, task: string): ReadonlyMap<string, Bar> {
  const bars = barsOf(taskEvents(trace.events, task), {
    numbers: new Map(),
    about: new Set([task]),
  });
  const calls = bars
    .filter(({ kind }) => kind === 'call')
    .toSorted((a, b) => a.from.seq - b.from.seq);
  const steps = new Map<string, Bar>();
  for (const bar of calls) {
    const name = `${bar.lane} ${bar.label}`;
    let nth = 1;
    while (steps.has(`${name} ${nth}`)) nth += 1;
    steps.set(`${name} ${nth}`, bar);
  }
  const end = bars.find(({ kind }) => kind === 'task');
  if (end) steps.set('end', end);
  return steps;
}

function rowOf(clean: Bar | null, struck: Bar | null): TwinRow {
  const marked = (bar: Bar | null, kind: Bar['marks'][number]['kind']) =>
    bar?.marks.filter((mark) => mark.kind === kind).length ?? 0;
  const isAlike =
    clean?.ending === struck?.ending &&
    marked(struck, 'fault') === 0 &&
    marked(clean, 'effect') === marked(struck, 'effect');
  return { clean, struck, differs: !isAlike };
}

function shortened({ rows, ...named }: Pick<Twin, 'task' | 'clean' | 'rows'>): Twin {
  const first = rows.findIndex(({ differs }) => differs);
  const from = first === -1 ? 0 : Math.max(0, first - mostAlike);
  const shown = rows.slice(from, from + mostRows - 1);
  const rest = rows.slice(from + mostRows - 1);
  // How it ended is always told.
  const last = rest.at(-1);
  return {
    ...named,
    rows: [...shown, ...(last ? [last] : [])],
    diverges: first === -1 ? null : first - from,
    leftOut: { before: from, after: Math.max(0, rest.length - 1) },
  };
}
