import { check, type Checker } from '../model/checker.ts';
import { toMs, type Duration } from '../model/duration.ts';
import { duration, flag } from '../model/kinds.ts';
import { demandOptions } from '../model/strict.ts';
import { dispositionOf } from './disposition-rank.ts';
import { judgeTasks, verdictOf, type Finding } from './finding.ts';
import { byOp, isSound, type TaskCall, type TaskRecord } from './tasks.ts';

/** What is asked of tasks beside that they come back. */
export interface Completion {
  /** How long a task may take; as long as the scenario lets it where left out. */
  readonly within?: Duration;
  /** Whether a task may not even fail while something that it needs is down. */
  readonly always?: boolean;
}

/**
 * Every task of the storm comes back, `within` that time if given, and does not fail. While a call
 * that it needs never succeeds, for faults strike it, it may say that it failed, unless `always`. One
 * that its caller withdrew need only end.
 */
export function completes(options: Completion = {}): Checker {
  demandOptions(options, {
    what: 'the options of completes(…)',
    shape: { within: duration, always: flag },
  });
  const { within, always = false } = options;
  const limitMs = within === undefined ? Number.POSITIVE_INFINITY : toMs(within);
  return check('completes', (trace) =>
    judgeTasks(trace, 'storm', (tasks) =>
      verdictOf(
        tasks
          .filter((task) => always || !isExcused(task))
          .flatMap((task) => flaw(task, limitMs) ?? []),
      ),
    ),
  );
}

/** Whether a task that says in time that it failed could do no better. */
function isExcused({ ending, calls }: TaskRecord): boolean {
  return dispositionOf(ending) === 'failed' && byOp(calls).some(isDown);
}

/** A client that waits so long (ms) and then gives up has been patient. */
const patienceMs = 5_000;

/**
 * Whether faults kept an operation from ever succeeding, or made its tool forget what was done; a
 * delay that was not sat out is no such fault.
 */
function isDown(attempts: readonly TaskCall[]): boolean {
  if (attempts.some((call) => isHitBy(call, 'forget'))) return true;
  // What was sent in a broken way may stand as replied, and never have been read.
  if (attempts.some((call) => isSound(call) && !isHitBy(call, 'rewrite'))) return false;
  return attempts.some(({ start, end, hits }) => {
    const waitedMs = (end?.atMs ?? Number.POSITIVE_INFINITY) - start.atMs;
    return hits.some(({ effect }) => effect !== 'delay' || waitedMs >= patienceMs);
  });
}

function isHitBy({ hits }: TaskCall, effect: string): boolean {
  return hits.some((hit) => hit.effect === effect);
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
