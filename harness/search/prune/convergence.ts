import { timeClass } from './absorption.ts';
import type { Node } from '../node.ts';
import { restsOf } from './suffixes.ts';

/** Which schedules come, after different faults, to the same rest of the run. */
export interface Meetings {
  /** Notes schedules that are to be extended; the earlier ones stand for the later. */
  readonly add: (nodes: readonly Node[]) => void;
  /**
   * The schedule that is extended in place of this one from this task on; null where it is this one.
   * Where it is `dear`, one that used up as much of the time that all share.
   */
  readonly inPlaceOf: (node: Node, task: string, dear: boolean) => Node | null;
}

/** No schedules yet but the one without faults. */
export function meetings(root: Node): Meetings {
  const known = new Map<string, Node[]>();
  const rests = new Map<Node, ReadonlyMap<string, string>>();
  const note = (node: Node) => {
    const own = restsOf(node.observation, node.hit);
    rests.set(node, own);
    for (const [task, rest] of own) {
      const key = `${task} ${rest}`;
      known.set(key, [...(known.get(key) ?? []), node]);
    }
  };
  note(root);
  return {
    add: (nodes) => {
      // What is not extended itself can stand for no other.
      for (const node of nodes) if (!node.standIn) note(node);
    },
    inPlaceOf: (node, task, dear) => {
      const rest = rests.get(node)?.get(task);
      if (rest === undefined) return null;
      const first = known.get(`${task} ${rest}`)?.find((one) => isAsGood(one, node, dear));
      return first === node ? null : (first ?? null);
    },
  };
}

/** Whether whatever one more fault breaks after the other is broken after this one, too. */
function isAsGood(one: Node, other: Node, dear: boolean): boolean {
  const isAsLate = one.isCostly && timeClass(one.observation) === timeClass(other.observation);
  return (!dear || isAsLate) && [...one.broken].every((check) => other.broken.has(check));
}
