import { folded, negation } from '../words.ts';

/** Whether a text tells somebody to do something once more: "you can safely order again". */
export function asksToRepeat(text: string): boolean {
  return repeat.test(folded(text));
}

/** Whether a text asks to look first, or leaves open what there is: "see whether it is there". */
export function asksToLook(text: string): boolean {
  return look.test(folded(text));
}

const anew =
  '(?:again|anew|afresh|once more|another time|a second time|re-?(?:order|book|send|submit|place|issue|request|do|run|try)|retry|repeat|' +
  'erneut|noch ?mals?|noch einmal|wieder|neu|wiederhol\\w*|' +
  'a nouveau|de nouveau|encore une fois|re(?:commande|fai[rst]|passe|lance|essaye|nvoye|serve|demande)\\w*|repet\\w*|' +
  'otra vez|de nuevo|nuevamente|volver a|repit\\w*|reintent\\w*|' +
  'outra vez|de novo|novamente|voltar a)';

const told =
  '(?:please|kindly|safely|safe to|feel free to|can|may|should|must|could|needs? to|has to|have to|just|simply|' +
  'bitte|kann|konnen|konnt|darf|durfen|soll\\w*|muss|mussen|gefahrlos|ruhig|' +
  'veuillez|merci de|peu(?:t|x|vent)|pouvez|doi[st]|devez|sans (?:risque|crainte)|' +
  'por favor|pued\\w+|deb[ea]\\w*|hay que|' +
  'pod[ea]\\w*|dev[ea]\\w*|e preciso)';

const repeat = new RegExp(
  `\\b${told}\\b(?: (?!(?:${negation}))\\S+){0,8}? ${anew}\\b` +
    '|(?:^|[:,])\\s*(?:so |then |now |just )?(?:order|send|place|book|try|submit|do|make|ask|request|start|run|file|issue|pay|call) (?:(?!(?:not|never)\\b)\\S+ ){0,5}(?:again|anew|afresh|once more)\\b' +
    '|\\bvuelv[ae]n? a\\b|\\bvolte a\\b',
);

const look =
  /\b(?:check|checking|looks?(?! (?:as|like)\b)|looking|verify|verifying|see (?:if|whether|what)|find(?:ing)? out|(?:make|making|be) sure|confirm|whether|if (?:it|there|that|this|one|nothing|not|the|they|no)|before (?:you|it|the|an?|anything|any|\w+ing)|until|unless|first|unknown|unclear|uncertain|unsure|unconfirmed|possibl[ey]|perhaps|(?<!let (?:me|us) )know|(?:cannot|can't|could not|couldn't) tell|reconcile|prufen?|nachsehen|nachschauen|schauen?|ob|falls|wenn|bevor|zuerst|unklar|unbekannt|ungewiss|weiss|verifie[rz]|regarde[rz]|si|avant|d'abord|inconnue?s?|incertaine?s?|sai[st]|verifique\w*|verificar|compruebe\w*|comprobar|revise\w*|revisar|mire|mirar|antes|primero|desconocid[oa]s?|inciert[oa]s?|se sabe|confira|veja|primeiro|desconhecid[oa]s?|incert[oa]s?|sei)\b/;
