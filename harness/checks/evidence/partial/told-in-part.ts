import { answerIn } from '../ending/said.ts';
import { askedIn } from '../../../model/scenario.ts';
import { everyNonce } from '../../../model/json/drawn-word.ts';
import { dispositionOf } from '../ending/disposition-rank.ts';
import type { Breach } from '../finding.ts';
import { isPinnedTo } from '../lost/pinned.ts';
import { asksOf, lacksOnePiece, scalarsOf, type Scalar } from '../scalars.ts';
import { isSound, type TaskCall, type TaskRecord, type TaskRecords } from '../tasks.ts';
import { clipped } from '../ending/wrong-answer.ts';
import { leavesOf, type Leaf } from './leaves.ts';

/**
 * Finds the text of a task's full answer that is a part of a reply that did not come whole; null
 * where there is none, where the answer is right by its expectation, or where a true reply to the
 * task says just that. Sure where the same task tells such replies whole without faults, and no other
 * field of the answer says that this one is not; not where a pattern would match a still shorter part, too.
 */
export function toldInPart({ tasks }: TaskRecords): (task: TaskRecord) => Breach | null {
  const peaceful = Map.groupBy(
    tasks.filter((task) => task.role !== 'during' && dispositionOf(task.ending) === 'full'),
    ({ twin }) => twin,
  );
  return (task) => {
    if (dispositionOf(task.ending) !== 'full') return null;
    const cut = task.calls.filter((call) => isInTime(call, task) && isCut(call));
    if (cut.length === 0) return null;
    const others = (peaceful.get(task.twin) ?? []).filter((twin) => twin !== task);
    const twins = others.map(peaceOf);
    const own = leavesOf(answerIn(task.ending));
    const known = textsOf([...scalarsOf(askedIn(task.start)), ...wholesOf(task)]);
    const parts = cut
      .flatMap((call) => {
        const wholes = saidBy(call);
        return own.flatMap((leaf) => partsOf(leaf, { call, wholes, twins, own }));
      })
      .filter(({ part }) => !known.has(part));
    const told = parts.find(({ sure }) => sure) ?? parts[0];
    if (!told || !isRight(task)) return told ? breachOf(task, told) : null;
    return told.sure && !isPinnedTo(told.part, task)
      ? breachOf(task, { ...told, sure: false })
      : null;
  };
}

interface Part {
  readonly call: TaskCall;
  readonly part: string;
  readonly whole: string;
  readonly sure: boolean;
}

/** A reply that came cut, and what its task's answers are with and without faults. */
interface Cut {
  readonly call: TaskCall;
  /** The values that the reply would have said. */
  readonly wholes: readonly Scalar[];
  readonly own: readonly Leaf[];
  readonly twins: readonly Peace[];
}

/** A task without faults: the values of its answer by path, and of its replies by point. */
interface Peace {
  readonly answer: ReadonlyMap<string, Leaf['value']>;
  readonly told: ReadonlyMap<string, readonly Scalar[]>;
}

function peaceOf(task: TaskRecord): Peace {
  const points = new Set(task.calls.map(({ start }) => start.point));
  return {
    answer: new Map(leavesOf(answerIn(task.ending)).map(({ path, value }) => [path, value])),
    told: new Map([...points].map((point) => [point, wholesOf(task, point)])),
  };
}

/** The parts of one cut reply that a value of an answer tells. */
function partsOf({ path, value }: Leaf, cut: Cut): readonly Part[] {
  if (typeof value !== 'string' || value.trim() === '') return [];
  const { call, wholes } = cut;
  const usuals = cut.twins.map((twin) => {
    const usual = twin.answer.get(path);
    const text = typeof usual === 'string' ? usual : '';
    const inIt = (twin.told.get(call.start.point) ?? []).filter(
      (scalar) => text.includes(scalar.text) || isBegun(text.trim(), scalar.text),
    );
    return { twin, text, inIt };
  });
  if (usuals.some(({ text }) => masked(text) === masked(value))) return [];
  const surely = usuals.flatMap(({ twin, text, inIt }) =>
    inIt.flatMap((usual) => {
      const part = partBetween(value, text, usual.text);
      return wholes
        .filter(({ field }) => field === usual.field && part !== '')
        .filter(({ text }) => lacksOnePiece(part, text))
        .map((whole) => ({ call, part, whole: whole.text, sure: !isDisclosed(path, cut, twin) }));
    }),
  );
  if (surely.length > 0) return surely;
  const said = value.trim();
  const short = usuals.flatMap(({ text, inIt }) =>
    inIt.some((usual) => isBegun(text.trim(), usual.text)) ? [text.trim()] : [],
  );
  // What is one word, as an id, may begin like another by chance.
  return wholes
    .filter(({ text }) => /\s/.test(text) && isLess(said, text, short))
    .map(({ text }) => ({ call, part: said, whole: text, sure: false }));
}

