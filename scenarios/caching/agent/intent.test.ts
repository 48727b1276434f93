import { describe, expect, it } from 'vitest';
import { intentOf } from './intent.ts';
import { nearMisses, paraphrases, topicOf } from '../world-questions.ts';

describe('what a question asks for', () => {
  it.each([
    ...nearMisses.map(([one, twin]) => [one.text, twin.text]),
    ['Is P1 in stock?', 'Is P2 in stock?'],
    ['Order 2 of P1.', 'Order 12 of P1.'],
    ['Can I return opened goods?', "Can't I return opened goods?"],
    ['I want a refund', 'I never want a refund'],
  ])('differs between %j and %j', (a, b) => {
    expect(intentOf(a)).not.toBe(intentOf(b));
  });

  it.each([
    ['How do I cancel my card?', 'how can I  CANCEL my cards, please'],
    ['Do you ship from Ireland to Spain?', 'Hello! Will you ship from Ireland to Spain? Thanks.'],
    ['ＰＡＹ with a card', 'pay with a card'],
  ])('is the same in %j and %j', (a, b) => {
    expect(intentOf(a)).toBe(intentOf(b));
  });

  it('agrees with what the paraphrases of the world are about', () => {
    for (const { text, topic } of paraphrases) {
      const same = nearMisses.flat().filter((one) => intentOf(one.text) === intentOf(text));
      expect(same.map((one) => topicOf(one.text))).toEqual([topic]);
    }
  });
});
