import type { Safeguards } from './safeguards.ts';
import { bookedBy, entriesOf, type Entry, type TaskLog } from './task-log.ts';
import type { Tools } from './tools.ts';

type Undo = Extract<Entry, { kind: 'undo' }>;

/**
 * Takes back all that the log knows a way back for, newest first; what could not be taken back is
 * written down as such. Safe to run again after a crash.
 */
export async function compensate(
  log: TaskLog,
  tools: Tools,
  safe: Safeguards,
  signal: AbortSignal,
): Promise<void> {
  for (const undo of openUndos(log).toReversed()) {
    let id = bookedBy(log, undo.key);
    try {
      // Fenced even when the id is known: an earlier attempt under this key may still be on its way.
      if (safe.fenceLateForward) id = (await tools.fence(undo.slot, undo.key)) ?? id;
      else id ??= await tools.find(undo.slot, undo.key);
      if (id !== null) await tools.cancel(undo.slot, id);
      log.append({ kind: 'undone', key: undo.key, id });
    } catch (error) {
      signal.throwIfAborted();
      const why = (error as Error).message;
      if (safe.reportFailedCompensation) log.append({ ...undo, kind: 'undo-failed', id, why });
      else log.append({ kind: 'undone', key: undo.key, id });
    }
  }
}

/**
 * Settles what may have been booked though no answer said so, for whoever is handed the trip: it is
 * found, or never booked under its key from now on; what cannot be told is written down as such.
 */
export async function settle(
  log: TaskLog,
  tools: Tools,
  safe: Safeguards,
  signal: AbortSignal,
): Promise<void> {
  for (const undo of openUndos(log).filter(({ key }) => bookedBy(log, key) === null)) {
    const { slot, key } = undo;
    try {
      const id = await tools.fence(slot, key);
      log.append(id === null ? { kind: 'refused', key } : { kind: 'booked', slot, key, id });
    } catch (error) {
      signal.throwIfAborted();
      const why = (error as Error).message;
      if (safe.reportFailedCompensation)
        log.append({ ...undo, kind: 'undo-failed', id: null, why });
    }
  }
}

function openUndos(log: TaskLog): readonly Undo[] {
  const closed = new Set<string>();
  for (const entry of log.entries) {
    const closes = ['undone', 'undo-failed', 'refused'].includes(entry.kind);
    if (closes && 'key' in entry) closed.add(entry.key);
  }
  return entriesOf(log, 'undo').filter((undo) => !closed.has(undo.key));
}
