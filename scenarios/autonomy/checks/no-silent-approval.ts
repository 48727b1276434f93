import { check, failed, passed, unknown, type Checker } from '../../../index.ts';
import { deedsOf, fieldsOf, duringOf, type Deed } from './deeds.ts';

/**
 * No change by the call `label` was made in the fault phase but on an approval that `point` had
 * given.
 */
export function noSilentApproval(point: string, label: string): Checker {
  return check('no-silent-approval', (trace) => {
    const during = duringOf(trace);
    const deeds = deedsOf(during).filter(({ effect }) => effect.does === label);
    const silent = deeds.find((deed) => !isApproved(deed));
    if (silent) {
      const { task, effect, args } = silent;
      const what = `${label} on no approval`;
      const reason = `task ${task.id}: ${what} (it names ${args.approval || 'none'})`;
      return failed(reason, [effect.seq], `no-silent-approval: ${what}`);
    }
    const isAsked = during.some(({ calls }) => calls.some(({ start }) => start.point === point));
    return isAsked || deeds.length > 0 ? passed : unknown(`${point} was never asked`);
  });

  function isApproved({ task, effect, args }: Deed): boolean {
    return task.calls.some(({ start, end }) => {
      if (start.point !== point || end?.taint !== '' || end.seq > effect.seq) return false;
      const { decision, approval } = fieldsOf(end.meaning);
      return decision === 'approved' && approval === args.approval;
    });
  }
}
