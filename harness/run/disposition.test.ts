import { expect, test } from 'vitest';
import { dispositionOf } from './disposition.ts';

test.each([
  [{ status: 'done' }, 'full'],
  [{ state: 'compensated' }, 'escalated'],
  [{ state: 'needs-reconciliation' }, 'escalated'],
  [{ outcome: 'Degraded' }, 'degraded'],
  [{ status: 'abstained' }, 'abstained'],
  [{ status: 'error' }, 'failed'],
  ['Your trip is booked.', 'full'],
  ["I don't know which flight you mean.", 'abstained'],
  ['Reviews are currently unavailable; the price is 480.', 'degraded'],
  ['I am handing this over to a colleague.', 'escalated'],
  [42, 'full'],
  [null, 'full'],
])('%j is %s', (answer, disposition) => {
  expect(dispositionOf(answer)).toBe(disposition);
});
