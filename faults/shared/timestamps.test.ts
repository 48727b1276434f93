import { expect, test } from 'vitest';
import { earlier } from './timestamps.ts';

const dayMs = 86_400_000;

test.each([
  ['2026-03-06', '2026-03-05'],
  ['2026-03-01T00:30', '2026-02-28T00:30'],
  ['2026-03-06 10:00:00', '2026-03-05 10:00:00'],
  ['2026-03-06T10:00:00Z', '2026-03-05T10:00:00Z'],
  ['2026-03-06T10:00:00.5+02:00', '2026-03-05T10:00:00.5+02:00'],
  ['2026-03-06T10:00:00.123456Z', '2026-03-05T10:00:00.123000Z'],
])('%s keeps its form', (text, before) => {
  expect(earlier(text, 'any', dayMs)).toBe(before);
});

test.each(['2026-13-45', '2026-03-06T25:00:00Z', 'on 2026-03-06', '2026', ''])(
  '%j is no time',
  (text) => {
    expect(earlier(text, 'date', dayMs)).toBe(text);
  },
);

test.each(['at', 'updatedAt', 'created_at', 'startTime', 'as_of', 'asOf', 'date', 'lastUpdated'])(
  'an epoch number in %s moves, in its own unit',
  (field) => {
    expect(earlier(1_767_225_600, field, dayMs)).toBe(1_767_225_600 - 86_400);
    expect(earlier(1_767_225_600_000, field, dayMs)).toBe(1_767_225_600_000 - dayMs);
    expect(earlier(30, field, dayMs)).toBe(30);
  },
);

test.each(['seat', 'lat', 'candidate', 'total', 'format', ''])('a number in %j stays', (field) => {
  expect(earlier(1_767_225_600, field, dayMs)).toBe(1_767_225_600);
});
