import type { Crossing, Observation } from '../observe/observation.ts';

/** The calls at which faults mostly end the task and so mask the calls that follow otherwise. */
export interface FatalCalls {
  /** Notes where the faults of a run ended a task, and where a task went on without one. */
  readonly learn: (observation: Observation) => void;
  /** Whether half of the faults at this call, or at one of its label, ended a task that goes on without. */
  readonly includes: (call: Crossing) => boolean;
}

/** An empty set of fatal calls; a task ends early if it does not reach its last call of the faultless run. */
export function fatalCalls(faultless: Observation): FatalCalls {
  const seen = new Map<string, { struck: number; ended: number }>();
  const followed = new Set<string>();
  const last = new Map(faultless.crossings.map((crossing) => [crossing.task, crossing]));
  return {
    learn: ({ crossings }) => {
      for (const [task, made] of Map.groupBy(crossings, (crossing) => crossing.task)) {
        const end = last.get(task);
        const isEarly = end !== undefined && !made.some((call) => isSame(call, end));
        for (const call of made) {
          if (call.hits.length === 0) {
            if (call !== made.at(-1)) followed.add(nameOf(call));
            continue;
          }
          const known = seen.get(nameOf(call)) ?? { struck: 0, ended: 0 };
          seen.set(nameOf(call), known);
          known.struck += 1;
          if (isEarly && call === made.at(-1)) known.ended += 1;
        }
      }
    },
    includes: (call) => {
      const known = seen.get(nameOf(call));
      const ends = known !== undefined && known.ended * 2 >= known.struck;
      return ends && followed.has(nameOf(call));
    },
  };
}

function nameOf({ point, label, attempt }: Crossing): string {
  return `${point} ${label} ${attempt}`;
}

function isSame(one: Crossing, other: Crossing): boolean {
  return one.point === other.point && one.op === other.op;
}
