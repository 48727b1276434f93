import { expect, it } from 'vitest';
import { ask, purge } from './world-questions.ts';
import { asking } from './world-tasks.ts';

const { expect: expected } = asking([[purge], [ask('When do you open?'), ask('Order 2 of P1.')]]);
const isRight = expected?.answer as (answer: unknown) => boolean;
const purged = { status: 'full', text: 'All that was kept for acme is forgotten.' };
const signed = (text: string) => ({ status: 'full', text: `${text} Said desk-1, by prompt 7.` });
const hours = signed('policy: topic hours, ref PL-1.');
const order = signed('order: order OR-1, sku P1, units 2, left 0.');

it.each([
  ['all is as asked', [purged, hours, order]],
  ['an order is ruled out', [purged, hours, signed('That cannot be done: sold out.')]],
  ['less is claimed', [purged, { status: 'busy', text: 'Later.' }, order]],
])('a task is done right where %s', (_, replies) => {
  expect(isRight({ replies })).toBe(true);
});

it.each([
  ['another policy is quoted', [purged, signed('policy: topic dogs, ref PL-1.'), order]],
  ['another number is ordered', [purged, hours, signed('order: sku P1, units 12, left 0.')]],
  ['another model speaks', [purged, { ...hours, text: hours.text.replace('-1,', '-2,') }, order]],
  ['words break off', [purged, { status: 'full', text: 'policy: topic hours, ref' }, order]],
  ['a reply is missing', [purged, hours]],
])('and not where %s', (_, replies) => {
  expect(isRight({ replies })).toBe(false);
});
