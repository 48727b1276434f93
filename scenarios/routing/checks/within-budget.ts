import { check, failed, passed, unknown, type Checker } from '../../../index.ts';
import { callsAt, requestOf, tasksDuring } from './routing-tasks.ts';

/** What a tenant may have of a model. */
interface Budget {
  readonly tokens: number;
  readonly windowMs: number;
}

/** No tenant of the fault phase gets more tokens of `point` than its budget in any such time. */
export function withinBudget(point: string, { tokens, windowMs }: Budget): Checker {
  return check('within-budget', (trace) => {
    const tasks = tasksDuring(trace);
    const spent = Map.groupBy(
      tasks.flatMap((task) => {
        const { tenant } = requestOf(task);
        return callsAt(task, point).flatMap(({ end }) => (end ? [{ tenant, end }] : []));
      }),
      ({ tenant }) => tenant,
    );
    for (const [tenant, calls] of spent) {
      for (const { end: last } of calls) {
        const recent = calls.filter(
          ({ end }) => end.seq <= last.seq && end.atMs > last.atMs - windowMs,
        );
        const sum = recent.reduce((total, { end }) => total + end.tokens, 0);
        if (sum <= tokens) continue;
        const what = `tenant ${tenant} got ${sum} tokens of ${point} within ${windowMs} ms, ${tokens} allowed`;
        return failed(what, [last.seq], `within-budget: too many tokens of ${point}`);
      }
    }
    const isLimited = tasks.some(
      ({ ending }) => ending.how === 'answered' && ending.disposition !== 'full',
    );
    return isLimited ? passed : unknown('nobody came to the end of a budget');
  });
}
