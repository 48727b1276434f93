import { timeClass } from './absorption.ts';
import type { Node } from '../node.ts';
import { suffixesOf } from './suffixes.ts';

/** Finds the earlier schedule whose run ends, from some task on, as that of another one. */
export interface Convergence {
  /** Adds schedules that are extended; the earlier ones stand for the later. */
  readonly add: (nodes: readonly Node[]) => void;
  /**
   * The first schedule that runs identically from `task` on; null if that is this one. If `costly`, the
   * first that also used up as much of the shared time.
   */
  readonly inPlaceOf: (node: Node, task: string, costly: boolean) => Node | null;
}

/** A convergence that knows only the schedule without faults. */
export function convergence(root: Node): Convergence {
  const known = new Map<string, Node[]>();
  const rests = new Map<Node, ReadonlyMap<string, string>>();
  const note = (node: Node) => {
    const own = suffixesOf(node.observation, node.hit);
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
    inPlaceOf: (node, task, costly) => {
      const rest = rests.get(node)?.get(task);
      if (rest === undefined) return null;
      const first = known.get(`${task} ${rest}`)?.find((one) => isAsGood(one, node, costly));
      return first === node ? null : (first ?? null);
    },
  };
}

/** Whether `one` has broken no check but those of `other`, none more gravely, and used up as much time if that counts. */
function isAsGood(one: Node, other: Node, costly: boolean): boolean {
  const isAsLate = one.isCostly && timeClass(one.observation) === timeClass(other.observation);
  return (
    (!costly || isAsLate) &&
    [...one.broken].every(([check, rank]) => rank <= (other.broken.get(check) ?? -2))
  );
}
