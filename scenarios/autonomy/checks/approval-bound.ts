import { check, failed, passed, unknown, type Checker } from '../../../index.ts';
import { deedsOf, fieldsOf, duringOf, type Deed } from './deeds.ts';

/**
 * Every change by the call `label` in the fault phase is what `point` approved: the same order and
 * amount that a person was asked about, on the same state, within `validMs` of the yes, and before
 * the time at which the approval, as the agent got it, expires.
 */
export function approvalBound(point: string, label: string, validMs: number): Checker {
  return check('approval-bound', (trace) => {
    const during = duringOf(trace);
    for (const deed of deedsOf(during).filter(({ effect }) => effect.does === label)) {
      const broken = breachOf(deed, point, validMs);
      if (!broken) continue;
      const { task, effect, start } = deed;
      const reason = `task ${task.id}: ${label} ${broken.how} than approved (${broken.what})`;
      return failed(reason, [start.seq, effect.seq], `approval-bound: ${broken.how}`);
    }
    const isGiven = during.some(({ calls }) =>
      calls.some(
        ({ start, end }) =>
          start.point === point && fieldsOf(end?.meaning)['decision'] === 'approved',
      ),
    );
    return isGiven ? passed : unknown(`${point} approved nothing`);
  });
}

function breachOf({ task, effect, args, end }: Deed, point: string, validMs: number) {
  const given = task.calls.find(
    (call) =>
      call.start.point === point &&
      call.end !== null &&
      fieldsOf(call.end.meaning)['approval'] === args.approval,
  );
  // A change on no approval at all is the business of another check.
  if (!given?.end) return undefined;
  const asked = fieldsOf(given.start.input);
  const wanted = fieldsOf(asked['args']);
  if (args.order !== wanted['order'] || args.amount !== wanted['amount']) {
    const what = `${args.order} ${args.amount}, asked ${wanted['order']} ${wanted['amount']}`;
    return { how: 'with other arguments', what };
  }
  const lateMs = effect.atMs - given.end.atMs;
  if (lateMs > validMs) return { how: 'later', what: `${lateMs} ms after, ${validMs} allowed` };
  const done = end?.taint === '' ? fieldsOf(end.meaning) : {};
  if ('version' in done && done['version'] !== asked['stateVersion']) {
    return {
      how: 'on another state',
      what: `${String(done['version'])}, asked ${asked['stateVersion']}`,
    };
  }
  const expiresAt = Date.parse(fieldsOf(given.end.meaning)['expiresAt'] ?? '');
  if ('at' in done && Date.parse(done['at']) > expiresAt) {
    return { how: 'later', what: 'the approval it holds had expired' };
  }
  return undefined;
}
