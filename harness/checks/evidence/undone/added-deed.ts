import { askedIn } from '../../../model/scenario.ts';
import { asText } from '../../../model/json/contains.ts';
import { answerIn } from '../ending/said.ts';
import { doubtful, type Breach } from '../finding.ts';
import { twinsBefore } from '../lost/twins.ts';
import { deedsIn } from '../prose/deeds.ts';
import { isMoving, ownDeedsIn, type OwnDeed } from '../prose/own-deeds.ts';
import { apart, sentencesIn } from '../prose/sentences.ts';
import { haveCommon, stemsOf } from '../prose/stems.ts';
import { isUndoing } from '../prose/undoings.ts';
import { folded } from '../prose/words.ts';
import { asksOf, argumentsOf, scalarsOf } from '../scalars.ts';
import type { TaskCall, TaskRecord, TaskRecords } from '../tasks.ts';

/**
 * Finds a deed that the one who gives an answer in full says to have done to the outside ("I also sent her an e-mail"),
 * which no call of its task can be, by its label, its arguments or its reply, and which no answer of the same task
 * without faults tells. Null where there is none, or the task was not asked without faults or called no tool.
 */
export function addedDeedIn({ tasks, points }: TaskRecords): (task: TaskRecord) => Breach | null {
  return (task) => {
    const { ending } = task;
    if (ending.how !== 'answered' || ending.disposition !== 'full') return null;
    const twins = twinsBefore(task, tasks).filter((twin) => twin.ending.how === 'answered');
    const isTool = ({ start }: TaskCall) => points[start.point]?.kind !== 'model';
    if (twins.length === 0 || !task.calls.some(isTool)) return null;
    // What happens to files needs no word of its own.
    if (task.calls.some(({ start }) => points[start.point]?.kind === 'files')) return null;
    const said = sentencesIn(ending.answer).flatMap((sentence) =>
      ownDeedsIn(sentence.said).map((deed) => ({ ...deed, sentence: sentence.said })),
    );
    if (said.length === 0) return null;
    const usual = new Set(
      twins
        .flatMap((twin) => sentencesIn(answerIn(twin.ending)))
        .flatMap(({ said: usually }) => deedsIn(usually)),
    );
    const acts = task.calls.map((call) => actOf(call, isTool(call)));
    const isTakenBack = task.effects.some(({ undoes }) => undoes);
    const asked = stemsOf(
      scalarsOf(askedIn(task.start))
        .map(({ text }) => text)
        .join(' '),
    );
    const hasChanged = acts.some(({ isChange }) => isChange);
    // Without a doer it may be what was asked for, or what a reply told in other words.
    const isOwn = ({ isPassive, kind, verb, clause }: OwnDeed) =>
      !isPassive ||
      kind === 'telling' ||
      (hasChanged &&
        !((kind === 'making' || isMoving(verb)) && haveCommon(stemsOf(clause), asked)));
    const added = said.find(
      (deed) =>
        !usual.has(deed.verb) &&
        isOwn(deed) &&
        !(deed.kind === 'removing' && isTakenBack) &&
        !acts.some((act) => canBe(act, deed)),
    );
    if (!added) return null;
    return doubtful(
      `task ${task.id} says "${added.sentence}", and no call of it can be that (${added.verb}), nor does it say so without faults ` +
        '(if it is so, make what does it a point, whose calls show it; if not, say in expect.wrong what no answer may say of it)',
    );
  };
}

interface Act {
  /** The stems of the words by which the call is named: of its point and its label. */
  readonly names: readonly string[];
  /** Those of all that it sent and was told. */
  readonly all: readonly string[];
  /** All that as a text. */
  readonly text: string;
  readonly isChange: boolean;
  readonly isUndoing: boolean;
}

function actOf(call: TaskCall, isTool: boolean): Act {
  const { start, end } = call;
  const label = `${start.point} ${start.label.replaceAll(/:\w+/g, ' ')}`;
  const name = isTool ? label : '';
  // What a model says is the answer itself; what it calls is what the agent does.
  const told = isTool
    ? [asText(start.input), ...argumentsOf(call).map(({ text }) => text), asText(end?.meaning)]
    : asksOf(end?.meaning)
        .filter(({ tool }) => tool !== '')
        .flatMap(({ tool, scalars }) => [tool, ...scalars.map(({ text }) => text)]);
  const text = apart([name, ...told].join(' ')).toLowerCase();
  return {
    names: stemsOf(apart(name)),
    all: stemsOf(text),
    text,
    isChange: isTool && !start.safe,
    isUndoing: isTool && (isUndoing(start.label) || /^(?:PUT|PATCH|DELETE)\b/.test(start.label)),
  };
}

/** Whether a call can be what an answer says to have done. */
function canBe(act: Act, { verb, kind, isOfKind, clause }: OwnDeed): boolean {
  if (haveCommon(stemsOf(verb), act.all) || isOfKind(act.text)) return true;
  if (kind === 'removing') return act.isUndoing;
  // "I sent the request twice" tells of the call itself.
  if (kind === 'telling' && act.isChange && request.test(folded(clause))) return true;
  return act.isChange && haveCommon(stemsOf(clause), kind === 'making' ? act.all : act.names);
}

const request =
  /^\W*(?:(?:the|my|our|this|that|an?|die|eine|meine|unsere|la|une|ma|notre|una|mi|nuestra|uma|minha|nossa) )?(?:same )?(?:requests?|anfragen?|demandes?|requetes?|solicitud(?:es)?|peticion(?:es)?|solicitac(?:ao|oes))\b/;
