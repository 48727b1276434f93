import { check, type Checker } from '../model/trace/checker.ts';
import { isFor } from '../model/fault/facet.ts';
import { notApplicable } from '../model/trace/verdict.ts';
import { brokenArguments } from './evidence/misled/broken-arguments.ts';
import {
  conversationOf,
  isBefore,
  type ModelConversation,
} from './evidence/misled/conversation.ts';
import { doubtful, judgeTasks, noEffects, verdictOf, type Breach } from './evidence/finding.ts';
import { misleadingQuestion } from './evidence/misled/misled-effect.ts';
import { omittedBy } from './evidence/misled/omitted-arguments.ts';
import type { Scalar } from './evidence/scalars.ts';
import type { EventOf, TaskCall } from './evidence/tasks.ts';

/**
 * No effect of the fault phase follows from a turn of the model that came cut, garbled or
 * falsified. It fails where an argument is only a part of what the true turn asked for (`gre tea`
 * for `green tea`, `/orders/104` for `/orders/1042`), or such a part before the whole, and nobody else said
 * that: the task's input, a tool's reply, a turn that came whole, a call that no broken turn preceded. And it fails
 * where a call carries out a broken turn without an argument that such calls pass on whenever the
 * turn came whole. Unknown where an argument stands only in what tools said of such a part (a search
 * for `Annabe` found a payee): whether they said the right thing, nobody can tell.
 *
 * It does not see an argument that a falsified turn made up, effects that no point declares or no
 * task owns, nor turns that a link broke.
 *
 * @example checks: [completes(), faithful()]
 */
export function faithful(): Checker {
  return check('faithful', (trace) => {
    if (noEffects(trace, {})) return notApplicable('no point declares an effect');
    const isModel = (call: TaskCall) => isFor(['turn'], trace.points[call.start.point]);
    return judgeTasks(trace, 'during', (tasks, records) => {
      const talks = records.tasks.map((task) => conversationOf(task, isModel));
      const judged = talks.filter(({ task }) => tasks.includes(task));
      if (judged.every(({ broken }) => broken.length === 0)) {
        return notApplicable('every turn of a model came whole, or not at all');
      }
      const sound = talks.flatMap(soundCalls);
      const leftOut = omittedBy(talks.flatMap(acting));
      const broken = judged.flatMap(acting).flatMap(({ call, effect, talk }) => {
        const [part] = brokenArguments(call, talk, sound);
        const [lost] = part ? [] : leftOut(call, talk);
        if (part) return [breachOf(talk, effect, call, part, part.argument)];
        return lost ? [breachOf(talk, effect, call, lost, null)] : [];
      });
      const doubts = judged.flatMap((talk) => {
        const questionOf = misleadingQuestion(talk, sound);
        return acting(talk).flatMap(({ call }) => {
          const question = questionOf(call);
          return question ? [doubtful(misled(talk, call, question))] : [];
        });
      });
      return verdictOf([...broken, ...doubts]);
    });
  });
}

/** A call that had a side effect. */
interface Acting {
  readonly call: TaskCall;
  readonly effect: EventOf<'effect'>;
  readonly talk: ModelConversation;
}

function acting(talk: ModelConversation): readonly Acting[] {
  return talk.task.effects.flatMap((effect) => {
    const call = talk.tools.find(({ start }) => start.call === effect.call);
    return call ? [{ call, effect, talk }] : [];
  });
}

function soundCalls({ broken, tools }: ModelConversation): readonly TaskCall[] {
  return tools.filter((call) => !broken.some((turn) => isBefore(turn.call, call)));
}

function breachOf(
  { task }: ModelConversation,
  effect: EventOf<'effect'>,
  { start }: TaskCall,
  { asked, turn }: { readonly asked: Scalar; readonly turn: TaskCall },
  argument: Scalar | null,
): Breach {
  const how = turn.hits[0]?.fault ?? 'cut at its limit of tokens';
  const did = argument ? `with ${wordsOf(argument)}` : `without ${wordsOf(asked)}`;
  const meant = argument ? `; the model asked for ${wordsOf({ ...asked, field: '' })}` : '';
  return {
    reason: `task ${task.id}: ${start.label} ${did} follows from a turn that came broken (${how})${meant}`,
    evidence: [turn.end?.seq ?? turn.start.seq, effect.seq],
    signature: `faithful: ${start.label} follows from a broken turn`,
  };
}

function misled({ task }: ModelConversation, { start }: TaskCall, question: TaskCall): string {
  return (
    `task ${task.id}: ${start.label} follows from the reply to ${question.start.label}, which asks ` +
    'with a part of what a broken turn said; whether that found the right thing, nothing shows'
  );
}

function wordsOf({ field, text }: Scalar): string {
  const short = text.length <= 80 ? text : `${text.slice(0, 79)}…`;
  return `${field === '' ? '' : `${field} `}'${short}'`;
}
