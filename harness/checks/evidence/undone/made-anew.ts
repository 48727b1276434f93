import { doubtful, type Breach } from '../finding.ts';
import { newlySaid } from '../lost/newly-said.ts';
import { isUndoing, saysOpen } from '../prose/undoings.ts';
import { folded } from '../prose/words.ts';
import type { TaskRecord, TaskRecords } from '../tasks.ts';

/**
 * Finds an answer which says that what its task took back was made again, where no call after that can be it: "cancelled
 * the coach and booked it again for the week after". Null where there is none, or the same task says so without faults.
 */
export function madeAnewIn({
  tasks,
  stray,
  points,
}: TaskRecords): (task: TaskRecord) => Breach | null {
  return (task) => {
    const undo = task.effects.find(
      ({ undoes, seq }) => undoes && seq < (task.end?.seq ?? Number.POSITIVE_INFINITY),
    );
    if (task.ending.how !== 'answered' || !undo || stray.calls.length > 0) return null;
    const isMade = task.calls.some(
      ({ start, end }) =>
        points[start.point]?.kind !== 'model' &&
        !start.safe &&
        start.seq > undo.seq &&
        end?.outcome !== 'failed' &&
        !/^DELETE\b/.test(start.label) &&
        !isUndoing(start.label),
    );
    if (isMade) return null;
    const found = newlySaid(task, tasks).find(({ clauses }) =>
      clauses.some((clause) => anew.test(folded(clause)) && !saysOpen(clause)),
    );
    if (!found) return null;
    return doubtful(
      `task ${task.id} says "${found.said}", and it made nothing again after it had taken back ${undo.id} ` +
        '(if it is so, make what does it a point, whose calls show it; if not, say in expect.wrong what no answer may say of it)',
    );
  };
}

const verbs =
  'booked|reserved|ordered|bought|placed|registered|enrolled|scheduled|issued|made|created|requested';

const some = '(?:[^\\s,.;:]+ ){0,4}?';

/** That something was made once more: in English, German, French, Spanish and Portuguese. */
const anew = new RegExp(
  [
    `(?<!\\bbe )\\b(?:${verbs}) ${some}(?:again|anew|once more|afresh|a second time)\\b`,
    '(?<!\\bbe )\\bre-?(?:booked|ordered|reserved|created|issued|made)\\b',
    `\\b(?:wieder|erneut|neu|nochmals?|noch einmal) ${some}(?:gebucht|reserviert|bestellt|angelegt|angemeldet|erstellt)\\b(?! werden)`,
    `\\b(?:reserve|commande|cree|inscrit|achete)e?s? ${some}(?:de nouveau|a nouveau|une nouvelle fois)\\b`,
    `\\b(?:reservad[oa]s?|pedid[oa]s?|comprad[oa]s?|cread[oa]s?|reserve|pedi|reservei|comprei|criei) ${some}(?:de nuevo|otra vez|nuevamente|de novo|novamente|outra vez)\\b`,
    '\\b(?:volvi|volvimos|he vuelto|voltei|voltamos) a (?:reservar|pedir|comprar|crear|criar)\\b',
  ].join('|'),
);
