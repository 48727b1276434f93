import { askedIn } from '../../../model/scenario.ts';
import { contains } from '../../../model/json/contains.ts';
import { canonical } from '../../../model/json/json.ts';
import type { Ledger } from '../ledger.ts';
import { undoneFor, type Entry } from './entry.ts';
import { argumentsOf, isSameField, isSameValue, scalarsOf, type Scalar } from '../scalars.ts';
import { isSound, type TaskCall, type TaskRecord } from '../tasks.ts';

/** A label, and the effects of it that a task made itself. */
export interface Made {
  readonly label: string;
  readonly made: readonly Entry[];
}

/**
 * The effects of a label that a task found there: another task with the same input made them, asking for
 * them again does nothing new, and a true reply to a question told this task of all their arguments, or, to
 * the same request, that what they deleted is not there. What the task replaced after it had looked is none.
 */
export function foundBy(ledger: Ledger, task: TaskRecord, made: Made): readonly Entry[] {
  return standingBefore(ledger, task, made).filter(
    (entry) =>
      entry.isIdempotent &&
      task.calls.some(
        (call) =>
          (tellsOf(call, entry) || tellsOfGone(call, entry)) &&
          !made.made.some((own) => isReplaced(entry, own, call)),
      ),
  );
}

/** Whether an effect of the task itself replaced, by PUT to the same address, what it had looked at. */
function isReplaced(entry: Entry, own: Entry, look: TaskCall): boolean {
  return (
    own.does.startsWith('PUT ') &&
    own.point === entry.point &&
    (own.landed.at(-1) ?? 0) > look.start.seq &&
    canonical(pathScalarsOf(own)) === canonical(pathScalarsOf(entry))
  );
}

/** The live effects of a label, each once, that other tasks with the same input made before a task ended. */
export function standingBefore(
  ledger: Ledger,
  task: TaskRecord,
  { label, made }: Made,
): readonly Entry[] {
  const input = canonical(askedIn(task.start));
  const nameOf = ({ point, id }: Entry) => `${point}\u0000${id}`;
  const own = new Set(made.map(nameOf));
  const others = ledger.entries.filter(
    (entry) =>
      entry.does === label &&
      !own.has(nameOf(entry)) &&
      !undoneFor(entry, task) &&
      (entry.landed[0] ?? 0) < (task.end?.seq ?? 0) &&
      entry.makers.some((maker) => maker !== task && canonical(askedIn(maker.start)) === input),
  );
  return [...new Map(others.map((entry) => [nameOf(entry), entry])).values()];
}

/** Whether a reply says, in one of its objects, all that the call of an entry asked for. */
function tellsOf(look: TaskCall, entry: Entry): boolean {
  const { start, end } = look;
  if (!start.safe || start.point !== entry.point || !isSound(look)) return false;
  if (start.seq < (entry.landed.at(-1) ?? 0) || scalarsOf(entry.input).length === 0) return false;
  const asked = argumentsOf(look);
  const names = pathScalarsOf(entry);
  return objectsIn(end?.meaning).some((object) => {
    const known = [...asked, ...scalarsOf(object)];
    const isKnown = ({ field, text }: Scalar) =>
      known.some((one) => isSameField(one.field, field) && isSameValue(one.text, text));
    return contains(object, entry.input) && names.every(isKnown);
  });
}

/** Whether the tool itself, asked to delete what an entry deleted, said that it is not there. */
function tellsOfGone({ start, end, hits }: TaskCall, entry: Entry): boolean {
  if (!/^DELETE\b/.test(entry.does)) return false;
  // A fault that answers in the tool's place says nothing of what is there.
  if (hits.some(({ effect }) => effect === 'refuse' || effect === 'forge')) return false;
  if (end?.status !== 404 && end?.status !== 410) return false;
  const isSame = (one: TaskCall['start']) =>
    one.point === start.point && one.label === start.label && one.site.op === start.site.op;
  return entry.calls.some((call) => isSame(call.start));
}

/** The variable parts of the path by which an entry was made. */
function pathScalarsOf(entry: Entry): readonly Scalar[] {
  const names = entry.does
    .split('/')
    .flatMap((part) => (part.startsWith(':') ? part.slice(1) : []));
  return entry.calls.flatMap((call) =>
    argumentsOf(call).filter(({ field }) => names.includes(field)),
  );
}

function objectsIn(value: unknown): readonly object[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value, ...Object.values(value).flatMap(objectsIn)];
}
