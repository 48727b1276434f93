/** What a trip is made of, in the order in which it is booked. */
export const slots = ['flight', 'hotel', 'car'] as const;

/** One part of a trip. */
export type Slot = (typeof slots)[number];
