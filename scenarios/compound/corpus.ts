/** What a question or a passage is about. */
export type Topic = 'refund' | 'warranty' | 'delivery';

/** What the shop has written on each topic: the rule in force, and what only looks like it. */
export const corpus: Readonly<Record<Topic, readonly string[]>> = {
  refund: [
    'Refunds are paid within 30 days.',
    'Until 2024, refunds were paid within 14 days.',
    'Draft, not in force: refunds are paid within 45 days.',
    'Partner shops pay refunds within 90 days.',
  ],
  warranty: [
    'The warranty runs for 2 years.',
    'Until 2024, the warranty ran for 1 year.',
    'Draft, not in force: the warranty runs for 5 years.',
    'At partner shops the warranty runs for 6 months.',
  ],
  delivery: [
    'Delivery takes 3 days.',
    'Until 2024, delivery took 5 days.',
    'Draft, not in force: delivery takes 1 day.',
    'From partner shops delivery takes 8 days.',
  ],
};

/** The topic of a text, by its words; undefined where it is about something else. */
export function topicOf(text: string): Topic | undefined {
  if (/refund|rückerstattung/i.test(text)) return 'refund';
  if (/warranty/i.test(text)) return 'warranty';
  return /deliver/i.test(text) ? 'delivery' : undefined;
}
