import { expect, test } from 'vitest';
import { highIn, mechanismOf, type Strains } from './mechanism.ts';

const usual: Strains = { retries: 1, requests: 1, calls: 1, open: 1, service: 1 };

test.each<[string, Partial<Strains>]>([
  ['unknown', {}],
  ['retries', { retries: 4, calls: 4, open: 8, service: 6 }],
  ['cache-misses', { requests: 3, calls: 3, open: 4, service: 5 }],
  ['pinned-pool', { open: 6, calls: 0.3, service: 9 }],
  ['service-time', { open: 6, calls: 1, service: 9 }],
])('%s', (label, strains) => {
  expect(mechanismOf(highIn({ ...usual, ...strains }))).toBe(label);
});

test('all that is high is told, with how high', () => {
  expect(highIn({ ...usual, retries: 4, service: 6 })).toEqual([
    { what: 'retries', times: 4 },
    { what: 'service-time', times: 6 },
  ]);
});
