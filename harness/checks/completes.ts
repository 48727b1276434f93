import { mostRestarts } from '../model/most-restarts.ts';
import { check, type Checker } from '../model/trace/checker.ts';
import type { Ending, Trace } from '../model/trace/trace.ts';
import { toMs, type Duration } from '../model/options/duration.ts';
import { duration, flag } from '../model/options/kinds.ts';
import { demandOptions } from '../model/options/strict.ts';
import { dispositionOf } from './evidence/ending/disposition-rank.ts';
import { asAnswered, windowsOf } from './evidence/conversation/as-answered.ts';
import { doubtful, judgeTasks, verdictOf, type Breach } from './evidence/finding.ts';
import { hungWords } from './evidence/ending/hung-words.ts';
import { mayMiss } from './evidence/lost/loss.ts';
import { twinsBefore } from './evidence/lost/twins.ts';
import { othersTrouble } from './evidence/excuses/others-trouble.ts';
import { isDelayed, patienceWith } from './evidence/excuses/patience.ts';
import {
  byOp,
  isSound,
  type TaskCall,
  type TaskRecord,
  type TaskRecords,
  wrongTurns,
} from './evidence/tasks.ts';

/** Options of `completes`. */
export interface Completion {
  /** The most time for a task; by default the scenario's. */
  readonly within?: Duration;
  /** Whether a task must not fail even while something it needs is down. */
  readonly always?: boolean;
}

/**
 * Every task of the fault phase ends, `within` the given time, and does not fail. Unless `always`
 * is set, it may fail if faults made every call of an operation that it needs fail since the agent
 * was last started, or since the last that succeeded, where more of them do without faults, or killed
 * the agent more often than it is started again. A delay is such a fault once the task has waited 5 s
 * in all for that tool, or 1 s where the reply would come too late for the task; a reply that came after the task asked again or ended was not waited for. It may fail, too, where
 * faults struck all calls of another task on which it relied, of the whole phase; unknown where they struck
 * some. A reply that it may do without (`expect.optional`) excuses nothing. A success after the answer takes no excuse away. An answer of a conversation is excused by the calls since its message, too, or since one before it. A withdrawn
 * task need only end.
 *
 * @example completes({ within: '30 s' })
 */
export function completes(options: Completion = {}): Checker {
  demandOptions(options, {
    what: 'the options of completes(…)',
    shape: { within: duration, always: flag },
  });
  const { within, always = false } = options;
  const limitMs = within === undefined ? Number.POSITIVE_INFINITY : toMs(within);
  return check('completes', (trace) => {
    const { deadlineMs = Number.POSITIVE_INFINITY } = trace;
    const mayTakeMs = Math.min(limitMs, deadlineMs);
    return judgeTasks(trace, 'during', (tasks, records) => {
      const found = tasks.flatMap((task) => {
        const { failure, own, isDoubtful } = failureOf(task, records, always ? null : mayTakeMs);
        const others =
          always || !failure || own?.isEnough
            ? null
            : excuseByOthers(task, records, { trace, mayTakeMs });
        const bad = flaw(task, limitMs, failure, others?.isEnough ? others : own);
        if (bad === null) return [];
        if (isDoubtful) return [doubtful(`${bad.reason} ${adviceOfOptional}`)];
        if (others === null || others.isEnough) return [bad];
        return [doubtful(`${bad.reason}, but ${others.words}`)];
      });
      return verdictOf(found);
    });
  });
}

const adviceOfOptional =
  '(only what expect.optional names failed it, which is no reason to fail; expect.answer says what it should tell all the same)';

/** What faults did to a failed task; the words are set where that does not excuse the failure. */
interface Excuse {
  readonly isEnough: boolean;
  readonly words: string;
}

/** An answer or error that says that a task failed, and the best excuse of it; null where there is none. */
interface Failure {
  readonly failure: Exclude<Ending, { readonly how: 'hung' }> | null;
  readonly own: Excuse | null;
  /** Whether only what the task may do without kept it from succeeding, and nothing says what is right. */
  readonly isDoubtful?: boolean;
}

/** By what an answer is excused. */
interface ExcuseRule {
  readonly records: TaskRecords;
  readonly mayTakeMs: number;
  readonly isNeeded: (call: TaskCall) => boolean;
}

