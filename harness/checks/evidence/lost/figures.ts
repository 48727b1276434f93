import { jsonOrText } from '../../../model/json/parsed-json.ts';
import { isOfTheWay } from './of-the-way.ts';
import type { TaskRecord } from '../tasks.ts';

/** A figure of an answer that is another one without faults. */
export interface OtherFigure {
  /** The path of its field: `total.kg`, or `items` with how many there are. */
  readonly field: string;
  /** `12`, `3 items`, `nothing`. */
  readonly came: string;
  readonly usual: string;
  /** What the answer tells in its place; null for a list, whose length nobody tells. */
  readonly told: string | null;
}

/**
 * The first figure of an answer that is other than in the answers of the same task without faults, which
 * agree on it; null where there is none.
 */
export function otherFigure(task: TaskRecord, twins: readonly TaskRecord[]): OtherFigure | null {
  const [first, ...others] = twins.map(figuresIn);
  const own = figuresIn(task);
  for (const [field, usual] of first ?? []) {
    if (others.some((one) => one.get(field) !== usual) || own.get(field) === usual) continue;
    const came = own.get(field) ?? 'nothing';
    return { field, came, usual, told: / items?$/.test(came) ? null : came };
  }
  return null;
}

/** The numbers of an answer, and the lengths of its lists, by their paths. */
function figuresIn({ ending }: TaskRecord): ReadonlyMap<string, string> {
  const figures = new Map<string, string>();
  if (ending.how !== 'answered') return figures;
  const { answer } = ending;
  collect(typeof answer === 'string' ? jsonOrText(answer) : answer, '', figures);
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
    if (!isOfTheWay(name)) collect(inner, path === '' ? name : `${path}.${name}`, figures);
  }
}
