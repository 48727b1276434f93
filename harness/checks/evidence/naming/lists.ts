import { everyNonce } from '../../../model/json/drawn-word.ts';
import { evidenceOf, newsOf } from '../lost/loss.ts';
import { mentions } from '../mentions.ts';
import { leavesOf } from '../partial/leaves.ts';
import type { TaskCall, TaskRecord, TaskRecords } from '../tasks.ts';
import type { Mistold } from './mistold.ts';
import { hasName, namesOf } from './names.ts';

/** A list of names in an answer, the values beside it, and what it is a list of. */
interface List {
  /** The path of its text, and the sentence without names and values: `Hidden: N (V)`. */
  readonly frame: string;
  readonly names: readonly string[];
  readonly values: readonly string[];
}

/**
 * A name in a list of what was done or told, though its calls got no true reply, or its own value is not in
 * the list, while a call of that label that did is not in the list; null where there is none. A list is held
 * to this where the same one without faults has all names.
 */
export function listedInstead(
  task: TaskRecord,
  twins: readonly TaskRecord[],
  points: TaskRecords['points'],
): Mistold | null {
  const usual = twins.map((twin) => ({ twin, evidence: evidenceOf(twin, points) }));
  const labels = Map.groupBy(
    evidenceOf(task, points),
    ({ start }) => `${start.point} ${start.label}`,
  );
  for (const [label, sound] of labels) {
    const isLike = ({ start }: TaskCall) => `${start.point} ${start.label}` === label;
    const calls = task.calls.filter(isLike);
    const known = usual.flatMap(({ evidence }) => evidence.filter(isLike));
    const all = [...calls, ...known];
    const names = namesOf(all).filter((name) => !all.every((call) => hasName(call, name)));
    if (names.length < 2) continue;
    const frames = usual.map(({ twin, evidence }) =>
      listsOf(twin, names).filter((list) => isWhole(list, evidence.filter(isLike), names)),
    );
    for (const list of listsOf(task, names)) {
      if (!frames.every((lists) => lists.some(({ frame }) => frame === list.frame))) continue;
      const there =
        list.values.length === 0
          ? sound
          : list.values.flatMap((value) => sound.filter((one) => mentions(newsOf(one), value)));
      if (list.values.length > 0 && list.values.length !== list.names.length) continue;
      const missing = there.find((call) => !list.names.some((name) => hasName(call, name)));
      const wrong = list.names.find((name) => {
        const its = calls.filter((call) => hasName(call, name));
        const isLeft = !task.effects.some(({ call }) =>
          its.some(({ start }) => start.call === call),
        );
        return (
          its.length > 0 &&
          !there.some((call) => hasName(call, name)) &&
          (isLeft || list.values.length > 0)
        );
      });
      if (!missing || wrong === undefined) continue;
      const right = names.find((name) => hasName(missing, name)) ?? 'another';
      const { start } = missing;
      const words = `names ${wrong} where ${start.label} told of ${right}, which it leaves out there`;
      return { words, sure: true };
    }
  }
  return null;
}

/** Whether a list has the names of all calls, and of each name its value. */
function isWhole(
  { names, values }: List,
  calls: readonly TaskCall[],
  all: readonly string[],
): boolean {
  const isNamed = (call: TaskCall) => names.some((name) => hasName(call, name));
  const isTold = (value: string) => calls.some((call) => mentions(newsOf(call), value));
  return (
    names.length > 1 &&
    all.every((name) => names.includes(name)) &&
    calls.every(isNamed) &&
    (values.length === 0 || values.length === names.length) &&
    values.every(isTold)
  );
}

/** The sentences and lists of an answer that have such names. */
function listsOf({ ending }: TaskRecord, names: readonly string[]): readonly List[] {
  if (ending.how !== 'answered') return [];
  const byFrame = Map.groupBy(
    leavesOf(ending.answer).flatMap(({ path, value }) => {
      const at = path.replaceAll(/(^|\.)\d+(?=\.|$)/g, '$1*');
      const parts = String(value).split(/[.!?](?=\s|$)|[;\n]/);
      return parts.map((part) => listIn(at, part, names)).filter((one) => one.names.length > 0);
    }),
    ({ frame }) => frame,
  );
  return [...byFrame].map(([frame, lists]) => ({
    frame,
    names: lists.flatMap((one) => one.names),
    values: lists.flatMap((one) => one.values),
  }));
}

function listIn(path: string, text: string, all: readonly string[]): List {
  const names: string[] = [];
  const values = text.match(everyNonce) ?? [];
  let frame = text.replaceAll(everyNonce, '\u0002').toLowerCase();
  for (const name of all.toSorted((a, b) => b.length - a.length)) {
    if (!mentions(frame, name)) continue;
    names.push(name);
    frame = frame.replaceAll(name, '\u0001');
  }
  const short = frame.replaceAll(repeated, '$1').replaceAll(pairs, '$1');
  return { frame: `${path} ${short.trim()}`, names, values };
}

// oxlint-disable-next-line no-control-regex -- the marks stand for names and values
const repeated = /([\u0001\u0002])(?:(?:[\s,&/|]|and\b)+\1)+/g;
// oxlint-disable-next-line no-control-regex -- the same
const pairs = /(\u0001\W*\u0002)(?:(?:[\s,&/|]|and\b)+\u0001\W*\u0002)+/g;
