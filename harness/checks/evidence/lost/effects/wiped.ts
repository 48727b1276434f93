import { mentions } from '../../mentions.ts';
import { argumentsOf, scalarsOf, type Scalar } from '../../scalars.ts';
import type { TaskCall, TaskRecord, TaskRecords } from '../../tasks.ts';
import { evidenceOf, newsOf, type Loss } from '../loss.ts';
import { effectsOf } from './effect-calls.ts';
import { settledAs } from '../settled.ts';

/** What an effect lacks, in words, and its label. */
export interface Wiped {
  readonly words: string;
  readonly label: string;
}

/**
 * What an effect of a struck task lacks of a lost reply to a question, though before the faults it has it from that
 * reply; null where there is none. A task of the recovery is no witness where its reply to the question tells
 * only what the effect left.
 */
export function wipedArgument(
  task: TaskRecord,
  twins: readonly TaskRecord[],
  loss: Loss | null,
  points: TaskRecords['points'],
): Wiped | null {
  if (loss === null) return null;
  const told = evidenceOf(task, points).map(({ end }) => end?.meaning);
  const usual = twins.map((twin, n) => ({
    twin,
    effects: effectsOf(twin),
    missed: (loss.missed[n] ?? []).filter(({ start }) => start.safe).map(newsOf),
  }));
  for (const [key, call] of effectsOf(task)) {
    const { label } = call.start;
    const sent = argumentsOf(call);
    const others = usual.filter(
      ({ twin, missed }) => !(twin.role === 'after' && isLeft(missed, call)),
    );
    if (!others.some(({ twin }) => twin.role === 'before')) continue;
    const usualSent = others.map(({ effects }) => {
      const like = effects.get(key);
      return like ? argumentsOf(settledAs(call, like, task.start.shouldDo?.[label])) : [];
    });
    const missed = others.flatMap((one) => one.missed);
    const lacking = usualSent[0]?.find(
      ({ field, text }) =>
        mentions(missed, text) &&
        usualSent.every((all) => all.some((one) => one.field === field && one.text === text)) &&
        !sent.some((one) => mentions(one.text, text)) &&
        countOf(field, sent) > 0 &&
        usualSent.every((all) => countOf(field, sent) < countOf(field, all)) &&
        !mentions(told, text),
    );
    if (!lacking) continue;
    const words = `${label} lacks ${lacking.text} in ${lacking.field}, which it took from that reply before the faults`;
    return { words, label };
  }
  return null;
}

function countOf(field: string, scalars: readonly Scalar[]): number {
  return scalars.filter((one) => one.field === field).length;
}

/** Whether all that replies tell stands in what a call sent. */
function isLeft(replies: readonly unknown[], call: TaskCall): boolean {
  const sent = argumentsOf(call).map(({ text }) => text);
  return scalarsOf(replies).every(({ text }) => mentions(sent, text));
}