/**
 * The failure of a task that nothing excuses, else the first: its ending, or an answer before it where another one was
 * expected. `mayTakeMs` is null where nothing is to excuse it.
 */
function failureOf(whole: TaskRecord, records: TaskRecords, mayTakeMs: number | null): Failure {
  // An answer is judged by what was so when it was given: what its agent did later neither excuses it nor takes an excuse away.
  const until = whole.end?.seq ?? Number.POSITIVE_INFINITY;
  const task = { ...whole, calls: whole.calls.filter(({ start }) => start.seq < until) };
  const answers = [task, ...wrongTurns(task).map(({ turn }) => asAnswered(task, turn - 1))];
  const failures = answers.flatMap((answer): readonly Failure[] => {
    const { ending } = answer;
    if (ending.how === 'hung' || dispositionOf(ending) !== 'failed') return [];
    if (mayTakeMs === null) return [{ failure: ending, own: null }];
    const excuseBy = (isNeeded: (call: TaskCall) => boolean) => {
      const rule = { records, mayTakeMs, isNeeded };
      const any = excuseOf(task, [task.calls], rule);
      if (any?.isEnough) return any;
      const own = excuseOf(answer, windowsOf(answer), rule);
      return own?.isEnough ? own : (any ?? own);
    };
    const all = excuseBy(() => true);
    // What it may do without is no reason to fail, and none to doubt that it did where it says all that was expected.
    const isRight = ending.how === 'answered' && ending.correct === true;
    const own = isRight ? all : excuseBy((call) => !mayMiss(task, call));
    const isOpen = ending.how === 'answered' && ending.correct === null && !own?.isEnough;
    return [{ failure: ending, own, ...(isOpen && all?.isEnough && { isDoubtful: true }) }];
  });
  const none = { failure: null, own: null };
  return failures.find(({ own }) => !own?.isEnough) ?? failures[0] ?? none;
}

/** The best excuse of a task by these calls; null if no fault kept one of them from succeeding. */
function excuseOf(
  task: TaskRecord,
  windows: readonly (readonly TaskCall[])[],
  { records: { tasks }, mayTakeMs, isNeeded }: ExcuseRule,
): Excuse | null {
  // Nobody asked it once more.
  if (task.killed > mostRestarts) return { isEnough: true, words: '' };
  const twins = twinsBefore(task, tasks).filter(({ ending }) => dispositionOf(ending) === 'full');
  const all = windows.flatMap((calls) => {
    // How often the same task succeeds shows nothing of a part of it.
    const usual = calls.length === task.calls.length ? twins : [];
    return byOp(calls.filter(isNeeded)).flatMap(
      (attempts) => excuseBy(sinceHeard(attempts, usual), { ...task, calls }, mayTakeMs) ?? [],
    );
  });
  return all.find(({ isEnough }) => isEnough) ?? all[0] ?? null;
}

/**
 * The attempts since the last that succeeded, where the same task without faults succeeds more often, as one that
 * reads a sensor twice; else all.
 */
function sinceHeard(
  attempts: readonly TaskCall[],
  twins: readonly TaskRecord[],
): readonly TaskCall[] {
  const [first] = attempts;
  const last = attempts.findLastIndex(isSound);
  if (!first || last === -1 || last === attempts.length - 1 || twins.length === 0) return attempts;
  const { point, site } = first.start;
  const usual = twins.map(({ calls }) =>
    calls.filter(({ start }) => start.point === point && start.site.op === site.op).filter(isSound),
  );
  const isShort = usual.every((calls) => calls.length > attempts.filter(isSound).length);
  return isShort ? attempts.slice(last + 1) : attempts;
}

/**
 * The excuse by one operation: faults kept every attempt from succeeding, made its tool forget what
 * was done, or delayed it for too long.
 */
