import type { Task } from '../../index.ts';
import type { Claim } from './agent/claim.ts';
import type { Queue } from './agent/decision.ts';

/** A claim with what is right for it, worked out by hand. */
export interface Case {
  readonly claim: Claim;
  /** What rules alone must say; null where the claim is for the model. */
  readonly settled: Queue | null;
  readonly totalCents: number;
  readonly taxCents: number;
}

/** Claims that rules settle, in as many spellings as people have. */
export const plain: readonly Case[] = [
  byRules(claim('R1', 'IE', 'Taxi to the airport', '31.20'), 'approved', 3120, 583),
  byRules(claim('R2', 'DE', 'Hotel Adler', '1.234,50 €'), 'manager', 123_450, 19_711),
  byRules(claim('R3', 'FR', 'Billet de train', '48,60\u00a0€'), 'approved', 4860, 810),
  byRules(claim('R4', 'IE', 'ＴＡＸＩ', '１２.４０'), 'approved', 1240, 232),
  byRules(claim('R5', 'FR', 'Hôtel du Nord', '1\u202f050,00'), 'manager', 105_000, 17_500),
  byRules(from('jörg@bücher.example', 'R6', 'lunch', '14.00'), 'approved', 1400, 262),
  byRules(from('ana@desk..example', 'R7', 'lunch', '14.00'), 'rejected', 1400, 262),
  byRules(from('ana@de\u200bsk.example', 'R8', 'taxi', '9.99'), 'rejected', 999, 187),
];

/** Claims that no rule knows, which the model sends to the manager. */
export const odd: readonly Case[] = [
  byModel(claim('M1', 'IE', 'Consulting, one hour', '45.00'), 4500, 841),
  byModel(claim('M2', 'IE', 'Consulting, one hour', '45.00'), 4500, 841),
  byModel(claim('M3', 'IE', 'Subscription to a journal', '19.90'), 1990, 372),
];

/** Claims that no rule knows and the model approves, one of them within the limit of 50. */
export const large: readonly Case[] = [
  byModel(claim('L1', 'IE', 'Desk lamp', '50.40'), 5040, 942),
  byModel(claim('L2', 'DE', 'Monitor arm', '1.250,00 €'), 125_000, 19_958),
  byModel(claim('L3', 'FR', 'Chaise', '2\u202f030,00'), 203_000, 33_833),
  byModel(claim('L4', 'IE', 'Notebook', '12.40'), 1240, 232),
];

/** Claims for what is never paid, spelled so that no plain comparison finds it. */
export const forbidden: readonly Case[] = [
  byRules(claim('F1', 'IE', 'Casino Royale', '40.00'), 'rejected', 4000, 748),
  byRules(claim('F2', 'IE', 'CASİNO İZMİR', '40.00'), 'rejected', 4000, 748),
  byRules(claim('F3', 'DE', 'Ｓｐｉｅｌｂａｎｋ Mainz', '40,00'), 'rejected', 4000, 639),
  byRules(claim('F4', 'IE', 'Саsinо night', '40.00'), 'rejected', 4000, 748),
  byRules(claim('F5', 'FR', 'Cas\u200bino de Nice', '40,00'), 'rejected', 4000, 667),
  byRules(claim('F6', 'FR', 'Carte-cadeau', '40,00'), 'rejected', 4000, 667),
];

/** Claims for which the model names a queue that is none: at first, and every time. */
export const confusing: readonly Case[] = [
  byModel(claim('X1', 'IE', 'Drone', '30.00'), 3000, 561),
  byModel(claim('X2', 'IE', 'Yacht', '30.00'), 3000, 561),
];

/** A dozen hotel bills, all of them for the manager. */
export const hotels: readonly Case[] = Array.from({ length: 12 }, (_, n) =>
  byRules(claim(`H${n + 1}`, 'IE', `Hotel, room ${n + 1}`, '80.00'), 'manager', 8000, 1496),
);

/** What is right for each claim, by its id. */
export const cases: ReadonlyMap<string, Case> = new Map(
  [...plain, ...odd, ...large, ...forbidden, ...confusing, ...hotels].map((it) => [
    it.claim.id,
    it,
  ]),
);

/** A task that hands in these claims at once and leaves so many payouts. */
export function handIn(batch: readonly Case[], payouts: number): Task {
  return {
    input: { claims: batch.map((it) => it.claim) },
    expect: { effects: { 'POST /payouts': payouts } },
  };
}

function claim(id: string, country: Claim['country'], text: string, amount: string): Claim {
  return { id, from: 'ana@desk.example', country, items: [{ text, amount }] };
}

function from(address: string, id: string, text: string, amount: string): Claim {
  return { ...claim(id, 'IE', text, amount), from: address };
}

function byRules(it: Claim, settled: Queue, totalCents: number, taxCents: number): Case {
  return { claim: it, settled, totalCents, taxCents };
}

function byModel(it: Claim, totalCents: number, taxCents: number): Case {
  return { claim: it, settled: null, totalCents, taxCents };
}
