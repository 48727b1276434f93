import { hasDenial } from '../../checks/evidence/ending/denial.ts';
import { shortOf } from '../../checks/evidence/ledger/expected-effects.ts';
import { ledgerOf, liveOf, madeForTask, type Ledger } from '../../checks/evidence/ledger.ts';
import { fewerEffects } from '../../checks/evidence/lost/effects/fewer-effects.ts';
import { textsOf } from '../../checks/evidence/mentions.ts';
import { isSound, readTasks, type TaskRecord } from '../../checks/evidence/tasks.ts';
import { claimedBy, readByUs } from '../disposition.ts';
import { failsAtLast, mayDeny } from '../disposition/prose.ts';
import { sentencesIn, withoutUsual } from '../disposition/without-usual.ts';
import { isDrawn } from '../../model/json/drawn-word.ts';
import { canonical } from '../../model/json/json.ts';
import type { Disposition, Ending, Event, Trace } from '../../model/trace/trace.ts';

type Answered = Extract<Ending, { how: 'answered' }>;

/**
 * The events of a trace; where the default reader is unsure of an answer, it is read by what was
 * done:
 * - The answer of a baseline task that left all that it should is full.
 * - An answer of the baseline before the last is full where it may be.
 * - An answer of a later phase that repeats the baseline's, apart from ids and numbers, is read like it; a sentence
 *   of trouble that a full answer of the baseline has, too, says nothing.
 * - An answer that may be full is full where no expected effect is missing, and nothing in it may deny it.
 * - A denial by a task that has no effects, neither made nor expected, is about something else.
 * - A full answer beside some of several effects, expected or made by the same task of the baseline,
 *   may be degraded; one that may be either, and says last that something failed, is.
 */
export function settledReadings(trace: Trace): readonly Event[] {
  if (!trace.events.some(isInWords)) return trace.events;
  const records = readTasks(trace);
  const ledger = ledgerOf(records);
  const usual = new Map<string, Usual>();
  const settled = new Map<number, Answered>();
  for (const task of records.tasks) {
    const { ending, role, twin } = task;
    for (const { seq, turn, ending: said } of task.turns) {
      if (said.how !== 'answered' || !said.mayBe) continue;
      const words = template(said.answer, task);
      const before = usual.get(`${twin} ${turn}`);
      const isSame = role !== 'before' && before?.words === words;
      const read = isSame ? as(said, before.ending.disposition) : inPeace(said, role);
      if (role === 'before') usual.set(`${twin} ${turn}`, { words, ending: read });
      settled.set(seq, read);
    }
    if (ending.how !== 'answered') continue;
    const words = template(ending.answer, task);
    const before = role === 'before' ? undefined : usual.get(twin);
    const read =
      readLike(ending, words, before) ?? byDeeds(withoutUsualIn(ending, before), task, ledger);
    if (role === 'before') usual.set(twin, { words, ending: ending.mayBe ? read : ending });
    if (task.end && ending.mayBe) settled.set(task.end.seq, read);
  }
  return trace.events.map((event) => {
    const ending = settled.get(event.seq);
    return ending ? ({ ...event, ending } as Event) : event;
  });
}

/** How an answer was given before, and how it is read. */
interface Usual {
  readonly words: string;
  readonly ending: Answered;
}

/** An answer that is read like that of the baseline which it repeats; null where it does not. */
function readLike(ending: Answered, words: string, before: Usual | undefined): Answered | null {
  return before?.words === words ? as(ending, before.ending.disposition) : null;
}

/** An answer, read without what a full answer of the baseline says, too. */
function withoutUsualIn(ending: Answered, before: Usual | undefined): Answered {
  if (before?.ending.disposition !== 'full') return ending;
  const rest = withoutUsual(ending.answer, sentencesIn(before.ending.answer));
  if (rest === ending.answer) return ending;
  const { mayBe = [], ...read } = readByUs(rest);
  const { claims: _, ...bare } = ending;
  return { ...bare, ...read, mayBe, ...claimedBy(rest) };
}

function isInWords(event: Event): boolean {
  if (event.kind !== 'task.end' && event.kind !== 'task.turn') return false;
  return event.ending.how === 'answered' && !!event.ending.mayBe;
}

/** An answer before the last, which is full in the baseline where it may be: no effect is expected of it. */
function inPeace(ending: Answered, role: TaskRecord['role']): Answered {
  const mayBeFull = [ending.disposition, ...(ending.mayBe ?? [])].includes('full');
  return role === 'before' && mayBeFull && ending.correct !== false ? as(ending, 'full') : ending;
}

function byDeeds(ending: Answered, task: TaskRecord, ledger: Ledger): Answered {
  const short = shortOf(ledger, task);
  // Of several things some are done: a word of success may be about those alone.
  const isPart = liveOf(ledger, task).length > 0 && (short.length > 0 || leavesLess(task, ledger));
  if (isPart && ending.disposition === 'full') return { ...ending, mayBe: ['degraded'] };
  if (isPart && isLess(ending)) return as(ending, 'degraded');
  if (ending.correct === false || short.length > 0) return ending;
  const { shouldDo, shouldAbstain } = task.start;
  const isShown = ending.correct === true || Object.keys(shouldDo ?? {}).length > 0;
  const hasNone = madeForTask(ledger, task).length + Object.keys(shouldDo ?? {}).length === 0;
  const isAside = hasNone && hasDenial(ending);
  const mayBeFull = [ending.disposition, ...(ending.mayBe ?? [])].includes('full');
  if (task.role === 'before' && shouldAbstain !== true && (isShown || mayBeFull)) {
    return as(ending, 'full');
  }
  if (ending.disposition === 'full' && mayDeny(textsOf(ending.answer).join('. '))) return ending;
  return ending.disposition === 'full' || (mayBeFull && isAside) ? as(ending, 'full') : ending;
}

/** Whether a task that got no sound reply to a call left fewer effects than the same of the baseline. */
function leavesLess(task: TaskRecord, ledger: Ledger): boolean {
  const before = task.role === 'during' ? ledger.before(task) : undefined;
  return !!before && !task.calls.every(isSound) && fewerEffects(task, [before], ledger) !== null;
}

/** Whether an answer says last that something failed: it is no success after trouble. */
function isLess({ disposition, answer }: Answered): boolean {
  return disposition === 'degraded' && failsAtLast(textsOf(answer).join('. '));
}

function as(ending: Answered, disposition: Disposition): Answered {
  return { ...ending, disposition, mayBe: [] };
}

/**
 * An answer without what differs from run to run: numbers, drawn words, and what names its effects.
 */
function template(answer: unknown, { effects }: TaskRecord): string {
  const names = new Set(effects.flatMap(({ id, key }) => [id, key]));
  return canonical(answer).replaceAll(/[\w.-]+/g, (word) =>
    isDrawn(word) || names.has(word.replace(/\.+$/, '')) ? '#' : word,
  );
}
