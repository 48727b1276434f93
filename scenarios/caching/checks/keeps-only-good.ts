import {
  check,
  eventsOf,
  failed,
  passed,
  unknown,
  type Checker,
  type Trace,
} from '../../../index.ts';
import { noncesIn, originsOf, seqsOf, servedDuring, type Served } from './served.ts';

/**
 * An answer that is given again in the fault phase, without the model's saying it again, is one
 * that the model had said in full, and quotes what a tool had truly said.
 */
export const keepsOnlyGood: Checker = check('keeps-only-good', (trace) => {
  const served = servedDuring(trace);
  const again = served.filter((one, n) => isFromCache(one, served.slice(0, n)));
  const said = new Set(eventsOf(trace, 'call.end').flatMap(textOf));
  const origins = originsOf(trace);
  for (const one of again) {
    const { text } = one.reply;
    const rests = noncesIn(text).some((nonce) => origins.has(nonce));
    if (said.has(text) && rests) continue;
    const what = said.has(text) ? 'that rests on nothing' : 'that the model never finished';
    const reason = `"${one.question.text}" was answered from a cache with words ${what}: ${text}`;
    return failed(reason, seqsOf(one), `keeps-only-good: kept words ${what}`);
  }
  return again.length > 0 ? passed : unknown('no answer was given again');
});

/** Whether a reply repeats one that was given before, in a task in which no model said it. */
function isFromCache({ task, reply }: Served, before: readonly Served[]): boolean {
  const isRepeated = before.some((one) => one.task !== task && one.reply.text === reply.text);
  const isSaid = task.calls.some(({ end }) => end !== null && textOf(end).includes(reply.text));
  return reply.status === 'full' && isRepeated && !isSaid;
}

/** What a model said in a reply that came whole and unchanged. */
function textOf(end: Pick<Ended, 'outcome' | 'taint' | 'meaning'>): readonly string[] {
  const { text } = (end.meaning ?? {}) as { readonly text?: unknown };
  const isSound = end.outcome === 'replied' && end.taint === '';
  return isSound && typeof text === 'string' && text !== '' ? [text] : [];
}

type Ended = Extract<Trace['events'][number], { kind: 'call.end' }>;
