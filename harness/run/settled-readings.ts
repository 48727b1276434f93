import { shortOf } from '../checkers/expected-effects.ts';
import { ledgerOf, liveOf, type Ledger } from '../checkers/ledger.ts';
import { readTasks, type TaskRecord } from '../checkers/tasks.ts';
import { canonical } from '../model/json.ts';
import type { Disposition, Ending, Event, Trace } from '../model/trace.ts';

type Answered = Extract<Ending, { how: 'answered' }>;

/**
 * The events, in which words that the default reader is unsure of are read by what was done. The answer
 * of a baseline after which all is as expected is full, whatever its words; who says the same in the
 * storm, but for ids and numbers, says the same of himself. Where nothing is short, nothing is claimed
 * in vain: an answer that may be full is.
 */
export function settledReadings(trace: Trace): readonly Event[] {
  if (!trace.events.some(isInWords)) return trace.events;
  const records = readTasks(trace);
  const ledger = ledgerOf(records);
  const usual = new Map<string, { readonly words: string; readonly ending: Answered }>();
  const settled = new Map<string, Answered>();
  for (const task of records.tasks) {
    const { ending, phase, twin } = task;
    if (ending.how !== 'answered' || !ending.mayBe) continue;
    const words = template(ending.answer);
    const before = usual.get(twin);
    const read =
      phase !== 'baseline' && before?.words === words
        ? as(ending, before.ending.disposition)
        : byDeeds(ending, task, ledger);
    if (phase === 'baseline') usual.set(twin, { words, ending: read });
    settled.set(task.id, read);
  }
  return trace.events.map((event) => {
    const ending = event.kind === 'task.end' && settled.get(event.task);
    return ending ? { ...event, ending } : event;
  });
}

function isInWords(event: Event): boolean {
  return event.kind === 'task.end' && event.ending.how === 'answered' && !!event.ending.mayBe;
}

function byDeeds(ending: Answered, task: TaskRecord, ledger: Ledger): Answered {
  const short = shortOf(ledger, task);
  // Of several things some are done: a word of success may be about those alone.
  const isPart = short.length > 0 && liveOf(ledger, task).length > 0;
  if (isPart && ending.disposition === 'full') return { ...ending, mayBe: ['degraded'] };
  if (ending.correct === false || short.length > 0) return ending;
  const { shouldDo, shouldAbstain } = task.start;
  const isShown = ending.correct === true || Object.keys(shouldDo ?? {}).length > 0;
  const mayBeFull = [ending.disposition, ...(ending.mayBe ?? [])].includes('full');
  if (task.phase === 'baseline' && shouldAbstain !== true && (isShown || mayBeFull)) {
    return as(ending, 'full');
  }
  return ending.disposition === 'full' ? as(ending, 'full') : ending;
}

function as(ending: Answered, disposition: Disposition): Answered {
  return { ...ending, disposition, mayBe: [] };
}

/** An answer without what differs from run to run: numbers, and words with a figure in them. */
function template(answer: unknown): string {
  return canonical(answer).replaceAll(/[\w.-]*\d[\w.-]*/g, '#');
}
