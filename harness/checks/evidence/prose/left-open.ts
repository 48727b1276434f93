import { sourcesSaidIn } from './sources.ts';
import { due, folded, maybe, negation } from './words.ts';

/**
 * Whether a text says that something is not known, is taken for so or may be other, or leads its reader elsewhere: "no
 * forecast", "by default", "please look yourself".
 */
export function leavesUntold(text: string): boolean {
  const plain = folded(text);
  return untold.test(plain) || sourcesSaidIn(plain).length > 0;
}

const untold = new RegExp(
  `${negation}|(?<![a-z])(?:${maybe}|${due}|` +
    'n/a|null|undefined|nan|tb[ad]|missing|skipped|omitted|left (?:out|open)|lacks?|lacking|without|pending|unsure|uncertain|probably|possibly|' +
    'assum\\w*|presum\\w*|suppos\\w*|guess\\w*|defaults?|usual(?:ly)?|normally|typical(?:ly)?|' +
    'look\\w*|see|check\\w*|ask\\w*|visit\\w*|consult\\w*|refer\\w*|find|shown|posted|listed|published|told (?:at|by|on)|(?:your|our|one)sel(?:f|ves)|' +
    'unbekannt|unklar|ungewiss|fehlt|fehlen|ohne|ausgelassen|weggelassen|ubersprungen|angenommen\\w*|annahme|vermut\\w*|wahrscheinlich|ublich\\w*|standardmassig|siehe|schau\\w*|prufen|frag\\w*|selbst|erfahren|' +
    "inconnue?s?|manqu\\w*|sans|omise?s?|par defaut|probablement|d'habitude|normalement|voir|voyez|regard\\w*|verifi\\w*|demand\\w*|veuillez|vous-meme|" +
    'desconocid\\w*|falta\\w*|sin|omitid\\w*|supuest\\w*|supon\\w*|asum\\w*|por defecto|probablemente|normalmente|mir[ae]|vea|pregunt\\w*|comprueb\\w*|por favor|' +
    'desconhecid\\w*|sem|supost\\w*|supon\\w*|presumi\\w*|por omissao|por padrao|provavelmente|geralmente|veja|olh[ae]|confira' +
    ')(?![a-z])',
);
