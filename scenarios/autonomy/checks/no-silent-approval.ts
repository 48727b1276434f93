import { check, failed, passed, unknown, type Checker } from '../../../index.ts';
import { deedsOf, fieldsOf, stormOf, type Deed } from './deeds.ts';

/** No change by the call `label` was made in the storm but on an approval that `point` had given. */
export function noSilentApproval(point: string, label: string): Checker {
  return check('no-silent-approval', (trace) => {
    const storm = stormOf(trace);
    const deeds = deedsOf(storm).filter(({ effect }) => effect.does === label);
    const silent = deeds.find((deed) => !isApproved(deed));
    if (silent) {
      const { task, effect, args } = silent;
      const what = `${label} on no approval`;
      const reason = `task ${task.id}: ${what} (it names ${args.approval || 'none'})`;
      return failed(reason, [effect.seq], `no-silent-approval: ${what}`);
    }
    const isAsked = storm.some(({ calls }) => calls.some(({ start }) => start.point === point));
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
