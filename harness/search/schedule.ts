import type { Fault } from '../model/fault/fault.ts';
import { canonical } from '../model/json/json.ts';
import type { Plan, Strike } from '../model/fault/plan.ts';
import type { Crossing } from './observe/observation.ts';

/** A fault at one crossing. */
export function pinned(fault: Fault, crossing: Crossing): Strike {
  const { point, op, attempt, task } = crossing;
  const { name, params } = fault;
  return { fault: { name, params }, at: point, when: { site: { op, attempt }, task } };
}

/** The name of a schedule: equal plans, equal names. */
export function keyOf(plan: Plan): string {
  return canonical(plan);
}

/**
 * The name of a crossing that is the same in every run, whenever it comes: point, task, operation,
 * attempt.
 */
export function siteOf(crossing: Crossing): string {
  return `${operationOf(crossing)} ${crossing.nth}`;
}

/** The name of what a crossing is an attempt at. */
export function operationOf({ point, asks, task }: Crossing): string {
  return `${task} ${point} ${asks}`;
}

/** Where a strike must be aimed to hit a crossing: the same in runs that go alike up to it. */
export function aimOf({ point, op, attempt, task }: Crossing): string {
  return `${task} ${point} ${op} ${attempt}`;
}

/** The name of a fault with its parameters. */
export function faultKey({ name, params }: Pick<Fault, 'name' | 'params'>): string {
  return `${name} ${canonical(params)}`;
}

/** A fault in words: `refuse (status 503)`. */
export function faultWords({ name, params }: Pick<Fault, 'name' | 'params'>): string {
  const said = Object.entries(params).map(([key, value]) => `${key} ${String(value)}`);
  return said.length > 0 ? `${name} (${said.join(', ')})` : name;
}

/** The name of a pinned strike: where, and with which fault. */
export function strikeKey({ fault, at, when }: Strike): string {
  return `${when.task} ${at} ${when.site?.op} ${when.site?.attempt} ${faultKey(fault)}`;
}
