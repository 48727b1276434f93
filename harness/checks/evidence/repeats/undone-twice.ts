import { doubtful, type Breach } from '../finding.ts';
import type { Scope } from '../ledger.ts';
import { scalarsOf } from '../scalars.ts';
import { isSound, phaseAt, type EventOf, type TaskRecord, type TaskRecords } from '../tasks.ts';
import { writesIn } from './writes.ts';

type Row = EventOf<'effect'>;

/**
 * Finds what tasks undid more than once: the call that undoes it, such as a refund, took effect again without an
 * idempotency key while the change was not made anew. Sure where each made a thing of its own (`RF-1`, `RF-2`), in
 * doubt where the replies do not show that it was done once.
 */
export function undoneTwiceIn(
  records: TaskRecords,
  { point: at, call: of }: Scope = {},
): (task: TaskRecord) => readonly Breach[] {
  const { tasks, stray } = records;
  const { callOf } = writesIn(records);
  const rows = [...tasks, stray]
    .flatMap(({ effects }) => effects)
    .filter(({ point, does }) => (at ?? point) === point && (of ?? does) === does)
    .toSorted((a, b) => a.seq - b.seq);
  const open = new Map<string, Row[]>();
  const found = new Map<string, Breach[]>();
  for (const row of rows) {
    const { point, id, key, undoes, does } = row;
    const name = JSON.stringify([point, does, id || key, phaseAt(records, row.seq)?.phase]);
    if (!undoes) open.delete(name);
    if (!undoes || row.idempotent) continue;
    const before = open.get(name) ?? [];
    open.set(name, [...before, row]);
    const others = before.filter((one) => one.call !== row.call && !(key && one.key === key));
    const [other] = others;
    const label = callOf(row)?.start.label ?? does;
    if (!other) continue;
    const add = (one: Breach) => found.set(row.task, [...(found.get(row.task) ?? []), one]);
    const ids = new Set([...others, row].flatMap(({ receipt }) => receipt ?? []));
    if (ids.size > 1) {
      add({
        reason: `task ${row.task}: ${label} undid ${id} ${others.length + 1} times (${[...ids].join(', ')})`,
        evidence: [...others, row].map(({ seq }) => seq),
        signature: `${label} undid one thing more than once`,
      });
    } else if (ids.size === 0 && ![...others, row].some((one) => isShown(one))) {
      add(doubtful(notShown(label, id)));
    }
  }
  return ({ id }) => found.get(id) ?? [];

  /** Whether the reply to an undo names what it undid, or its state. */
  function isShown(row: Row): boolean {
    const call = callOf(row);
    if (!call || !isSound(call)) return false;
    return scalarsOf(call.end?.meaning).some(
      ({ text }) => text === row.id || (/^\p{L}{4,}$/u.test(text) && !/^(true|false)$/.test(text)),
    );
  }
}

function notShown(label: string, id: string): string {
  return (
    `${label} took effect more than once for ${id}, without an idempotency key, and no reply shows that it was undone ` +
    'once (let the agent send a key, or look before it asks again; a tool that undoes a thing once answers the second request ' +
    'with an error, as 409, or with the state of the thing)'
  );
}
