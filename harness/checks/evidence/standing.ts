import { askedIn } from '../../model/scenario.ts';
import { contains } from '../../model/json/contains.ts';
import { canonical } from '../../model/json/json.ts';
import { undoneFor, type Entry, type Ledger } from './ledger.ts';
import { argumentsOf, isSameField, isSameValue, scalarsOf, type Scalar } from './scalars.ts';
import { isSound, type TaskCall, type TaskRecord } from './tasks.ts';

/** A label, and the effects of it that a task made itself. */
export interface Made {
  readonly label: string;
  readonly made: readonly Entry[];
}

/**
 * The effects of a label that a task found there: another task with the same input made them, asking for
 * them again does nothing new, and a true reply to a question told this task of all their arguments.
 */
export function foundBy(ledger: Ledger, task: TaskRecord, made: Made): readonly Entry[] {
  return standingBefore(ledger, task, made).filter(
    (entry) => entry.isIdempotent && task.calls.some((call) => tellsOf(call, entry)),
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
  const names = addressOf(entry);
  return objectsIn(end?.meaning).some((object) => {
    const known = [...asked, ...scalarsOf(object)];
    const isKnown = ({ field, text }: Scalar) =>
      known.some((one) => isSameField(one.field, field) && isSameValue(one.text, text));
    return contains(object, entry.input) && names.every(isKnown);
  });
}

/** The variable parts of the path by which an entry was made. */
function addressOf({ does, landed, makers }: Entry): readonly Scalar[] {
  const numbers = makers.flatMap(({ effects }) =>
    effects.filter(({ seq }) => landed.includes(seq)).map(({ call }) => call),
  );
  const names = does.split('/').flatMap((part) => (part.startsWith(':') ? part.slice(1) : []));
  const calls = makers.flatMap((maker) => maker.calls);
  return calls
    .filter(({ start }) => numbers.includes(start.call))
    .flatMap((call) => argumentsOf(call).filter(({ field }) => names.includes(field)));
}

function objectsIn(value: unknown): readonly object[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value, ...Object.values(value).flatMap(objectsIn)];
}
