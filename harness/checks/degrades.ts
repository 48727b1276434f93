import { askedIn } from '../model/scenario.ts';
import { check, type Checker } from '../model/trace/checker.ts';
import { HarnessError } from '../model/error.ts';
import { canonical } from '../model/json/json.ts';
import { flag } from '../model/options/kinds.ts';
import { demandOptions, shown } from '../model/options/strict.ts';
import type { Disposition } from '../model/trace/trace.ts';
import { judgeTasks, verdictOf, type Breach } from './evidence/finding.ts';
import { rankOf, dispositionOf } from './evidence/ending/disposition-rank.ts';
import {
  outcomeOfCall,
  type TaskCall,
  type TaskRecord,
  type TaskRecords,
} from './evidence/tasks.ts';

/** The dispositions that are allowed while these points (sorted by name) are down. */
export type Policy = (down: readonly string[]) => Disposition | readonly Disposition[];

/**
 * Each task of the fault phase ends in a disposition that the policy allows for the points that
 * were down: points whose calls in the task all failed or got no sound reply. A point that the task
 * did not call and that was down at its last call (a breaker may be open) may count either way.
 * Unless `monotone` is false, a task with fewer points must not end better than the same task with
 * more.
 *
 * @example degrades((down) => (down.includes('reviews') ? 'degraded' : 'full'))
 */
export function degrades(policy: Policy, options: { readonly monotone?: boolean } = {}): Checker {
  demandOptions(options, { what: 'the options of degrades(…)', shape: { monotone: flag } });
  if (typeof policy !== 'function') {
    throw new HarnessError('bad-argument', {
      expected: 'degrades(…) to be given a function from the points that are down to a disposition',
      got: shown(policy),
      fix: "Write degrades((down) => (down.includes('search') ? 'degraded' : 'full')).",
    });
  }
  const { monotone = true } = options;
  return check('degrades', (trace) =>
    judgeTasks(trace, 'during', (tasks, records) => {
      const services = servicesIn(records);
      const broken = tasks.flatMap((task) => offPolicy(task, services.get(task), policy) ?? []);
      return verdictOf(monotone ? [...broken, ...upsideDown(services)] : broken);
    }),
  );
}

/** The points that were down for a task, and those it had reason not to call. */
interface Service {
  readonly down: readonly string[];
  readonly shunned: readonly string[];
}

function servicesIn(records: TaskRecords): ReadonlyMap<TaskRecord, Service> {
  const calls = [...records.tasks, records.stray]
    .flatMap((owner) => owner.calls)
    .toSorted((a, b) => b.start.seq - a.start.seq);
  const latest = new Map<string, TaskCall>();
  const services = new Map<TaskRecord, Service>();
  for (const task of records.tasks.toSorted((a, b) => endOf(a) - endOf(b))) {
    for (let call = calls.at(-1); call && call.start.seq < endOf(task); call = calls.at(-1)) {
      latest.set(call.start.point, call);
      calls.pop();
    }
    services.set(task, serviceOf(task, latest));
  }
  return services;
}

function serviceOf(task: TaskRecord, latest: ReadonlyMap<string, TaskCall>): Service {
  const byPoint = Map.groupBy(task.calls, (call) => call.start.point);
  const down = [...byPoint].filter(([, calls]) => calls.every(isFailed));
  const shunned = [...latest].filter(([point, call]) => !byPoint.has(point) && isFailed(call));
  return { down: names(down), shunned: names(shunned) };
}

function names(list: readonly (readonly [string, unknown])[]): readonly string[] {
  return list.map(([name]) => name).toSorted();
}

function endOf(task: TaskRecord): number {
  return task.end?.seq ?? Number.POSITIVE_INFINITY;
}

function isFailed(call: TaskCall): boolean {
  return outcomeOfCall(call) !== 'replied';
}

function offPolicy(task: TaskRecord, service: Service | undefined, policy: Policy): Breach | null {
  const { down, shunned } = service ?? { down: [], shunned: [] };
  const allowed = new Set(
    subsets(shunned).flatMap((extra) => policy([...down, ...extra].toSorted())),
  );
  const disposition = dispositionOf(task.ending);
  if (disposition !== null && allowed.has(disposition)) return null;
  const how = disposition ?? 'hung';
  const which = down.length > 0 ? `${down.join(', ')} down` : 'nothing down';
  return {
    reason: `task ${task.id} is ${how} with ${which}; allowed: ${[...allowed].join(', ')}`,
    evidence: evidenceOf(task, down),
    signature: `degrades: ${how} with ${which}`,
  };
}

/** The pairs of tasks with one input where the task with fewer points ended better. */
function upsideDown(services: ReadonlyMap<TaskRecord, Service>): readonly Breach[] {
  const twins = Map.groupBy(services, ([task]) => canonical(askedIn(task.start)));
  const found: Breach[] = [];
  for (const group of twins.values()) {
    for (const [poor, less] of group) {
      const upside = group.find(
        ([rich, more]) =>
          isFewer(less.down, more.down) && isPlain(rich, more) && rank(poor) > rank(rich),
      );
      if (upside) found.push(breachOf(poor, less, ...upside));
    }
  }
  return found;
}

function breachOf(poor: TaskRecord, less: Service, rich: TaskRecord, more: Service): Breach {
  return {
    reason: `${nameOf(poor, less)} is better than ${nameOf(rich, more)}`,
    evidence: [...evidenceOf(poor, less.down), ...evidenceOf(rich, more.down)],
    signature: `degrades: better with ${less.down.join(', ')} down`,
  };
}

/** Whether only the points that were down can explain how a task ended. */
function isPlain(task: TaskRecord, { down, shunned }: Service): boolean {
  const others = task.calls.filter((call) => !down.includes(call.start.point));
  return (
    task.end !== null && shunned.length === 0 && others.every((call) => call.hits.length === 0)
  );
}

function isFewer(down: readonly string[], than: readonly string[]): boolean {
  return down.length > than.length && than.every((point) => down.includes(point));
}

function rank(task: TaskRecord): number {
  const disposition = dispositionOf(task.ending);
  return disposition === null ? 0 : rankOf(disposition);
}

function nameOf(task: TaskRecord, { down }: Service): string {
  const which = down.length > 0 ? `${down.join(', ')} down` : 'nothing down';
  return `task ${task.id} (${dispositionOf(task.ending) ?? 'hung'}, ${which})`;
}

function evidenceOf(task: TaskRecord, down: readonly string[]): readonly number[] {
  const calls = task.calls.filter((call) => down.includes(call.start.point));
  const seqs = calls.map((call) => call.end?.seq ?? call.start.seq);
  return [...seqs, ...(task.end ? [task.end.seq] : [])];
}

function subsets(list: readonly string[]): readonly (readonly string[])[] {
  let all: readonly (readonly string[])[] = [[]];
  for (const item of list) all = all.flatMap((some) => [some, [...some, item]]);
  return all;
}
