import { wordsIn } from './words.ts';

/** The stems of the words of a text that carry its meaning. */
export function stemsOf(text: string): readonly string[] {
  return wordsIn(text)
    .filter((word) => !small.test(word))
    .map((word) => word.replace(/(?<=...)(?:ing|ed|es|s|e|t|en)$/, ''))
    .filter((stem) => stem.length > 2);
}

const small =
  /^(?:get|put|post|patch|delete|head|the|and|has|have|had|been|was|were|are|you|your|our|for|from|with|this|that|them|they|will|not|but|all|any|one|who|now|back|can|its|his|her|key|status|true|false|error|null|und|der|die|das|den|dem|ein|eine|einen|wurde|wurden|hat|sie|ihr|ihre|une|les|des|est|ont|ete|los|las|una|por|para|foi|uma|que|com)$/;

/** Whether two lists of stems share one, or the beginning of one. */
export function haveCommon(some: readonly string[], others: readonly string[]): boolean {
  return some.some((one) =>
    others.some(
      (other) =>
        one === other ||
        (Math.min(one.length, other.length) > 3 &&
          (one.startsWith(other) || other.startsWith(one))),
    ),
  );
}
