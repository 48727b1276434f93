import { check, eventsOf, failed, passed, unknown, type Checker, type Trace } from '../../index.ts';
import type { Answer } from './answer.ts';

/** One key stands for one request: no answer passes off the reply to another one as its own. */
export const keyConflict: Checker = check('key-conflict', (trace) => {
  const inputs = new Map(eventsOf(trace, 'call.start').map((call) => [call.call, call]));
  const first = new Map<string, string>();
  for (const effect of eventsOf(trace, 'effect')) {
    if (effect.undoes || effect.key === '') continue;
    const asked = JSON.stringify(inputs.get(effect.call)?.input);
    const before = first.get(effect.key) ?? asked;
    first.set(effect.key, before);
    const { end, answer } = endOf(trace, effect.task);
    if (before === asked || !answer?.booked.includes(effect.id)) continue;
    return failed(
      `${effect.id} was made for ${before}, and is given out for ${asked}`,
      [effect.seq, end?.seq ?? effect.seq],
      'one key, two requests',
    );
  }
  return passed;
});

/** A cancellation that failed ends in `needs-reconciliation`, names what stands, and alerts. */
export const failedUndoIsTold: Checker = check('failed-undo-is-told', (trace) => {
  const undos = eventsOf(trace, 'call.start').filter(({ label }) => label.startsWith('DELETE '));
  const sound = new Set(
    eventsOf(trace, 'call.end').map((end) => (end.status < 400 ? end.call : 0)),
  );
  const tried = Map.groupBy(undos, ({ task, site }) => `${task} ${site.op}`);
  const lost = [...tried.values()].filter((calls) => !calls.some(({ call }) => sound.has(call)));
  if (lost.length === 0) return unknown('no cancellation failed for good');
  for (const [undo] of lost) {
    if (!undo) continue;
    const { end, answer } = endOf(trace, undo.task);
    const id = String(undo.input).split('/').at(-1) ?? '';
    const isAlerted = eventsOf(trace, 'call.start').some(
      (call) => call.task === undo.task && call.label === 'POST /alerts',
    );
    const isTold = answer?.state === 'needs-reconciliation' && answer.reconcile.includes(id);
    if (isTold && isAlerted) continue;
    return failed(
      `${id} could not be cancelled, yet the answer says ${answer?.state ?? 'nothing'}`,
      [undo.seq, end?.seq ?? undo.seq],
      isTold ? 'nobody is alerted' : 'a failed cancellation is not told',
    );
  }
  return passed;
});

/**
 * A task that is denied (403) ends within `withinMs` of it: in `blocked`, with what is done, pending
 * and needed; or in whatever way, if the same call was allowed after all.
 */
export function blocks(withinMs: number): Checker {
  return check('blocks', (trace) => {
    const denials = eventsOf(trace, 'call.end').filter(({ status }) => status === 403);
    if (denials.length === 0) return unknown('nothing was forbidden');
    for (const denial of denials) {
      const { end, answer } = endOf(trace, denial.task);
      const lateMs = (end?.atMs ?? Number.POSITIVE_INFINITY) - denial.atMs;
      const isSaid = isNamed(trace, denial.task, answer);
      if ((isSaid || isAllowedLater(trace, denial.call)) && lateMs <= withinMs) continue;
      const evidence = [denial.seq, end?.seq ?? denial.seq];
      return failed(
        isSaid
          ? `it took ${lateMs} ms to say that it is blocked`
          : `it was denied at ${denial.point}, and nobody was told what it needs`,
        evidence,
        isSaid ? 'blocked, told late' : 'blocked, not told',
      );
    }
    return passed;
  });
}

function isNamed(trace: Trace, task: string, answer: Answer | null): boolean {
  if (answer?.state !== 'blocked' || answer.needs === null) return false;
  const made = eventsOf(trace, 'effect').filter((effect) => effect.task === task);
  return answer.pending.length > 0 && made.every(({ id }) => answer.booked.includes(id));
}

function isAllowedLater(trace: Trace, denied: number): boolean {
  const starts = eventsOf(trace, 'call.start');
  const first = starts.find(({ call }) => call === denied);
  const same = starts.filter(
    ({ task, site, call }) =>
      task === first?.task && site.op === first.site.op && call > first.call,
  );
  const sound = eventsOf(trace, 'call.end').filter(({ outcome }) => outcome === 'replied');
  return same.some(({ call }) => sound.some((end) => end.call === call));
}

function endOf(trace: Trace, task: string) {
  const end = eventsOf(trace, 'task.end').find((event) => event.task === task);
  const answer = end?.ending.how === 'answered' ? (end.ending.answer as Answer | null) : null;
  return { end, answer };
}
