import { folded } from '../../checks/evidence/prose/words.ts';
import { any } from './phrases.ts';

const made =
  '(?:booked|reserved|sent|created|made|placed|ordered|paid|charged|shipped|saved|added|scheduled|issued|submitted|registered|recorded|filed|entered|transferred|deleted|removed|changed|done|confirmed|decided|published|signed|cancell?ed)';
const gemacht =
  '(?:gebucht|gesendet|erstellt|gespeichert|erledigt|reserviert|bestellt|versandt|verschickt|geandert|angelegt|eingetragen|uberwiesen|geloscht|eingereicht|bezahlt|bestatigt|entschieden)';

/** Says that something is not done yet, which need be no failure: another message may be meant to ask for it. */
const notYet = new RegExp(
  any(
    `(?:nothing(?: else| more)?|no \\w+(?: \\w+)?|none of \\w+) (?:is|are|was|were|has been|have been) (?:${made} yet|yet ${made})`,
    `(?:is|are|was|were|has|have)(?: not|n't) (?:yet )?(?:been )?${made}(?: anything| it| them)? yet`,
    `(?:(?:is|are|was|were|has|have)(?: not|n't)|not) yet (?:been )?${made}|yet to be ${made}`,
    `(?:ist|sind|wurde|wurden|habe|haben) (?:\\w+ ){0,3}noch (?:nichts|nicht|kein\\w* \\w+) ${gemacht}|noch (?:nichts|nicht|kein\\w* \\w+)(?: ist| wurde)? ${gemacht}`,
    "rien n'(?:est|a) (?:encore )?(?:ete )?\\w+e(?: encore)?(?= ?(?:[.;,!?]|$))|n'(?:est|a|ai|avons) pas encore (?:ete )?(?:\\w+e|fait)",
    '(?:todavia|aun) no (?:se )?(?:ha|he|hay|esta) (?:nada )?\\w+(?:ad|id)[oa](?: nada)?',
    '(?:ainda|nada) (?:nao )?(?:foi|esta) (?:nada )?\\w+(?:ad|id)[oa](?: ainda| nada)?',
  ),
  'g',
);

/** A text without what it says is not done yet: in lower case where it says so, else as it is. */
export function withoutNotYet(text: string): string {
  const plain = folded(text);
  const rest = plain.replaceAll(notYet, ' ~ ');
  return rest === plain ? text : rest;
}
