import { effectsOf, fieldsOf } from '../lost/effects/effect-calls.ts';
import { mentions } from '../mentions.ts';
import type { TaskRecord } from '../tasks.ts';

/**
 * The argument that an effect of a task lacks, in words, where without faults it names there what the task has made
 * before, and the task made that only after it: what was added belongs to nothing. Null where there is none.
 */
export function madeTooLate(task: TaskRecord, twins: readonly TaskRecord[]): string | null {
  const usual = twins.map((twin) => ({ twin, effects: effectsOf(twin) }));
  for (const [key, call] of effectsOf(task)) {
    const has = fieldsOf(call);
    const others = usual.map(({ twin, effects }) => {
      const like = effects.get(key);
      return { twin, has: like ? fieldsOf(like) : new Map<string, string>() };
    });
    const lacking = [...(others[0]?.has.keys() ?? [])].filter((field) => !has.has(field));
    for (const field of lacking) {
      const made = others.map(({ twin, has: its }) => labelMade(twin, its.get(field)));
      const [label] = made;
      const isLate =
        label !== undefined &&
        made.every((one) => one === label) &&
        task.effects.some((effect) => effect.does === label && effect.seq > call.start.seq) &&
        !task.effects.some((effect) => effect.does === label && effect.seq < call.start.seq);
      if (isLate) {
        return (
          `${call.start.label} has no ${field}, where without faults it names what ${label} made before it; ` +
          `here ${label} came only after it`
        );
      }
    }
  }
  return null;
}

/** The label of the effect of a task that an argument names by its id. */
function labelMade({ effects }: TaskRecord, text: string | undefined): string | undefined {
  return effects.find(({ id, undoes }) => !undoes && id !== '' && mentions(text, id))?.does;
}
