import { folded, maybe } from './words.ts';

/**
 * Whether a clause tells of something as not known, or as somebody's to see to: it asks to look, hands on, or says
 * that a reply is lacking. What is made sure of is known.
 */
export function tellsAsOpen(clause: string): boolean {
  return open.test(folded(clause).replaceAll(sure, ' '));
}

const sure =
  /\b(?:ma[dk]e|making) sure\b|\bsichergestellt\b|\bassure que\b|\bme asegure\b|\bassegurei\b|\bfor sure\b|\bto be used again\b/g;

const open = new RegExp(
  `\\b(?:${maybe}|if|please|should|must|needs?|has to|have to|know\\w*|unknown|sure|certain\\w*|uncertain|doubt|open|unsettled|pending|outcome|result|state|status|fate|became|` +
    'check\\w*|look\\w*|see|verif\\w*|find out|ask(?:s|ed|ing)?|request(?:s|ed|ing)|sent|sending|tried|trying|contact\\w*|call(?:s|ed|ing)?|phone\\w*|review\\w*|reconcil\\w*|confirm\\w*|unconfirmed|clarif\\w*|decid\\w*|settl\\w*|follow\\w* up|take over|took over|hand(?:s|ed|ing)?|escalat\\w*|pass(?:es|ed|ing)? (?:on|over|to)|forward\\w*|left (?:it |this |that )?(?:to|for|with)|queued|' +
    'repl(?:y|ies|ied)|respon\\w+|answer\\w*|receipt|acknowledg\\w*|heard|hear|timed? ?out|timeout|silen\\w+|word|' +
    'bitte|soll\\w*|muss|mussen|weiss|unbekannt|unklar|ungewiss|offen|pruf\\w*|nachsehen|nachschau\\w*|schau\\w*|frag\\w*|angefragt|bestatig\\w*|klar\\w*|entscheid\\w*|ubergeben|ubergebe|weiterge\\w+|eskalier\\w*|antwort\\w*|ruckmeldung|' +
    'veuillez|doit|faut|sais|inconnue?|incertaine?|verifi\\w*|demand\\w*|confirm\\w*|transmis\\w*|transmets|escalad\\w*|reponse|repondu|' +
    'por favor|debe|hay que|hace falta|comprueb\\w*|desconocid[oa]|inciert[oa]|comprob\\w*|revis\\w*|pregunt\\w*|pedid[oa]|solicit\\w*|pase|entreg\\w*|respuesta|respond\\w*|' +
    'deve|preciso|sei|sabe\\w*|desconhecid[oa]|incert[oa]|veja|olh\\w*|pergunt\\w*|pedi|passei|encaminh\\w*|resposta)\\b|\\?\\s*$',
);
