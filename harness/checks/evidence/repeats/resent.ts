import { isMadeUp } from '../../../model/json/made-up-id.ts';
import { factsOfAnswer } from '../lost/facts.ts';
import { mentions } from '../mentions.ts';
import { isSameField, isSameValue, scalarsOf } from '../scalars.ts';
import { isSound, type EventOf, type TaskCall, type TaskRecords } from '../tasks.ts';
import { writesIn } from './writes.ts';

type Row = EventOf<'effect'>;

/** Why the effects of one id may be several: what the replies of their requests tell. */
export type Resent = 'other-numbers' | 'nothing-shown';

/**
 * Finds the effects of one id that may be several: a task sent the same request more than once, without an
 * idempotency key, and oftener than without faults. Either the reply tells other numbers whenever it is
 * answered, such as a balance that grows; or the id is one that the request named, such as an account's,
 * and nothing in the replies shows that it was done once.
 */
export function resentIn(records: TaskRecords): (rows: readonly Row[]) => Resent | null {
  const { tasks, stray, points } = records;
  const { callOf, usualOf } = writesIn(records);
  const nameOf = (row: Row) =>
    JSON.stringify([row.point, row.does, row.id, callOf(row)?.start.site.op]);
  const told = new Map<string, string[]>();
  const known = new Map<string, Set<string>>();
  for (const row of [...tasks, stray].flatMap(({ effects }) => effects)) {
    const label = `${row.point} ${row.does}`;
    known.set(label, (known.get(label) ?? new Set()).add(row.id));
    const call = callOf(row);
    if (row.undoes || !call || !isSound(call)) continue;
    told.set(nameOf(row), [...(told.get(nameOf(row)) ?? []), numbersOf(call)]);
  }
  const isShown = (name: string, rows: readonly Row[]) => {
    if (rows.every((row) => isBarePost(callOf(row)))) return false;
    const replies = told.get(name) ?? [];
    if (replies.length > 1 && replies[0] !== '') return true;
    return rows.some((row) => isTold(callOf(row)));
  };
  /** Whether an id is of what the request is about, rather than of what it made. */
  const isAddress = ({ point, does, id }: Row, call: TaskCall) => {
    if (points[point]?.kind === 'files') return false;
    if (isMadeUp(id)) return /^PATCH\b/.test(does);
    const isSole = known.get(`${point} ${does}`)?.size === 1;
    const path = /^\S+ \S*:/.test(does) ? call.start.path : undefined;
    const { input } = call.start;
    return mentions([path, ...(isSole || isPath(input) ? [input] : [])], id);
  };
  return (rows) => {
    const bare = rows.filter(({ key, id, idempotent }) => key === '' && id !== '' && !idempotent);
    for (const [name, same] of Map.groupBy(bare, (row) => `${row.task} ${nameOf(row)}`)) {
      const [first] = same;
      const call = first && callOf(first);
      const calls = new Set(same.map((row) => row.call));
      if (!call || calls.size <= Math.max(1, usualOf(first))) continue;
      const own = name.slice(first.task.length + 1);
      if (new Set(told.get(own)).size > 1) return 'other-numbers';
      if (isAddress(first, call) && !isShown(own, same)) return 'nothing-shown';
    }
    return null;
  };
}

/**
 * Whether a call is a `POST` that asks for nothing but what its path says (`POST /orders/:id/refund`): what it
 * tells is the same for an order that was refunded once and one that was refunded twice.
 */
function isBarePost(call: TaskCall | undefined): boolean {
  return call !== undefined && /^POST\b/.test(call.start.label) && bodyOf(call).length === 0;
}

/**
 * Whether a true reply tells, field by field, all that was asked. Where nothing was, a request is for a state
 * (`PATCH /accounts/:id/close`).
 */
function isTold(call: TaskCall | undefined): boolean {
  if (!call) return false;
  const body = bodyOf(call);
  if (body.length === 0) return true;
  if (!isSound(call)) return false;
  const said = scalarsOf(call.end?.meaning);
  return body.every(({ field, text }) =>
    said.some((one) => isSameField(one.field, field) && isSameValue(one.text, text)),
  );
}

function bodyOf({ start: { input } }: TaskCall): ReturnType<typeof scalarsOf> {
  return isPath(input) ? [] : scalarsOf(input);
}

function isPath(input: unknown): boolean {
  return input === null || (typeof input === 'string' && input.startsWith('/'));
}

function numbersOf({ end }: TaskCall): string {
  return [...factsOfAnswer(end?.meaning).numbers].toSorted().join(' ');
}
