import {
  check,
  eventsOf,
  failed,
  passed,
  readTasks,
  unknown,
  type Checker,
} from '../../../index.ts';

/** Whoever has a ticket sorted in the fault phase gets the entry that a call at `point` gave of that ticket. */
export function ownEntry(point: string): Checker {
  return check('own-entry', (trace) => {
    const entries = eventsOf(trace, 'call.end')
      .filter((end) => end.point === point)
      .map((end) => entriesIn(end.truth ?? end.meaning));
    const ticketOf = new Map(entries.flat().map(({ ref, ticket }) => [ref, ticket]));
    let judged = 0;
    for (const { id, role, start, end, ending } of readTasks(trace).tasks) {
      const { sort } = start.input as { readonly sort?: { readonly ticket: string } };
      if (role !== 'during' || !sort || ending.how !== 'answered') continue;
      const [ref] = JSON.stringify(ending.answer).match(/\bSR-\w{8}\b/) ?? [];
      if (ref === undefined) continue;
      judged += 1;
      const of = ticketOf.get(ref) ?? 'no ticket';
      if (of === sort.ticket) continue;
      const what = 'got the entry of another ticket';
      const reason = `task ${id} ${what}: ${of}, not ${sort.ticket}`;
      return failed(reason, [end?.seq ?? start.seq], `own-entry: a task ${what}`);
    }
    const isBatched = entries.some((batch) => batch.length > 1);
    return isBatched && judged > 0 ? passed : unknown('no two tickets were sorted together');
  });
}

interface Entry {
  readonly ticket: string;
  readonly ref: string;
}

/** The entries of a batch in a turn of the model; none where it says something else. */
function entriesIn(meaning: unknown): readonly Entry[] {
  const { text = '' } = (meaning ?? {}) as { readonly text?: string };
  return text.startsWith('[{') && text.endsWith('}]') ? (JSON.parse(text) as Entry[]) : [];
}
