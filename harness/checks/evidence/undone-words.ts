/** Whether a text says that something was undone, and leaves nothing open. */
export function saysUndone(text: string): boolean {
  const plain = folded(text);
  const at = plain.search(undone);
  // "Cancelled without costs" is cancelled.
  return at !== -1 && !open.test(plain) && !none.test(plain.slice(0, at));
}

/** Whether a text says that something is not so, or has yet to be done. */
export function saysOpen(text: string): boolean {
  const plain = folded(text);
  return open.test(plain) || none.test(plain);
}

/** Whether a text says that something in it is not known. */
export function saysUnsure(text: string): boolean {
  return unsure.test(folded(text));
}

/** Whether a text, such as the label of a call, asks to undo something. */
export function isUndoing(text: string): boolean {
  return undo.test(text);
}

// "The cancelled trip" is the name of a thing.
const undone = new RegExp(
  '(?<!(?:the|your|an?|this|that|our|my) |[a-z0-9-])(?:' +
    'cancell?ed|released|refunded|reversed|reverted|rolled back|undone|voided|removed|deleted|withdrawn|revoked|called off|compensated|' +
    'storniert|abgesagt|ruckgangig gemacht|freigegeben|geloscht|erstattet|zuruckgezogen|aufgehoben|' +
    '(?:annule|rembourse|libere|supprime)e?s?|' +
    '(?:cancelad|anulad|liberad|reembolsad|eliminad|revertid|estornad|removid|excluid|desfeit)[oa]s?' +
    ')(?![a-z0-9-])',
);

const open = new RegExp(
  "n't\\b|\\bn'|\\b(?:" +
    'not|never|nor|cannot|could|unable|fail\\w*|false|may|might|maybe|perhaps|please|should|must|needs?|to be|if|whether|unless|until|except|besides|unconfirmed|unclear|unknown|tr(?:y|ied)|still|stands?|remain\\w*|pending|stranded|' +
    'nicht|nie|konnte\\w*|muss|bitte|vielleicht|noch|ob|ausser|' +
    'pas|jamais|peut|doit|encore|sauf|' +
    'nunca|quiza|puede|debe|todavia|salvo|nao|talvez|pode|ainda|exceto' +
    ')\\b',
);

const none =
  /\b(?:no|none|nothing|nobody|without|will|would|left|kein\w*|nichts|ohne|rien|aucune?|sans|nada|ningun\w*|sin|nenhum\w*|sem)\b/;

const unsure =
  /\b(?:if|whether|unless|may|might|maybe|perhaps|probably|unclear|unknown|unconfirmed|confirm\w*|verif\w*|sure|know|true|ob|vielleicht|peut|si|quiza|talvez|se)\b/;

const undo =
  /^DELETE\b|cancel|refund|release|delete|remove|void|revert|reverse|revoke|undo|rollback|compensat|withdraw|expire|unbook|close|abort/i;

function folded(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '');
}
