import { mentions } from '../mentions.ts';
import type { EventOf, TaskRecords } from '../tasks.ts';

type Row = EventOf<'effect'>;

/**
 * Finds the effects that a tool only said again: one with the key, the id and the phase of an earlier
 * one changed nothing, whenever it came and whoever asked. Not where the request named the id, for then
 * the tool may have made it anew.
 */
export function replayedIn(
  rows: readonly { readonly event: Row; readonly phase: string | null }[],
  { calls }: TaskRecords,
): (row: Row) => boolean {
  const known = new Set<string>();
  const again = new Set<Row>();
  for (const { event, phase } of rows) {
    const { call, point, does, id, key, undoes } = event;
    if (undoes || id === '' || key === '') continue;
    const name = JSON.stringify([phase, point, does, key, id]);
    const asked = calls.get(call)?.start;
    if (known.has(name) && !mentions([asked?.path, asked?.input], id)) again.add(event);
    known.add(name);
  }
  return (row) => again.has(row);
}
