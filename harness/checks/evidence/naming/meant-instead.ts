import { isMadeUp } from '../../../model/json/made-up-id.ts';
import { noncesOf } from '../claims/claims.ts';
import { factsOf, isAlike } from '../lost/facts.ts';
import { effectsOf } from '../lost/effects/effect-calls.ts';
import { mentions } from '../mentions.ts';
import { argumentsOf, isSameValue } from '../scalars.ts';
import type { TaskRecord } from '../tasks.ts';
import { slotsOf } from './slots.ts';
import type { Mistold } from './mistold.ts';

/**
 * An argument that an effect has without faults, told where it is told then, though no effect of the struck
 * task has it, and the answer says nothing of what its effect has; null where there is none.
 */
export function meantInstead(task: TaskRecord, twins: readonly TaskRecord[]): Mistold | null {
  const { ending } = task;
  if (ending.how !== 'answered') return null;
  const usual = twins.map((twin) => ({ twin, effects: effectsOf(twin) }));
  const effects = effectsOf(task);
  const made = [...effects.values()].flatMap(argumentsOf);
  for (const [key, call] of effects) {
    const likes = usual.flatMap(({ effects: all }) => all.get(key) ?? []);
    const [like, ...more] = likes;
    if (!like || likes.length < twins.length) continue;
    for (const { field, text } of argumentsOf(like)) {
      const came = argumentsOf(call).filter((one) => one.field === field);
      const isUsual = more.every((one) =>
        argumentsOf(one).some((it) => it.field === field && isSameValue(it.text, text)),
      );
      const isPlain = text.length > 1 && text.length <= 40 && noncesOf(text).length === 0;
      if (!isUsual || !isPlain || came.length !== 1) continue;
      if (made.some((one) => mentions(one.text, text))) continue;
      const [own = { text: '' }] = came;
      if (isMadeUp(own.text) || mentions(ending.answer, own.text)) continue;
      const places = twins.map((twin) => placesOf(twin, text));
      if (isReworded(own.text, text)) continue;
      const isThere = [...placesOf(task, text)].some((one) => places.every((all) => all.has(one)));
      if (!isThere) continue;
      const words = `tells ${text} for ${field}, which ${call.start.label} has without faults; its own has ${own.text}, and the answer does not say so`;
      return { words, sure: ending.disposition === 'full' };
    }
  }
  return null;
}

/** Whether two texts say the same in other words: they share one, and all their figures. */
function isReworded(one: string, other: string): boolean {
  const [a, b] = [factsOf(one), factsOf(other)];
  const isShared = [...a.words].some((word) => b.words.has(word));
  return isShared && isAlike({ ...a, words: b.words }, b);
}

/** The places in a task's answer where a text stands. */
function placesOf({ ending }: TaskRecord, text: string): ReadonlySet<string> {
  if (ending.how !== 'answered') return new Set();
  const slots = slotsOf(ending.answer, text).filter(({ value }) => isSameValue(value, text));
  return new Set(slots.map(({ place }) => place));
}
