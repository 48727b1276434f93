import { check, type Checker } from '../model/checker.ts';
import { toMs, type Duration } from '../model/duration.ts';
import { duration } from '../model/kinds.ts';
import { demandOptions } from '../model/strict.ts';
import { judgeTasks, verdictOf, type Finding } from './finding.ts';
import type { TaskRecord } from './tasks.ts';

/**
 * Every task of the storm comes back with an answer that is not `failed`, `within` that time if given.
 * One that its caller withdrew need only end.
 */
export function completes(options: { readonly within?: Duration } = {}): Checker {
  demandOptions(options, { what: 'the options of completes(…)', shape: { within: duration } });
  const limitMs = options.within === undefined ? Number.POSITIVE_INFINITY : toMs(options.within);
  return check('completes', (trace) =>
    judgeTasks(trace, 'storm', (tasks) =>
      verdictOf(tasks.flatMap((task) => flaw(task, limitMs) ?? [])),
    ),
  );
}

function flaw(task: TaskRecord, limitMs: number): Finding | null {
  const { ending, id } = task;
  const evidence = [task.start.seq, task.end?.seq ?? task.start.seq];
  const say = (reason: string, what: string) => ({
    reason: `task ${id} ${reason}`,
    evidence,
    signature: `completes: ${what}`,
  });
  if (ending.how === 'hung') return say(`hung (${ending.why})`, `hung (${ending.why})`);
  if (task.hits.some(({ effect }) => effect === 'cancel')) return null;
  if (ending.how === 'failed') return say(`failed: ${ending.error}`, 'failed');
  if (ending.disposition === 'failed')
    return say('answered that it failed', 'answered that it failed');
  if (task.tookMs <= limitMs) return null;
  return say(`took ${task.tookMs} ms, ${limitMs} ms at most`, 'answered too late');
}
