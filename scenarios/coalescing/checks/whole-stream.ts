import {
  check,
  failed,
  passed,
  unknown,
  type Checker,
  type TaskCall,
  type TaskRecord,
} from '../../../index.ts';
import { isFull, questionsOf } from './questions.ts';

/** Where words come from, and where they are pushed to. */
interface Ways {
  readonly from: string;
  readonly to: string;
}

/**
 * What is pushed to whoever asks in the fault phase is, from its first token, what one call of the model
 * said: all of it where the answer is full; and all who read the same call are told the same end.
 */
export function wholeStream({ from, to }: Ways): Checker {
  return check('whole-stream', (trace) => {
    const ends = new Map<TaskCall, string>();
    let late = 0;
    for (const { askers, calls } of questionsOf(trace, from)) {
      for (const task of askers) {
        const { text, end } = pushedTo(task, to);
        const source = calls.find((call) => isSaidBy(call, text, isFull(task)));
        const fail = (what: string) =>
          failed(`task ${task.id} ${what}`, [task.end?.seq ?? task.start.seq], `${name}: ${what}`);
        if (!source) return fail('was pushed what no call said from its first token');
        if (end === undefined) continue;
        if (isFull(task) && end !== 'whole') return fail('was answered, and told of no end');
        if (end !== (ends.get(source) ?? end)) return fail('was told another end than others');
        ends.set(source, end);
        if (isLate(task, source)) late += 1;
      }
    }
    return late > 0 ? passed : unknown('nobody came while words were under way');
  });
}

const name = 'whole-stream';

/** What a task's connection was sent, put together by the offsets of the frames, and the end it was told. */
function pushedTo({ calls }: TaskRecord, to: string) {
  let text = '';
  let end: string | undefined;
  for (const { start } of calls.filter((call) => call.start.point === to)) {
    const frame = start.input as Frame;
    if (frame.text !== undefined)
      text = text.slice(0, frame.offset).padEnd(frame.offset) + frame.text;
    end = frame.end ?? end;
  }
  return { text, end };
}

interface Frame {
  readonly offset: number;
  readonly text?: string;
  readonly end?: string;
}

/** Whether a call said this: all of it, or as far as it goes. */
function isSaidBy({ end }: TaskCall, text: string, isWhole: boolean): boolean {
  const { text: said = '' } = (end?.truth ?? end?.meaning ?? {}) as { readonly text?: string };
  return isWhole ? said === text : said.startsWith(text);
}

/** Whether a task came after the first byte of a call that somebody else had made. */
function isLate({ start, calls }: TaskRecord, call: TaskCall): boolean {
  const firstMs = call.start.atMs + (call.end?.firstByteMs ?? Number.POSITIVE_INFINITY);
  return !calls.includes(call) && start.atMs > firstMs;
}
