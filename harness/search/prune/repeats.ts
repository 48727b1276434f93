import { canonical } from '../../model/json/json.ts';
import type { Crossing, Observation } from '../observe/observation.ts';
import { operationOf } from '../schedule.ts';

/**
 * Maps each call after a crash to the call of the run without the crash that it repeats. It is empty
 * unless the agent had changed nothing, made all calls of its task again and continued as without it.
 */
export function repeatsOf(
  child: Observation,
  parent: Observation,
  hit: number,
): ReadonlyMap<Crossing, Crossing> {
  const none = new Map<Crossing, Crossing>();
  const struck = child.crossings[hit];
  if (!struck || child.violations.length > parent.violations.length) return none;
  const begins = child.crossings.findIndex(({ task }) => task === struck.task);
  const again = child.crossings.findIndex(({ life }) => life > struck.life);
  if (again === -1 || child.crossings.slice(begins, again).some(({ acts }) => acts)) return none;
  const [after, before] = [child.crossings.slice(again), parent.crossings.slice(begins)];
  const isSame = told(after) === told(before) && endsOf(child) === endsOf(parent);
  if (!isSame) return none;
  return new Map(after.flatMap((one, index) => (before[index] ? [[one, before[index]]] : [])));
}

function told(calls: readonly Crossing[]): string {
  return canonical(calls.map((one) => [operationOf(one), one.reply]));
}

function endsOf({ endings }: Observation): string {
  return canonical(Object.entries(endings).map(([task, { name }]) => [task, name]));
}