function excuseBy(
  attempts: readonly TaskCall[],
  task: TaskRecord,
  mayTakeMs: number,
): Excuse | null {
  const enough = { isEnough: true, words: '' };
  if (attempts.some((call) => isHitBy(call, 'forget'))) return enough;
  // What a process was told that died since, the living one does not know.
  const own = attempts.filter(({ start }) => start.seq > task.diedAt);
  const heard = own.length > 0 ? own : attempts;
  // What was sent in a broken way may stand as replied, and never have been read.
  const isHeard = (call: TaskCall) => isSound(call) && !isDelayed(call, task);
  if (heard.some((call) => isHeard(call) && !isHitBy(call, 'rewrite'))) return null;
  if (attempts.some(({ hits }) => hits.some(({ effect }) => effect !== 'delay'))) return enough;
  const delayed = attempts.find((call) => isDelayed(call, task));
  if (!delayed) return null;
  const { tool, waitedMs, askedMs } = patienceWith(delayed, task, mayTakeMs);
  const words = `it waited ${seconds(waitedMs)} in all for ${tool}; ${seconds(askedMs)} is asked`;
  return { isEnough: waitedMs >= askedMs, words };
}

/**
 * The excuse by calls of other tasks on which a failed task may have relied: enough where the fault
 * struck all calls of that label; where it delayed them, once the other task had been patient with it.
 */
function excuseByOthers(
  task: TaskRecord,
  records: TaskRecords,
  { trace, mayTakeMs }: { readonly trace: Trace; readonly mayTakeMs: number },
): Excuse | null {
  const found = othersTrouble(task, records);
  const [first] = found;
  if (!first) return null;
  const isEveryCall = ({ strike }: TaskCall['hits'][number]) => {
    const when = trace.plan[strike]?.when;
    return when !== undefined && Object.keys(when).every((name) => name === 'call');
  };
  const ownerOf = ({ start }: TaskCall) => records.tasks.find(({ id }) => id === start.task);
  const patienceOf = (call: TaskCall) => {
    const owner = ownerOf(call);
    return owner && isDelayed(call, owner) ? patienceWith(call, owner, mayTakeMs) : null;
  };
  const isDown = (call: TaskCall) =>
    call.hits.some((hit) => {
      if (!isEveryCall(hit)) return false;
      const { waitedMs, askedMs } = patienceOf(call) ?? { waitedMs: 0, askedMs: 1 };
      return hit.effect !== 'delay' || waitedMs >= askedMs;
    });
  const { start, hits } = first.call;
  const whose = start.task === '' ? 'a call of no task' : `task ${start.task}`;
  const patience = hits.some(isEveryCall) ? patienceOf(first.call) : null;
  const advice = patience
    ? `that excuses it once the other has waited ${seconds(patience.askedMs)} in all, and it waited ${seconds(patience.waitedMs)}`
    : 'a fault without `calls` excuses that';
  const words =
    `it made no call of ${start.label} at ${start.point}, which ${hits[0]?.fault ?? 'a fault'} had made fail ` +
    `for ${whose}: it may have shared that call, or spared the tool (${advice})`;
  return { isEnough: found.some(({ call }) => isDown(call)), words };
}

/** A time in seconds, rounded down, so that a wait that is too short does not look long enough. */
function seconds(ms: number): string {
  return `${Math.floor(ms / 100) / 10} s`;
}

function isHitBy({ hits }: TaskCall, effect: string): boolean {
  return hits.some((hit) => hit.effect === effect);
}

function flaw(
  task: TaskRecord,
  limitMs: number,
  failure: Failure['failure'],
  excuse: Excuse | null,
): Breach | null {
  const { ending, id } = task;
  const evidence = [task.start.seq, task.end?.seq ?? task.start.seq];
  const say = (reason: string, what: string) => ({
    reason: `task ${id} ${reason}`,
    evidence,
    signature: `completes: ${what}`,
  });
  if (ending.how === 'hung') return say(hungWords(ending), `hung (${ending.why})`);
  if (task.hits.some(({ effect }) => effect === 'cancel')) return null;
  if (failure !== null && !excuse?.isEnough) {
    const though = excuse ? ` (${excuse.words})` : '';
    if (failure.how === 'failed') return say(`failed: ${failure.error}${though}`, 'failed');
    const where = failure === ending ? '' : ' a message to which it is expected to say something';
    return say(`answered${where} that it failed${though}`, 'answered that it failed');
  }
  if (task.tookMs <= limitMs) return null;
  const what = failure ? 'failed too late' : 'answered too late';
  return say(`took ${task.tookMs} ms, ${limitMs} ms at most`, what);
}
