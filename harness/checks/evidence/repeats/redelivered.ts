import type { EventOf, TaskRecords } from '../tasks.ts';

type Row = EventOf<'effect'>;

/** How to count the effects of calls that a fault delivered more than once. */
export interface Redelivered {
  /** Whether an effect is of an earlier delivery, which the agent could not prevent. */
  readonly isExtra: (row: Row) => boolean;
  /**
   * Whether it is unknown if the agent could prevent it: nothing says whether the tool takes an
   * idempotency key.
   */
  readonly isInDoubt: (row: Row) => boolean;
}

/**
 * Finds the effects of calls that the network delivered twice. Without an idempotency key they
 * count once, unless the tool takes a key: then the agent should have sent one.
 */
export function redeliveredIn({ tasks, stray, points }: TaskRecords): Redelivered {
  const all = [...tasks, stray];
  const calls = all.flatMap((one) => one.calls);
  const repeated = new Set(
    calls.filter(({ hits }) => hits.some(isRepeat)).map(({ start }) => start.call),
  );
  const extra = new Set<Row>();
  const doubted = new Set<Row>();
  const landed = all.flatMap(({ effects }) => effects).filter((row) => isBare(row, repeated));
  for (const rows of Map.groupBy(landed, ({ call, does }) => `${call} ${does}`).values()) {
    const last = rows.at(-1);
    const others = rows
      .filter(({ id, idempotent }) => id === '' || id !== last?.id || idempotent === false)
      .filter((row) => row !== last);
    if (!last || others.length === 0) continue;
    const isTaken = points[last.point]?.takesKey?.[last.does];
    if (isTaken === true) continue;
    for (const row of others) extra.add(row);
    if (isTaken === undefined && !last.idempotent) doubted.add(last);
  }
  return { isExtra: (row) => extra.has(row), isInDoubt: (row) => doubted.has(row) };
}

function isBare({ call, key, undoes }: Row, repeated: ReadonlySet<number>): boolean {
  return repeated.has(call) && key === '' && !undoes;
}

function isRepeat({ effect }: EventOf<'fault.hit'>): boolean {
  return effect === 'repeat';
}
