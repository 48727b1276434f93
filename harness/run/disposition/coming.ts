import { made } from '../../checks/evidence/prose/deeds.ts';
import { contracted, done, none, not } from '../../checks/evidence/prose/words.ts';

const maybe = '(?<!\\b(?:you|i|we) )(?:may|might|could|can(?= (?:still|yet|also|well)\\b))';
const still =
  '(?: (?:or (?:may|might|could) not|also|still|well|yet|now|later|even|only|simply|just|then|\\w+ly)){0,3}';
const comes =
  '(?:arrive|come(?! (?:back|from|with|as|to (?:you|us))\\b)|turn up|land|go (?:through|in|out|live)|get (?:there|through|in)|appear(?! to\\b)|show up|reach(?! (?:you|us|out|me)\\b)|follow|surface|pop up|materiali[sz]e|register|succeed|take effect)';

const kann = '(?:kann|konnte|konnten|konnen|mag|durfte)';
const kommen =
  '(?:(?:an|durch|herein|nach|hinzu)?kommen|eintreffen|eingehen|auftauchen|erscheinen|durchgehen|folgen|landen|wirksam werden)';

const french =
  '(?:arriver|venir|parvenir|apparaitre|aboutir|passer|survenir|suivre|se presenter|atterrir)';
const spanish =
  '(?:llegar|venir|aparecer|entrar|surgir|pasar|seguir|hacerse efectiv[oa]|salir adelante)';
const portuguese = '(?:chegar|vir|aparecer|entrar|surgir|passar|seguir|dar entrada)';

/** Says that something may come to be there: "it may still arrive". */
const coming = new RegExp(
  [
    `\\b${maybe}${still} ${comes}\\b(?! again)`,
    `\\b(?:may|might|could) (?:still|yet) be ${made}\\b`,
    `\\b${kann} (?:\\S+ ){0,7}?${kommen}\\b`,
    `\\b${kommen} ${kann}\\b`,
    `(?<!\\bn[e'] ?)\\b(?:peut|pourrait|peuvent|pourraient)(?: (?:encore|toujours|plus tard|aussi|bien|tres bien|quand meme)){0,2} ${french}\\b`,
    `(?<!\\bno )\\b(?:puede|podria|pueden|podrian)(?: (?:aun|todavia|mas tarde|tambien)){0,2} ${spanish}\\b`,
    `(?<!\\bnao )\\b(?:pode|poderia|podem|poderiam)(?: (?:ainda|mais tarde|tambem)){0,2} ${portuguese}\\b`,
  ].join('|'),
);

/** What may come and is not what was sent for: a word about it, trouble, or somebody. */
const ofElse =
  /\b(?:repl(?:y|ies)|respon[sd]\w*|answers?|confirmations?|receipts?|news|errors?|problems?|issues?|delays?|outages?|charges?|fees?|colleagues?|somebody|someone|staff|support|team|antwort\w*|bestatigung\w*|ruckmeldung\w*|fehler\w*|problem\w*|storung\w*|kolleg\w*|mitarbeiter\w*|reponses?|erreurs?|problemes?|retards?|collegues?|respuestas?|confirmaci\w+|error(?:es)?|problemas?|retrasos?|colegas?|companer\w+|respostas?|confirmac\w+|erros?|atrasos?)\b/;

/** What parts two clauses; "when I looked" belongs to the one before it. */
const ends =
  /([.!?](?=\s|$)|[;:|\n\r]|,(?! (?:when|als|quand|cuando|quando) )|\s[-\u2013\u2014]\s|\u2014|\s(?:but|and|aber|und|mais|et|pero|mas)\s)/;

/**
 * Whether a text says that something may yet come. Words that one thing was not done, and another may come, say so of
 * the other alone.
 */
export function mayCome(text: string, isDenial: (clause: string) => boolean): boolean {
  const clauses = text.split(ends);
  const denied = clauses.filter(isDenial).join(' ');
  return clauses.some((clause) => {
    const at = clause.search(coming);
    if (at === -1 || ofElse.test(clause)) return false;
    if (denied === '') return true;
    const subject = namesIn(clause.slice(0, at));
    return subject.length === 0 || subject.some((name) => namesIn(denied).includes(name));
  });
}

/** The words of a clause that may name what it speaks of. */
function namesIn(clause: string): readonly string[] {
  return clause.match(/[a-z0-9][a-z0-9_-]*/g)?.filter((word) => !pronoun.test(word)) ?? [];
}

const pronoun =
  /^(?:.|it|they|this|that|these|those|one|the|an?|so|or|also|both|all|each|any|still|yet|later|though|however|whether|now|then|es|er|sie|das|dies\w*|die|der|ein\w*|noch|trotzdem|aber|il|elle|ils|elles|cela|ca|ce|le|la|les|une?|qu|encore|aun|todavia|ell[ao]s?|es[oa]|est[eoa]|el|los|las|ainda|el[ea]s?|iss?o|isto|os?|as?|e|mas|pero|mais|que|se)$/;

const list =
  '(?:list\\w*|board|page|queue|calendar|log|register|feed|index|roster|overview|schedule|inbox|history|dashboard|screen|catalog\\w*|results?|ubersicht|tafel|kalender|verzeichnis|warteschlange|seite|tableau|calendrier|registre|journal|pagina|tablero|calendario|registro|cola|agenda|fila|painel|' +
  'shows?|shown|showing|visible|seen?|sight|displayed|appear\\w*|turned up|gelistet|aufgefuhrt|sichtbar|angezeigt|erscheint|erschienen|sehe|affiche\\w*|apparait|apparue?s?|apparaissent|vois|figure|visto|vista|veo|aparece\\w*|aparecido|figura|mostrad[oa]|vejo|consta|exibid[oa])';

const soFar =
  "(?:yet|so far|as of now|at the moment|right now|just now|currently|for now|until now|up to now|when (?:i|we) (?:last )?(?:looked|checked|asked|read)|noch|bisher|bislang|bis jetzt|derzeit|zurzeit|momentan|im moment|als (?:ich|wir) (?:\\S+ )?(?:nachsah\\w*|nachschau\\w*|nachgesehen|pruft\\w*|las\\w*|schaut\\w*)|encore|pour l'instant|pour le moment|jusqu'(?:ici|a present)|actuellement|quand (?:j'ai|je|nous avons) \\S+|todavia|aun|por ahora|hasta ahora|de momento|cuando (?:mire|consulte|revise|verifique)|ainda|ate agora|por enquanto|por agora|quando (?:olhei|verifiquei|consultei))";

const notSo = `(?:${contracted}\\w*|\\b(?:${not}|${none}))`;

const deed = `(?:${done}|put|taken|accepted|printed|published|stored|recorded|filed|delivered|\\w+(?:gebucht|sendet|stellt|legt|tragen)|envoye\\w*|cree\\w*|reserve\\w*|ajoute\\w*|enviad\\w*|cread\\w*|criad\\w*|reservad\\w*|anadid\\w*|adicionad\\w*)`;

const sight = new RegExp(`(?=.*${notSo})(?=.*\\b${list}\\b)(?=.*\\b${soFar}\\b)`);
const undone = new RegExp(`${notSo}(?: \\S+){0,2} ${deed}\\b`);

/**
 * A text without what it says was not seen so far ("it is not on the list yet"), which denies nothing beside words that
 * it may be there.
 */
export function withoutUnseen(text: string): string {
  return text
    .split(ends)
    .map((part) => (sight.test(part) && !undone.test(part) ? ' ~ ' : part))
    .join('');
}
