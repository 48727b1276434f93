import type { TaskRecord } from './tasks.ts';

/** A figure of an answer that is another one without faults. */
export interface OtherFigure {
  /** The path of its field: `total.kg`, or `items` with how many there are. */
  readonly field: string;
  readonly came: string;
  readonly usual: string;
}

/**
 * The first figure of an answer that is other than in the answers of the same task before and after the
 * faults, which agree on it; null where there is none, or too few answers to know what is usual.
 */
export function otherFigure(task: TaskRecord, twins: readonly TaskRecord[]): OtherFigure | null {
  const before = figuresIn(twins.find(({ role }) => role === 'before'));
  const after = figuresIn(twins.find(({ role }) => role === 'after'));
  const own = figuresIn(task);
  for (const [field, usual] of before) {
    if (after.get(field) !== usual || own.get(field) === usual) continue;
    return { field, came: own.get(field) ?? 'nothing', usual };
  }
  return null;
}

/** Fields that tell how an answer came about rather than what it is. */
const ofTheWay =
  /attempt|retr(y|ies)|tries|elapsed|duration|took|latency|millis|seconds|time|date|tokens|calls|confidence|ms$|at$/i;

/** The numbers of an answer in full, and the lengths of its lists, by their paths. */
function figuresIn(task: TaskRecord | undefined): ReadonlyMap<string, string> {
  const figures = new Map<string, string>();
  const { ending } = task ?? {};
  if (ending?.how !== 'answered' || ending.disposition !== 'full') return figures;
  collect(ending.answer, '', figures);
  return figures;
}

function collect(value: unknown, path: string, figures: Map<string, string>): void {
  if (typeof value === 'number' && path !== '') figures.set(path, String(value));
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    figures.set(
      path === '' ? 'the list' : path,
      value.length === 1 ? '1 item' : `${value.length} items`,
    );
    return;
  }
  for (const [name, inner] of Object.entries(value)) {
    if (!ofTheWay.test(name)) collect(inner, path === '' ? name : `${path}.${name}`, figures);
  }
}
