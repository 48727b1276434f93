import { askedIn } from '../../../model/scenario.ts';
import { contains } from '../../../model/json/contains.ts';
import { canonical } from '../../../model/json/json.ts';
import { countOf } from '../../../model/wanted.ts';
import { undoneFor, type Entry } from '../ledger/entry.ts';
import { mentions } from '../mentions.ts';
import type { TaskCall, TaskRecord, TaskRecords } from '../tasks.ts';

/** Finds the earlier task that an effect was kept for, if any, where effects belong to tasks as they do by now. */
type AskerOf = (
  entry: Entry,
  sender: TaskRecord | undefined,
  now: readonly Entry[],
) => TaskRecord | undefined;

/**
 * Gives an effect with a key to the earlier task that it was kept for, as an agent keeps requests while a tool is
 * down. That is one whose answer, not in full, names the key, where the task that sent it asks for something else, or left more
 * than it should; of effects beyond what their task should leave also one that handed on a request which it had made in vain,
 * where no other effect of the sender is of the same request. Where the earlier task had already left
 * that effect, in another phase, a tool that knows the key only said so again. What its task took back, and what was
 * sent in the name of its own task, is no other's.
 */
export function sentLater(
  entries: readonly Entry[],
  { tasks }: TaskRecords,
  before: (task: TaskRecord) => TaskRecord | undefined,
): readonly Entry[] {
  const askedBy = ({ calls }: Entry) => calls[0]?.start;
  const isExcess = (entry: Entry, sender: TaskRecord, among: readonly Entry[]) => {
    const twin = before(sender);
    const usual = twin ? leftOf(twin, entry, among).length : 0;
    const wanted = sender.start.shouldDo?.[entry.does] ?? Math.max(1, usual);
    return leftOf(sender, entry, among).length > countOf(wanted);
  };
  /** The tasks before that of an effect, or before it landed where it has none. */
  const earlierThan = ({ landed }: Entry, sender: TaskRecord | undefined) => {
    const seq = landed[0] ?? 0;
    const until = sender?.start.seq ?? seq;
    return tasks.filter(({ start, end }) => start.seq < until && (end?.seq ?? Infinity) < seq);
  };

  /** One whose answer names the key. */
  const byKey: AskerOf = (entry, sender, now) => {
    const named = earlierThan(entry, sender).filter((task) => isKeyNamed(task, entry));
    const wanted = sender?.start.shouldDo?.[entry.does];
    const isOwn = typeof wanted === 'object' && wanted.some((one) => contains(entry.input, one));
    if (!sender || isExcess(entry, sender, now)) return named[0];
    const input = inputOf(sender);
    return isOwn || isShort(entry.key) ? undefined : named.find((one) => inputOf(one) !== input);
  };
  /** One that handed on the same request, made in vain. */
  const byRequest: AskerOf = (entry, sender, now) => {
    if (!sender || !isExcess(entry, sender, now)) return undefined;
    const op = askedBy(entry)?.site.op;
    const isOther = (one: Entry) => one === entry || askedBy(one)?.site.op !== op;
    const isOf = ({ start }: TaskCall) => start.point === entry.point && start.site.op === op;
    const isSent = (one: Entry) => one.key === entry.key && one.id === entry.id;
    return earlierThan(entry, sender).find(
      (task) =>
        isHandedOn(task) &&
        alikeOf(sender, entry, now).every(isOther) &&
        task.calls.some(isOf) &&
        alikeOf(task, entry, now).every((one) => isOther(one) || isSent(one)),
    );
  };

  const given = (among: readonly Entry[], askerOf: AskerOf): readonly Entry[] => {
    let now = among;
    for (const entry of among) {
      const [sender, ...others] = entry.makers;
      const asked = askedBy(entry);
      if (others.length > 0 || entry.key === '' || !asked) continue;
      if (sender && (undoneFor(entry, sender) || isInItsName(entry, sender))) continue;
      const asker = askerOf(entry, sender, now);
      if (!asker) continue;
      const isSame = (one: Entry) =>
        one !== entry && one.key === entry.key && one.id === entry.id && entry.id !== '';
      const isSaidAgain =
        alikeOf(asker, entry, now).some(isSame) && !mentions([asked.path, asked.input], entry.id);
      now = now.flatMap((one) => {
        if (one !== entry) return one;
        return isSaidAgain ? [] : { ...entry, makers: [asker] };
      });
    }
    // What was given to a task may be one too many for it: each goes to an earlier one, so this ends.
    return now === among ? now : given(now, askerOf);
  };
  // A key tells whose it is; a request alone may be another's.
  return given(given(entries, byKey), byRequest);
}

/** The effects of a task like this one. */
function alikeOf(
  task: TaskRecord,
  { does, point }: Entry,
  among: readonly Entry[],
): readonly Entry[] {
  return among.filter(
    (one) => one.does === does && one.point === point && one.makers.includes(task),
  );
}

/** The effects of a task like this one that it left: what it took back is not one too many. */
function leftOf(task: TaskRecord, entry: Entry, among: readonly Entry[]): readonly Entry[] {
  return alikeOf(task, entry, among).filter((one) => !undoneFor(one, task));
}

/** Whether the key of an effect holds the id of its own task. */
function isInItsName({ key }: Entry, { id }: TaskRecord): boolean {
  const at = isShort(id) ? -1 : key.indexOf(id);
  if (at === -1) return false;
  return !/[a-z\d]$/i.test(key.slice(0, at)) && !/^[a-z\d]/i.test(key.slice(at + id.length));
}

function inputOf({ start }: TaskRecord): string {
  return canonical(askedIn(start));
}

/** Whether a name may stand in a text by chance. */
function isShort(name: string): boolean {
  return /^\w{1,3}$/.test(name);
}

function isKeyNamed({ ending }: TaskRecord, { key }: Entry): boolean {
  if (ending.how !== 'answered' || ending.disposition === 'full') return false;
  return mentions(ending.answer, key);
}

function isHandedOn({ ending }: TaskRecord): boolean {
  return ending.how === 'answered' && ending.disposition === 'escalated';
}
