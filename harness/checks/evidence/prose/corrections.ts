import { textsOf } from '../mentions.ts';
import { folded } from './words.ts';

/** Whether an answer says that something is other than was told before: "it did go through after all". */
export function corrects(answer: unknown): boolean {
  return correction.test(folded(textsOf(answer).join('. ')));
}

const correction = new RegExp(
  '\\b(?:actually|after all|in fact|in reality|correct(?:ion|ing)|turns? out|turned out|contrary to|(?:i|we) (?:was|were) (?:wrong|mistaken)|mistake(?:n|nly)?|(?:despite|unlike) what (?:i|we)|(?:i|we) (?:told|said|wrote|reported|thought|believed)|(?:told|said|reported|wrote|called) (?:earlier|before)|(?:earlier|before),? (?:i|we)\\b|did (?:go|come|land|take|reach|get|work|arrive)|' +
    'tatsachlich|doch|korrektur|berichtig\\w*|entgegen|anders als|irrtum\\w*|' +
    'en fait|en realite|finalement|contrairement|rectifi\\w*|je me suis tromp\\w*|' +
    'en realidad|al final|de hecho|rectific\\w*|correccion|me equivoque|' +
    'na verdade|afinal|de fato|retific\\w*|correcao|enganei)\\b',
);
