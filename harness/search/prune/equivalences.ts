import type { Fault } from '../../model/fault/fault.ts';
import type { Node } from '../node.ts';
import type { Crossing } from '../observe/observation.ts';
import { convergence, type Convergence } from './convergence.ts';
import { continuationOf } from './continuation.ts';
import { symmetryClassesOf, symmetryOf, type Symmetry } from './symmetry.ts';
import { faultKey, siteOf } from '../schedule.ts';

/** Which schedules level 1 has shown to be equivalent, so that deeper levels run one of each. */
export interface Equivalences {
  /**
   * The fault that stands for this one at this call; null where it stands for itself. A call that
   * level 1 did not have goes by what all calls of its label have in common.
   */
  readonly representative: (crossing: Crossing, fault: Fault) => Fault | null;
  /** What the fault did at this call where it was alone; null where it was not tried there. */
  readonly alone: (crossing: Crossing, fault: Fault) => Node | null;
  /** The steps that strike interchangeable tasks in the same way. */
  readonly symmetry: Symmetry;
  /** The schedules that are extended, and which of them end alike. */
  readonly convergence: Convergence;
}

/** The equivalences in the nodes of level 1; the first of equivalent faults in the menu stands for all. */
export function equivalencesOf(root: Node, nodes: readonly Node[]): Equivalences {
  const seen = nodes.flatMap((node) => (node.last ? [{ ...node.last, node }] : []));
  const alone = new Map(seen.map((one) => [keyAt(one.crossing, one.fault), one.node]));
  const known = new Set(root.observation.crossings.map(siteOf));
  const atSite = firsts(
    seen.map(({ crossing, fault, node }) => ({
      at: siteOf(crossing),
      fault,
      doing: continuationOf(node),
    })),
  );
  const doings = new Map<string, string[]>();
  for (const { crossing, fault } of seen) {
    const key = `${labelOf(crossing)} ${faultKey(fault)}`;
    const first = atSite(siteOf(crossing), fault);
    doings.set(key, [...(doings.get(key) ?? []), `${siteOf(crossing)} ${faultKey(first)}`]);
  }
  const atLabel = firsts(
    seen.map(({ crossing, fault }) => {
      const at = labelOf(crossing);
      return { at, fault, doing: doings.get(`${at} ${faultKey(fault)}`)?.join('\n') ?? '' };
    }),
  );
  return {
    representative: (crossing, fault) => {
      const isKnown = known.has(siteOf(crossing));
      const first = isKnown ? atSite(siteOf(crossing), fault) : atLabel(labelOf(crossing), fault);
      return first === fault ? null : first;
    },
    alone: (crossing, fault) => alone.get(keyAt(crossing, fault)) ?? null,
    symmetry: symmetryOf(symmetryClassesOf(root, nodes)),
    convergence: convergence(root),
  };
}

/** For each fault at each place, the first that does the same there: itself where none does. */
function firsts(
  all: readonly { readonly at: string; readonly fault: Fault; readonly doing: string }[],
): (at: string, fault: Fault) => Fault {
  const first = new Map<string, Fault>();
  const standsFor = new Map<string, Fault>();
  for (const { at, fault, doing } of all) {
    const stands = first.get(`${at} ${doing}`) ?? fault;
    first.set(`${at} ${doing}`, stands);
    standsFor.set(`${at} ${faultKey(fault)}`, stands);
  }
  return (at, fault) => standsFor.get(`${at} ${faultKey(fault)}`) ?? fault;
}

function labelOf({ point, label }: Crossing): string {
  return `${point} ${label}`;
}

function keyAt(crossing: Crossing, fault: Fault): string {
  return `${siteOf(crossing)} ${faultKey(fault)}`;
}