/**
 * Whether a text is the beginning of a whole reply; where the agent usually tells only a beginning
 * (`short`), whether it lacks a piece of that.
 */
function isLess(said: string, whole: string, short: readonly string[]): boolean {
  if (short.length === 0) return isBegun(said, whole);
  return short.some(
    (usual) =>
      masked(whole).startsWith(masked(usual)) && lacksOnePiece(said, whole.slice(0, usual.length)),
  );
}

/** What stands in the place of a whole reply in a text that is built alike; '' where it is not. */
function partBetween(said: string, usual: string, whole: string): string {
  const at = usual.indexOf(whole);
  if (at === -1) return '';
  const [before, after] = [usual.slice(0, at), usual.slice(at + whole.length)];
  const end = said.length - after.length;
  if (end <= at) return '';
  const isAlike =
    masked(said.slice(0, at)) === masked(before) && masked(said.slice(end)) === masked(after);
  return isAlike ? said.slice(at, end).trim() : '';
}

function isBegun(part: string, whole: string): boolean {
  return part !== '' && part.length < whole.length && whole.startsWith(part);
}

/** Whether another text or flag of the answer is other than without faults, and no part of that. */
function isDisclosed(path: string, { own }: Cut, { answer }: Peace): boolean {
  return own.some((leaf) => {
    if (leaf.path === path || typeof leaf.value === 'number') return false;
    const [came, usual] = [masked(String(leaf.value)), masked(String(answer.get(leaf.path) ?? ''))];
    return came !== usual && !lacksOnePiece(came, usual);
  });
}

function textsOf(scalars: readonly Scalar[]): ReadonlySet<string> {
  return new Set(scalars.map(({ text }) => text));
}

/** The values of the whole and true replies to a task, at one point or at all. */
function wholesOf(task: TaskRecord, point?: string): readonly Scalar[] {
  return task.calls
    .filter((call) => point === undefined || call.start.point === point)
    .filter((call) => isInTime(call, task) && isSound(call) && !isCut(call))
    .flatMap(saidBy);
}

/** The values that a reply would have said, had it come whole. */
function saidBy({ end }: TaskCall): readonly Scalar[] {
  const scalars = asksOf(end?.truth ?? end?.meaning).flatMap((ask) => ask.scalars);
  return scalars
    .map(({ field, text }) => ({ field, text: text.trim() }))
    .filter(({ text }) => text);
}

/** Whether a reply said less than it would have, or the agent left it after its first byte. */
function isCut({ end }: TaskCall): boolean {
  if (end?.truth !== undefined) return end.truth !== null;
  return end?.outcome === 'left' && end.firstByteMs !== undefined;
}

function isInTime({ end }: TaskCall, task: TaskRecord): boolean {
  return end !== null && end.seq < (task.end?.seq ?? Number.POSITIVE_INFINITY);
}

function isRight({ ending }: TaskRecord): boolean {
  return ending.how === 'answered' && ending.correct === true;
}

/** A text whose nonces, which differ from task to task, are replaced at the same length. */
function masked(text: string): string {
  return text.replaceAll(everyNonce, (word) => '#'.repeat(word.length));
}

const advice =
  '(give the task an expect.answer that only the whole meets; `disposition` in the scenario says how answers are read)';

function breachOf(task: TaskRecord, { call, part, whole, sure }: Part): Breach {
  const { point } = call.start;
  return {
    reason:
      `task ${task.id} answers as if in full with ${JSON.stringify(clipped(part))}, ` +
      `a part of what a reply of ${point} that did not come whole would have said: ${JSON.stringify(clipped(whole))}${sure ? '' : ` ${advice}`}`,
    evidence: [...(call.end ? [call.end.seq] : []), ...(task.end ? [task.end.seq] : [])],
    signature: `a full answer tells a part of a reply of ${point} as the whole`,
    sure,
  };
}
