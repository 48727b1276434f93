import { expect, it } from 'vitest';
import { discloses } from '../../../discloses.ts';
import { traceBuilder, type CallSteps, type TraceBuilder } from '../../../trace-builder.ts';

const asks = { input: 'label shelf 4', shouldDo: { 'PUT /labels/:shelf': 1 } };
const word = (told: TraceBuilder, how: CallSteps = { meaning: { word: 'Moos' } }) =>
  told.call('flights', 'GET /words', { safe: true, ...how });
const label = (told: TraceBuilder, text: string, path = '/labels/4') =>
  told.call('hotels', 'PUT /labels/:shelf', {
    path,
    input: { text },
    op: text,
    makes: path,
    idempotent: true,
  });
const lost: CallSteps = { outcome: 'failed', hit: 0, effect: 'refuse' };

/** What is written under faults, between two tasks without faults that write `Moos`. */
function verdictOf(write: (told: TraceBuilder) => TraceBuilder) {
  const usual = (told: TraceBuilder, id: string) =>
    label(word(told.task(id, asks)), 'Moos').answer('Shelf 4 has its label.');
  const struck = write(usual(traceBuilder().phase('baseline'), 'b').phase('fault').task('d', asks));
  const after = usual(struck.answer('Shelf 4 has its label.').phase('recovery'), 'r');
  return discloses().judge(after.trace()).result;
}

it('what a later PUT to the same path wrote over is not what stands', () => {
  expect(verdictOf((told) => label(word(label(word(told, lost), 'Farn')), 'Moos'))).toBe('pass');
});

it.each<[string, (told: TraceBuilder) => TraceBuilder]>([
  ['is the first and the last one', (told) => label(word(told, lost), 'Farn')],
  ['is the last one', (told) => label(word(label(word(told), 'Moos'), lost), 'Farn')],
  [
    'is not written over, as the later one is elsewhere',
    (told) => label(word(label(word(told, lost), 'Farn')), 'Moos', '/labels/5'),
  ],
])('is in doubt where the other label %s', (_, write) => {
  expect(verdictOf(write)).toBe('unknown');
});
