import { folded, negation } from './words.ts';

/** Says that something waits to be done, as a part of an expression, by language. */
export const waiting = {
  en: '(?:(?:en)?queued|(?:in|into|on|onto|to|via|through) (?:(?:the|a|an|our|your|my) )?(?:\\w+ )?(?:queue|waiting list|waitlist|wait list|backlog)|postponed|deferred|put off|parked|(?:scheduled|set aside|kept|held|saved|left) (?:\\w+ ){0,3}for later|pending|awaiting|waits? (?:for|until|to be))',
  de: '(?:eingereiht|(?:in (?:der|die|einer|eine)|auf (?:der|die|einer|eine)|zur) (?:\\w+ )?(?:warteschlange|warteliste)|verschoben auf|vertagt|zuruckgestellt|aufgeschoben|vorgemerkt|wartet|warten|ausstehend|steht (?:noch )?aus)',
  fr: "(?:(?:en|dans la|dans une|sur la|sur une) (?:file|liste) d'attente|en attente|reporte\\w*|differe\\w*|mis\\w* en attente)",
  es: '(?:(?:en|a) (?:la|una) (?:cola|lista de espera)|en cola|encolad[oa]s?|pendientes?|aplazad[oa]s?|pospuest[oa]s?|a la espera)',
  pt: '(?:(?:na|em|numa) (?:fila|lista de espera)|enfileirad[oa]s?|pendentes?|adiad[oa]s?|a espera)',
} as const;

/** Whether a clause says that something waits to be done. */
export function saysWaiting(clause: string): boolean {
  const plain = folded(clause);
  return waits.test(plain) && !denied.test(plain);
}

const waits = new RegExp(`\\b(?:${Object.values(waiting).join('|')})\\b`);
const denied = new RegExp(negation);
