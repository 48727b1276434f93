import { factsOfAnswer } from '../lost/facts.ts';
import { isSound, type EventOf, type TaskCall, type TaskRecords } from '../tasks.ts';

type Row = EventOf<'effect'>;

/**
 * Finds the effects of one id that may be several: the same request made them more than once, without an
 * idempotency key, and whenever it is answered the reply tells other numbers, such as a balance that grows.
 */
export function resentIn({ tasks, stray }: TaskRecords): (rows: readonly Row[]) => boolean {
  const all = [...tasks, stray];
  const calls = new Map(all.flatMap((one) => one.calls.map((call) => [call.start.call, call])));
  const nameOf = ({ call, point, does, id }: Row) =>
    JSON.stringify([point, does, id, calls.get(call)?.start.site.op]);
  const told = new Map<string, Set<string>>();
  for (const row of all.flatMap(({ effects }) => effects)) {
    const call = calls.get(row.call);
    if (row.undoes || !call || !isSound(call)) continue;
    const name = nameOf(row);
    told.set(name, (told.get(name) ?? new Set()).add(numbersOf(call)));
  }
  return (rows) => {
    const bare = rows.filter(({ key, id, idempotent }) => key === '' && id !== '' && !idempotent);
    return [...Map.groupBy(bare, nameOf)].some(
      ([name, same]) =>
        new Set(same.map(({ call }) => call)).size > 1 && (told.get(name)?.size ?? 0) > 1,
    );
  };
}

function numbersOf({ end }: TaskCall): string {
  return [...factsOfAnswer(end?.meaning).numbers].toSorted().join(' ');
}
