import { eventsOf, readTasks, type TaskRecord, type Trace } from '../../../index.ts';
import type { Answer, Batch, Question, Reply } from '../agent/request.ts';

/** A question of the fault phase, and the reply to it. */
export interface Served {
  readonly task: TaskRecord;
  readonly question: Question;
  readonly reply: Reply;
}

/** Every question of the fault phase that got a reply, in order. */
export function servedDuring(trace: Trace): readonly Served[] {
  return readTasks(trace)
    .tasks.filter(({ role }) => role === 'during')
    .flatMap((task) => {
      if (task.ending.how !== 'answered') return [];
      const { replies = [] } = task.ending.answer as Partial<Answer>;
      return (task.start.input as Batch).rounds.flat().flatMap((question, n) => {
        const reply = replies[n];
        return 'purge' in question || !reply ? [] : [{ task, question, reply }];
      });
    });
}

/** Where a reply stands in the trace. */
export function seqsOf({ task }: Served): readonly number[] {
  return task.end ? [task.end.seq] : [];
}

/** The path that the shop was asked when it gave each nonce: `/acme/policies/staff/hours`. */
export function originsOf(trace: Trace): ReadonlyMap<string, string> {
  const calls = eventsOf(trace, 'call.start');
  const paths = new Map(calls.map(({ call, input }) => [call, String(input)]));
  const origins = new Map<string, string>();
  for (const { call, point, meaning, outcome } of eventsOf(trace, 'call.end')) {
    if (point !== 'shop' || outcome !== 'replied') continue;
    for (const nonce of noncesIn(JSON.stringify(meaning)))
      origins.set(nonce, paths.get(call) ?? '');
  }
  return origins;
}

/** The nonces in a text. */
export function noncesIn(text: string): readonly string[] {
  return text.match(/\b[A-Z][A-Z0-9]{0,7}-[0-9a-z]{8}\b/g) ?? [];
}
