import { doubtful, type Breach } from '../finding.ts';
import { newlySaid } from '../lost/newly-said.ts';
import { folded, negation } from '../prose/words.ts';
import type { TaskRecord, TaskRecords } from '../tasks.ts';

/**
 * Finds an answer which says that the one who gives it goes on with the matter ("I will keep checking", "I'll keep
 * retrying in the background"), where no call for its task comes after it. Null where there is none, where somebody is
 * asked to say so first, or the same task says so without faults.
 */
export function unkeptWatchIn({ tasks, stray }: TaskRecords): (task: TaskRecord) => Breach | null {
  return (task) => {
    const { ending, end } = task;
    if (ending.how !== 'answered' || end === null) return null;
    const isLater = ({ start }: { readonly start: { readonly seq: number } }) =>
      start.seq > end.seq;
    if (task.calls.some(isLater) || stray.calls.some(isLater)) return null;
    const found = newlySaid(task, tasks).find(({ said }) => isWatch(said));
    if (!found) return null;
    return doubtful(
      `task ${task.id} promises to go on, in "${found.said}", and no call for it comes by the end of the run ` +
        '(`rest` and a recovery give it time; else say in expect.wrong what no answer may say of it)',
    );
  };
}

function isWatch(sentence: string): boolean {
  const plain = folded(sentence);
  return !asked.test(plain) && goesOn.exec(plain) !== null;
}

const deed = '(?:(?:re)?(?:try|check)|look|watch|monitor|ask|poll|query|call|prob|test)ing';

const pace = '(?:every|each) (?:\\S+ )?(?:seconds?|minutes?|hours?|days?)';

/** Lasting deeds of the one who answers: in English, German, French, Spanish and Portuguese. */
const goesOn = new RegExp(
  [
    `(?<!${negation})(?:\\b(?:will|shall|(?:am|are) going to)|'ll|'m going to|'re going to) (?:[a-z]+ly |just |now )*(?:keep|continue|go on) (?:on )?(?:[a-z]+ly )?(?:${deed}\\b|to (?:re)?(?:try|check|watch|monitor|ask|poll)\\b|an eye on)`,
    `\\b(?:i|we)(?: am| are|'m|'re) (?:still |now )?(?:${deed}) (?:[^\\s.;]+ ){0,8}?(?:${pace}|in the background)`,
    `\\b(?:i|we)(?: will|'ll) (?:[a-z]+ly |now )*(?:(?:re)?(?:try|check)|look|watch|monitor|ask|poll|query) (?:[^\\s.;]+ ){0,8}?(?:${pace}|in the background)`,
    '\\b(?:ich|wir) (?:versuche|prufe|frage|beobachte|versuchen|prufen|fragen|beobachten) (?:[^\\s.;]+ ){0,5}?(?:weiter(?:hin)?|im hintergrund|alle \\S+ (?:sekunden|minuten|stunden))\\b|\\bwerden? (?:[^\\s.;]+ ){0,8}?(?:weiter(?:hin)?|im hintergrund|alle \\S+ (?:sekunden|minuten|stunden)) (?:[^\\s.;]+ ){0,3}?(?:versuchen|prufen|beobachten|nachfragen|abfragen)\\b',
    "\\b(?:continuerai|continuerons|continue|continuons) (?:a |de |d')(?:\\S+ )?(?:re)?(?:essayer|verifier|surveiller|demander)\\b|\\b(?:verifierai|essaierai|surveillerai) (?:[^\\s.;]+ ){0,6}?(?:toutes les|en arriere-plan)",
    '\\b(?:seguire|seguiremos|sigo|seguimos|continuare) (?:intentando|comprobando|revisando|consultando|verificando|vigilando)\\w*',
    '\\b(?:continuarei|continuaremos|continuo|vou continuar|seguirei) (?:a )?(?:tentando|tentar|verificando|verificar|checando|monitorando|monitorar|consultando|consultar)\\b',
  ].join('|'),
);

/** Whose word it waits for. */
const asked =
  /\b(?:if (?:you|they)|once (?:you|they)|when you|unless you|human|person|colleagues?|team|staff|operators?|should i|shall i|do you want|wenn (?:sie|du)|sobald (?:sie|du)|si vous|si usted|si quiere|se (?:voce|quiser))\b/;
