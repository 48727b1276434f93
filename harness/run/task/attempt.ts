import { isTooDeep, mostDepth } from '../../model/json/depth.ts';
import { HarnessError } from '../../model/error.ts';
import type { RunningSystem, Scenario, Task } from '../../model/scenario.ts';
import type { Ending } from '../../model/trace/trace.ts';
import { countOf } from '../../model/wanted.ts';
import { whileAsking } from '../../points/context.ts';
import type { Gate } from '../../points/gate.ts';
import { isFlood } from '../../points/latency.ts';
import { claimedBy, readBy } from '../disposition.ts';
import { converse, type Conversing } from './converse.ts';
import { told } from '../disposition/reading.ts';
import { answerTo, isEmpty, isExpected, isWrong, wordsOf } from './expectation.ts';
import type { Folders } from '../folders/folders.ts';
import type { Interruption, Interruptions } from '../interruptions.ts';
import type { Recorder } from '../recorder.ts';
import type { Runtime, RuntimeScope } from '../runtime.ts';

/** What an attempt needs of the run it belongs to. */
export interface AttemptOptions {
  readonly scenario: Scenario;
  readonly runtime: Runtime;
  readonly gate: Gate;
  readonly recorder: Recorder;
  readonly interruptions: Interruptions;
  readonly folders: Folders;
}

/** A task, and how far its conversation has come. */
export interface Attempted extends Pick<Conversing, 'id' | 'task' | 'past'> {}

/**
 * Asks the agent what it has not answered yet, and ends what it does not end itself: at a crash, the
 * deadline or a cap.
 */
export async function attempt(
  options: AttemptOptions,
  running: RunningSystem,
  asked: Attempted,
): Promise<Ending | 'crashed'> {
  const { id, task } = asked;
  const { runtime, scenario, gate } = options;
  const scope = runtime.scope('task');
  const leaving = new AbortController();
  const patience = Promise.withResolvers<void>();
  const interrupted = Promise.withResolvers<Interruption>();
  let isWithdrawn = false;
  const deaf = options.interruptions.listen(id, {
    interrupted: interrupted.resolve,
    withdrawn: () => {
      isWithdrawn = true;
      leaving.abort(new DOMException(withdrawn, 'AbortError'));
    },
  });
  let isOver = false;
  const answer = scope.run(() =>
    whileAsking(id, async () => {
      // A loop that never yields must not have this function's callers beneath it when it is ended.
      await Promise.resolve();
      return converse({
        ...asked,
        ask: (one) => running.ask(one, leaving.signal),
        isOver: () => isOver || isWithdrawn,
        answered: (said, next) => noteTurn(options, asked, said, next),
      });
    }),
  );
  const answered = answer
    .then((said) => endingOf(said, task, scenario))
    .catch((error: unknown): Ending => {
      if (error instanceof HarnessError) throw error;
      const message = messageOf(error);
      return { how: 'failed', error: message, ...claimedBy(message) };
    })
    // Nobody hears the answer any more, whatever the agent makes of that.
    .then((ending): Ending => (isWithdrawn ? { how: 'failed', error: withdrawn } : ending));
  const noMore = runtime.backgroundAlarm(scenario.deadlineMs, patience.resolve);
  const ending = await Promise.race([
    answered,
    ...cutShort(options, scope, id, interrupted.promise),
    patience.promise.then(() => late(gate.callsOf(id))),
  ]);
  isOver = true;
  noMore();
  deaf();
  scope.finish();
  if (ending === 'crashed') scope.kill();
  else if (ending.how === 'hung') {
    if (ending.why === 'runaway') gate.abandon(id);
    leaving.abort(new Error('the deadline of the task has passed'));
    scope.kill();
  }
  if (options.folders.home !== undefined) {
    // What is killed must be gone before anybody looks at what it left.
    const gone = new AbortController();
    const patient = runtime.backgroundSleep(killedMs, gone.signal);
    await Promise.race([answered.catch(() => {}), patient]);
    gone.abort('over');
  }
  return ending;
}

/** The longest wait for the end of an agent that was cut short (ms). */
const killedMs = 2_000;

const withdrawn = 'the task was withdrawn';

function cutShort(
  { recorder }: AttemptOptions,
  scope: RuntimeScope,
  id: string,
  interrupted: Promise<Interruption>,
): readonly Promise<Ending | 'crashed'>[] {
  return [
    interrupted.then((why) => (why === 'crashed' ? why : { how: 'hung', why })),
    scope.stuck.then((why) => {
      if (why === 'runaway') recorder.truncate(`task ${id} ran on without a pause`);
      return { how: 'hung', why };
    }),
    scope.crashed.then((error) => ({ how: 'failed', error: `uncaught: ${messageOf(error)}` })),
  ];
}

function late(calls: number): Ending {
  return { how: 'hung', why: isFlood(calls) ? 'runaway' : 'deadline' };
}

/** Notes an answer before the last, and what is expected of it; effects are expected of the last alone. */
function noteTurn(
  { recorder, scenario }: AttemptOptions,
  { id, task }: Attempted,
  answer: unknown,
  next: { readonly turn: number; readonly input: unknown },
): unknown {
  const { wrong } = task.expect ?? {};
  const expected = answerTo(task, next.turn - 2);
  const expect = { answer: expected, ...(wrong && { wrong }) };
  const ending = endingOf(answer, { input: null, expect }, scenario);
  const should = expected === undefined ? {} : { shouldSay: wordsOf(expected) };
  recorder.record({ kind: 'task.turn', task: id, ...next, ...should, ending });
  return ending.answer;
}

type Answered = Extract<Ending, { readonly how: 'answered' }>;

function endingOf(answer: unknown, task: Task, scenario: Scenario): Answered {
  const said = asJson(answer);
  const reading = readBy(scenario, said);
  const { effects = {}, wrong } = task.expect ?? {};
  const expected = answerTo(task, task.turns?.length ?? 0);
  // Where effects are expected, they show what an agent did that has nothing to say.
  const isShown = Object.values(effects).some((wanted) => countOf(wanted) > 0);
  const isMissing = reading.disposition === 'full' && isEmpty(said) && !isShown;
  const correct = isExpected(said, expected) ?? (isMissing ? false : null);
  // Nothing at all is no matter of words.
  const read = isMissing ? told('full') : reading;
  const isClear = read.disposition === 'full' && !read.mayBe?.length;
  const claimed = isClear ? {} : claimedBy(said);
  const answered = { how: 'answered', answer: said, ...read, ...claimed } as const;
  return isWrong(said, wrong)
    ? { ...answered, correct: false, wrong: true }
    : { ...answered, correct };
}

/** What a trace can hold of it; throws where it is no JSON, as an answer over HTTP would. */
function asJson(value: unknown): unknown {
  const text = value === undefined ? 'null' : (written(value) ?? 'null');
  if (isTooDeep(text)) throw new RangeError(tooDeep);
  return JSON.parse(text) as unknown;
}

function written(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error instanceof RangeError) throw new RangeError(tooDeep, { cause: error });
    throw error;
  }
}

const tooDeep = `the answer is nested deeper than ${mostDepth}`;

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 2000);
}
