import { digest } from '../../model/json/json.ts';
import type { Node, Step } from '../node.ts';
import type { Crossing, Observation } from '../observe/observation.ts';
import { faultKey, keyOf } from '../schedule.ts';

/** Finds steps that strike interchangeable tasks in the same way. */
export interface Symmetry {
  /** Whether an earlier step stands for this one; a step without one is noted as the first. */
  readonly hasOther: (step: Omit<Step, 'pruned'>) => boolean;
}

/** A symmetry without steps; `classes` maps each task to the first task that is interchangeable with it. */
export function symmetryOf(classes: ReadonlyMap<string, string>): Symmetry {
  const first = new Map<string, string>();
  const shapes = new Map<Node, ReadonlyMap<string, string>>();

  /** Of a task in the run of a node: what it is like, its calls, and how it ended. */
  function shapeIn(node: Node, task: string): string {
    const known = shapes.get(node) ?? shapesOf(node.observation);
    shapes.set(node, known);
    return `${classes.get(task) ?? task} ${known.get(task)}`;
  }

  /** Where and with what each fault struck, the last one with what was struck so far; tasks by number. */
  function manner(parent: Node, crossing: Crossing, tasks: string[]): readonly unknown[] {
    if (!tasks.includes(crossing.task)) tasks.push(crossing.task);
    const before =
      parent.last && parent.parent ? manner(parent.parent, parent.last.crossing, tasks) : [];
    const calls = parent.observation.crossings.filter(({ task }) => task === crossing.task);
    const place = [tasks.indexOf(crossing.task), calls.indexOf(crossing)];
    const fault = parent.last && faultKey(parent.last.fault);
    return [...before, fault, place, shapeIn(parent, crossing.task)];
  }

  return {
    hasOther: ({ parent, crossing, fault, plan }) => {
      const name = digest([manner(parent, crossing, []), faultKey(fault)]);
      const key = keyOf(plan);
      const known = first.get(name) ?? key;
      first.set(name, known);
      return known !== key;
    },
  };
}

/** Maps each task to the first task that makes the same calls and reacts alike to each single fault. */
export function symmetryClassesOf(root: Node, nodes: readonly Node[]): ReadonlyMap<string, string> {
  const told = new Map<string, string[]>();
  const tell = (task: string, words: string) => {
    told.set(task, [...(told.get(task) ?? []), words]);
  };
  for (const crossing of root.observation.crossings) tell(crossing.task, shapeOf(crossing));
  for (const { last, hit, observation } of nodes) {
    if (!last) continue;
    const { task } = last.crossing;
    const after = observation.crossings.slice(hit + 1);
    const calls = after.filter((one) => one.task === task).map(shapeOf);
    const ended = observation.endings[task]?.manner ?? '';
    tell(task, digest([shapeOf(last.crossing), faultKey(last.fault), calls, ended]));
  }
  const first = new Map<string, string>();
  return new Map(
    [...told].map(([task, words]) => {
      const shape = words.join('\n');
      const known = first.get(shape) ?? task;
      first.set(shape, known);
      return [task, known];
    }),
  );
}

function shapesOf({ crossings, endings }: Observation): ReadonlyMap<string, string> {
  const calls = Map.groupBy(crossings, ({ task }) => task);
  return new Map(
    [...calls].map(([task, made]) => [
      task,
      digest([made.map(shapeOf), endings[task]?.manner ?? '']),
    ]),
  );
}

/** A call without what is of one task only: its arguments, and the words of its reply. */
function shapeOf({ point, label, nth, outcome }: Crossing): string {
  return `${point} ${label} ${nth} ${outcome}`;
}
