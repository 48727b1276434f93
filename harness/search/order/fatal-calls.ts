import type { Crossing, Observation } from '../observe/observation.ts';

/** The calls at which faults mostly end the task and so mask the calls that follow otherwise. */
export interface FatalCalls {
  /** Notes where the faults of a run ended a task, and where a task went on without one. */
  readonly learn: (observation: Observation) => void;
  /** Whether half of the faults at this call, or at one of its label, ended a task that goes on without. */
  readonly includes: (call: Crossing) => boolean;
}

/** An empty set of fatal calls. */
export function fatalCalls(): FatalCalls {
  const seen = new Map<string, { struck: number; ended: number }>();
  const followed = new Set<string>();
  return {
    learn: ({ crossings }) => {
      for (const made of Map.groupBy(crossings, ({ task }) => task).values()) {
        for (const call of made) {
          if (call.hits.length === 0) {
            if (call !== made.at(-1)) followed.add(nameOf(call));
            continue;
          }
          const known = seen.get(nameOf(call)) ?? { struck: 0, ended: 0 };
          seen.set(nameOf(call), known);
          known.struck += 1;
          if (call === made.at(-1)) known.ended += 1;
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
