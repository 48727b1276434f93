import { countOf } from '../../../model/wanted.ts';
import { mentions } from '../mentions.ts';
import type { TaskCall, TaskRecord, TaskRecords } from '../tasks.ts';

/** A change to the world, as in the ledger. */
interface Made {
  readonly point: string;
  readonly does: string;
  readonly key: string;
  readonly id: string;
  readonly landed: readonly number[];
  readonly makers: readonly TaskRecord[];
}

/**
 * Gives an effect with a key that one task left beyond what it should to an earlier task: to one whose answer,
 * not in full, names the key, or one that handed on a request which it had made in vain, where no other effect of
 * the task that sent it is of the same request. Such are requests that an agent keeps while a tool is down; where the
 * earlier task had already left that effect, in another phase, a tool that knows the key only said so again.
 */
export function sentLater<Entry extends Made>(
  entries: readonly Entry[],
  { tasks, stray }: TaskRecords,
  before: (task: TaskRecord) => TaskRecord | undefined,
): readonly Entry[] {
  const all = [...tasks, stray];
  const calls = new Map(all.flatMap((one) => one.calls.map((call) => [call.start.call, call])));
  const bySeq = new Map(
    all.flatMap(({ effects }) => effects.map(({ seq, call }) => [seq, calls.get(call)])),
  );
  const opOf = ({ landed }: Entry) => bySeq.get(landed[0] ?? -1)?.start.site.op;
  const alikeOf = (task: TaskRecord, { does, point }: Entry) =>
    entries.filter((one) => one.does === does && one.point === point && one.makers.includes(task));
  return entries.flatMap((entry) => {
    const [sender, ...others] = entry.makers;
    const op = opOf(entry);
    if (!sender || others.length > 0 || entry.key === '' || op === undefined) return entry;
    const twin = before(sender);
    const usual = twin ? alikeOf(twin, entry).length : 0;
    const wanted = sender.start.shouldDo?.[entry.does] ?? Math.max(1, usual);
    const same = alikeOf(sender, entry);
    if (same.length <= countOf(wanted)) return entry;
    const isOf = (call: TaskCall) => call.start.point === entry.point && call.start.site.op === op;
    const isOther = (one: Entry) => one === entry || opOf(one) !== op;
    const isAsker = (task: TaskRecord) =>
      isHandedOn(task) &&
      same.every(isOther) &&
      task.calls.some(isOf) &&
      alikeOf(task, entry).every(isOther);
    const earlier = tasks.filter(({ end }) => (end?.seq ?? Infinity) < (entry.landed[0] ?? 0));
    const asker = earlier.find((task) => isKeyNamed(task, entry)) ?? earlier.find(isAsker);
    if (!asker) return entry;
    const isSame = (one: Entry) =>
      one !== entry && one.key === entry.key && one.id === entry.id && entry.id !== '';
    const asked = bySeq.get(entry.landed[0] ?? -1)?.start;
    const isSaidAgain =
      alikeOf(asker, entry).some(isSame) && !mentions([asked?.path, asked?.input], entry.id);
    return isSaidAgain ? [] : { ...entry, makers: [asker] };
  });
}

function isKeyNamed({ ending }: TaskRecord, { key }: Made): boolean {
  if (ending.how !== 'answered' || ending.disposition === 'full') return false;
  return mentions(ending.answer, key);
}

function isHandedOn({ ending }: TaskRecord): boolean {
  return ending.how === 'answered' && ending.disposition === 'escalated';
}
