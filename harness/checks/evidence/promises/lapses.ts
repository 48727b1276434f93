import { asText } from '../../../model/json/contains.ts';
import { doubtful, type Breach } from '../finding.ts';
import { liveOf, type Ledger } from '../ledger.ts';
import { newlySaid } from '../lost/newly-said.ts';
import { haveCommon, stemsOf } from '../prose/stems.ts';
import { folded, maybe, negation } from '../prose/words.ts';
import type { TaskRecord, TaskRecords } from '../tasks.ts';

/**
 * Finds an answer which says that what its task left will end by itself ("the reservation lapses by itself tonight"),
 * where it stands at the end of the run and no reply told so. Null where there is none, or the same task says so without
 * faults.
 */
export function untoldLapseIn(
  ledger: Ledger,
  { tasks }: TaskRecords,
): (task: TaskRecord) => Breach | null {
  return (task) => {
    if (task.ending.how !== 'answered') return null;
    const [entry] = liveOf(ledger, task);
    if (!entry) return null;
    const heard = task.calls.flatMap(({ start, end }) =>
      stemsOf(`${asText(start.input)} ${asText(end?.meaning)}`),
    );
    if (haveCommon(heard, terms)) return null;
    const found = newlySaid(task, tasks).find(({ said }) => isLapse(said));
    if (!found) return null;
    return doubtful(
      `task ${task.id} says "${found.said}", which no reply told, and ${entry.does} ${entry.id} is there at the end of the run ` +
        '(let a reply tell when it ends; else say in expect.wrong what no answer may say of it)',
    );
  };
}

function isLapse(sentence: string): boolean {
  return folded(sentence)
    .split(/[,;:]\s|\b(?:but|and|aber|und|mais|et|pero|y|mas)\b/)
    .some((part) => lapse.test(part) && !open.test(part));
}

/** Stems of what a reply may tell about an end. */
const terms: readonly string[] = stemsOf(
  'expires expiry expiration ttl until valid lapses deadline hold_until held auto automatic timeout',
);

const itself =
  '(?:by (?:itself|themselves)|on (?:its|their) own|automatically|of (?:its|their) own accord)';

const soon =
  '(?:tonight|tomorrow|overnight|soon|shortly|at midnight|(?:with)?in \\S+ (?:minutes?|hours?|days?))';

/** Words of an end that nobody brings about: in English, German, French, Spanish and Portuguese. */
const lapse = new RegExp(
  [
    `\\b(?:laps|expir)(?:e|es|ing)\\b(?: [^\\s.;]+){0,3}? (?:${itself}|${soon})`,
    `\\b(?:ends?|runs? out|goes away|disappears?|vanish(?:es)?|falls? off|drops? off|resolves?) (?:[^\\s.;]+ ){0,2}?${itself}`,
    `\\b(?:cancels?|frees?|resolves?|undoes) itself\\b|\\b(?:is|are|gets?) ${itself} (?:cancell?ed|released|freed|removed|dropped|deleted|undone)\\b|\\b(?:is|are|gets?) (?:cancell?ed|released|freed|removed|dropped|deleted|undone) ${itself}`,
    '\\b(?:verfallt|verfallen|erlischt|erloschen|endet|enden|lauft|laufen|lost sich|hebt sich) (?:[^\\s.;]+ ){0,4}?(?:von selbst|automatisch|von allein\\w*|heute (?:nacht|abend)|morgen)\\b',
    "\\b(?:expire\\w*|s'annul\\w+|se termine\\w*|prend\\w* fin|tombe\\w*) (?:[^\\s.;]+ ){0,4}?(?:d'(?:elle|lui)-meme|tout\\w* seul\\w*|automatiquement|ce soir|cette nuit|demain)",
    '\\b(?:caduca\\w*|vence\\w*|expira\\w*|se (?:anula|cancela|libera)\\w*) (?:[^\\s.;]+ ){0,4}?(?:por si (?:sola?|misma?)|sol[oa]\\b|automaticamente|esta noche|manana)',
    '\\b(?:expira\\w*|caduca\\w*|vence\\w*|(?:se )?(?:anula|cancela)\\w*(?:-se)?) (?:[^\\s.;]+ ){0,4}?(?:por si (?:so|mesm[oa])|sozinh[oa]|automaticamente|esta noite|hoje a noite|amanha)',
  ].join('|'),
);

const open = new RegExp(
  `${negation}|\\b(?:${maybe}|if|unless|falls|wenn|could|should|probably)\\b`,
);
