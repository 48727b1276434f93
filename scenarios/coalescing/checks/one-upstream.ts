import { check, failed, passed, unknown, type Checker } from '../../../index.ts';
import { overlapping } from './overlap.ts';
import { questionsOf } from './questions.ts';

/** Of the calls at `point` for one question of the fault phase no two are ever under way together. */
export function oneUpstream(point: string): Checker {
  return check('one-upstream', (trace) => {
    const shared = questionsOf(trace, point).filter(({ askers, calls }) => {
      return askers.length > 1 && calls.length > 0;
    });
    for (const { text, askers, calls } of shared) {
      const second = overlapping(calls);
      if (!second) continue;
      const what = `${calls.length} calls at ${point} for ${askers.length} who asked "${text}"`;
      return failed(what, [second.start.seq], `one-upstream: the same was asked of ${point} twice`);
    }
    return shared.length > 0 ? passed : unknown('nobody asked what somebody else asked');
  });
}
