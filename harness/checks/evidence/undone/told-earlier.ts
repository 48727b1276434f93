import { asText } from '../../../model/json/contains.ts';
import { statedIn } from '../lost/facts.ts';
import { newsOf } from '../lost/loss.ts';
import { mentions } from '../mentions.ts';
import { folded } from '../prose/words.ts';
import { isSound, type TaskCall, type TaskRecord } from '../tasks.ts';

/** The questions of other tasks that got a true reply before a task ended: what an agent may have kept. */
export function toldEarlier(task: TaskRecord, tasks: readonly TaskRecord[]): readonly TaskCall[] {
  const until = task.end?.seq ?? Infinity;
  return tasks
    .filter((other) => other !== task)
    .flatMap(({ calls }) => calls)
    .filter((call) => call.start.safe && isSound(call) && (call.end?.seq ?? Infinity) < until);
}

/** Whether a sentence in which a verb only says that something was told tells a value of one of these replies. */
export function isReportOf(
  replies: readonly TaskCall[],
  { verb, sentence }: { readonly verb: string; readonly sentence: string },
): boolean {
  if (!reports.test(folded(verb))) return false;
  return replies.some((call) =>
    statedIn(newsOf(call)).some(
      ({ value }) => typeof value !== 'boolean' && mentions(sentence, asText(value)),
    ),
  );
}

const reports =
  /^(?:told|given|listed|recorded|reported|shown|stated|read|seen|named|quoted|published|measured|observed|known|registered|angegeben|gemeldet|genannt|verzeichnet|gemessen|beobachtet|indique\w*|signale\w*|mesure\w*|annonce\w*|indicad\w*|informad\w*|registrad\w*|medid\w*)$/;
