import { made, saysDone } from './deeds.ts';
import { isUndoing, undoings } from './undoings.ts';
import { folded, maybe, negation } from './words.ts';

/** Whether a clause says that something failed, was refused or was not done. */
export function saysFailed(clause: string): boolean {
  return failure.test(folded(clause));
}

/**
 * Whether a clause says that somebody turned down what was asked for: "the warehouse rejected the order". Not where it
 * denies that, or a connection was refused.
 */
export function saysRefused(clause: string): boolean {
  const plain = folded(clause);
  return refusal.test(plain) && !noRefusal.test(plain);
}

/** Whether a clause says that what it names was not made, and not only that not all of it was. */
export function deniesMaking(clause: string): boolean {
  const plain = folded(clause);
  return notMade.test(plain) && !ofAll.test(plain);
}

/** Whether a clause says that something is no longer there, or may be so. */
export function saysRemoved(clause: string): boolean {
  const plain = folded(clause);
  const at = plain.search(removed);
  return at !== -1 && !notRemoved.test(plain.slice(0, at));
}

/** Whether a clause says that something is as it was before. */
export function saysUnchanged(clause: string): boolean {
  return unchanged.test(folded(clause));
}

/** Whether a clause leaves open what is there, or says that undoing it did not work. */
export function leavesOpen(clause: string): boolean {
  return open.test(folded(clause)) || (isUndoing(clause) && saysFailed(clause));
}

/** Whether a clause says by itself that something is so: "the grants of # and # failed" does so as a whole. */
export function saysSo(clause: string): boolean {
  return saysDone(clause) || verb.test(folded(clause));
}

const verb =
  /\b(?:has|have|had|is|are|was|were|got|gets|stands?|stays?|remains?|can|hat|haben|ist|sind|steht|bleibt|est|sont|ont|reste|tiene\w*|esta|estan|queda|tem|tinha|fica)\b/;

const failure = new RegExp(
  `${negation}|\\b(?:could|fail\\w*|refus\\w*|reject\\w*|declin\\w*|denied|blocked|in vain|error|` +
    'konnte\\w*|fehlgeschlagen|schlug fehl|gescheitert|scheiterte|abgelehnt|verweigert|' +
    'echou\\w*|echec|impossible|imposible|impossivel|fallo|fallid\\w*|rechaz\\w*|falh\\w*|recus\\w*|rejeit\\w*)\\b',
);

const refusal =
  /\b(?:rejected|refused|declined|denied|disallowed|turned (?:\S+ ){0,4}?(?:down|away)|abgelehnt|lehnte\w*|zuruckgewiesen|verweigerte?|(?:a|ont|ete) (?:refuse|rejete|decline)e?s?|rechaz(?:o|aron|ad[oa]s?)|deneg(?:o|ad[oa]s?)|recus(?:ou|aram|ad[oa]s?)|rejeit(?:ou|aram|ad[oa]s?)|neg(?:ou|ad[oa]s?))\b/;

const noRefusal = new RegExp(
  `${negation}|\\b(?:${maybe}|could|if|(?:i|we|ich|wir) (?:have |had |habe )?(?:refused|declined|rejected|denied)|connect\\w*|sockets?|hosts?|ports?|network|verbindung\\w*|connexions?|conexion\\w*|conex(?:ao|oes)|ligac(?:ao|oes))\\b`,
);

const notMade = new RegExp(`(?:${negation}) (?:\\S+ ){0,12}?${made}\\b`);

const ofAll =
  /\b(?:all|every|everybody|everyone|each|both|alle|alles|jede\w*|beide\w*|tous|toutes|chaque|todos|todas|cada|ambos)\b/;

const removed = new RegExp(
  '\\b(?:delet\\w+|remov(?:ed|al)|gone|dropped|cleared|taken (?:down|away|off|out)|erased|purged|wiped|lost|missing|moved|archived|replaced|renamed|cleaned|emptied|withdrawn|cancell?ed|released|revoked|no longer|' +
    `geloscht|entfernt|weg|verschoben|ersetzt|supprim\\w+|effac\\w+|enlev\\w+|retir\\w+|eliminad\\w+|borrad\\w+|quitad\\w+|removid\\w+|apagad\\w+|excluid\\w+|${undoings}\\w*ed)\\b`,
);

/** Before a word of removal: it is only meant, or was in vain. */
const notRemoved = new RegExp(
  `${negation}|\\b(?:to (?:be|get|have)|should|would|will|must|fail\\w*|refus\\w*|tr(?:y|ied)|soll\\w*|konnte\\w*)\\b`,
);

const unchanged = new RegExp(
  `${negation}|\\b(?:still|stays?|stayed|unchanged|untouched|remains?|remained|as (?:before|it (?:is|was))|in (?:force|place)|` +
    'noch|bleibt|unverandert|weiterhin|reste|inchange\\w*|encore|sigue|queda|todavia|intact[oa]|continua|ainda|permanece|inalterad[oa])\\b',
);

const open = new RegExp(
  `\\b(?:${maybe}|possibly|confirm\\w*|unconfirmed|verif\\w*|partly|partially|moglicherweise|bestatig\\w*|peut-etre|confirme\\w*|quiza\\w*)\\b`,
);
