import type { Purge, Question } from './agent/request.ts';

/** A question about the shop's policies, and which of them answers it. */
export interface Known {
  readonly text: string;
  readonly topic: string;
}

/** Questions that lie close together as vectors go, and are not the same: each with its twin. */
export const nearMisses: readonly (readonly [Known, Known])[] = [
  [about('How do I cancel my card?', 'ending-card'), about('How do I close my account?', 'ending')],
  [
    about('Do you ship from Ireland to Spain?', 'spain'),
    about('Do you ship from Spain to Ireland?', 'ireland'),
  ],
  [about('Can I pay with a card?', 'cards'), about('Can I pay without a card?', 'cash')],
  [about('What is the warranty on P1?', 'p1'), about('What is the warranty on P7?', 'p7')],
];

/** Questions that ask what the first of a pair asks, in other words. */
export const paraphrases: readonly Known[] = [
  about('how can I cancel my card, please', 'ending-card'),
  about('Would you ship from Ireland to Spain?', 'spain'),
];

/** The policy that answers a question; null for one that no policy does. */
export function topicOf(text: string): string | null {
  const all = [...nearMisses.flat(), ...paraphrases, ...popular];
  return all.find((known) => known.text === text)?.topic ?? null;
}

/** What people ask most, about a dozen things that have nothing to do with each other. */
export const popular: readonly Known[] = [
  about('When do you open?', 'hours'),
  about('Which sizes are in the shoe catalogue?', 'sizes'),
  about('Who delivers heavy furniture upstairs?', 'furniture'),
  about('How long is the warranty on a bicycle?', 'warranty'),
  about('Where can I park a van?', 'parking'),
  about('May dogs come into the shop?', 'dogs'),
  about('Are student discounts possible?', 'discounts'),
  about('Does the newsletter cost anything?', 'newsletter'),
  about('What happens to old batteries?', 'batteries'),
  about('Can a tailor shorten trousers here?', 'tailor'),
  about('How much is gift wrapping?', 'wrapping'),
  about('Is the lift wide enough for a wheelchair?', 'access'),
];

/** A customer of Acme asks. */
export function ask(text: string, more: Partial<Question> = {}): Question {
  return {
    tenant: 'acme',
    role: 'customer',
    session: 's1',
    text,
    model: 'desk-1',
    prompt: 7,
    ...more,
  };
}

/** Acme's caches are emptied. */
export const purge: Purge = { purge: 'acme' };

function about(text: string, topic: string): Known {
  return { text, topic };
}
