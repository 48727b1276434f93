import { check, eventsOf, failed, passed, type Checker } from '../../../../index.ts';

/**
 * An answer that is full or partial names each of these jobs, or it was done: by an effect with it
 * in the field `job` of its arguments.
 */
export function accounted(jobs: readonly string[]): Checker {
  return check('all-accounted', (trace) => {
    const end = eventsOf(trace, 'task.end').find(({ task }) => task.startsWith('during-'));
    if (end?.ending.how !== 'answered') return passed;
    // Who hands all of it on need not name each.
    if (!['full', 'degraded'].includes(end.ending.disposition)) return passed;
    const inputs = new Map(eventsOf(trace, 'call.start').map(({ call, input }) => [call, input]));
    const done = eventsOf(trace, 'effect').map(
      ({ call }) => (inputs.get(call) as { job?: string } | null)?.job,
    );
    const said = JSON.stringify(end.ending.answer);
    const lost = jobs.find((job) => !done.includes(job) && !said.includes(job));
    if (lost === undefined) return passed;
    return failed(`${lost} is neither done nor named`, [end.seq], 'all-accounted: not');
  });
}
