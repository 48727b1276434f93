import { expect, it } from 'vitest';
import { embeddingOf } from './embedding.ts';

const nearness = (one: string, other: string, dimensions = 256) => {
  const [a, b] = [embeddingOf(one, dimensions), embeddingOf(other, dimensions)];
  return a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
};

it('a text is a vector of length 1, the same each time, whatever its case', () => {
  for (const text of ['A hotel in Rome', 'caffè', '…', ' ', 'x']) {
    expect(embeddingOf(text, 64)).toHaveLength(64);
    expect(nearness(text, text)).toBeCloseTo(1);
  }
  expect(embeddingOf('Rome', 64)).toEqual(embeddingOf('rome', 64));
});

it('texts with words in common are nearer than others', () => {
  const query = 'cheap hotel in Rome';
  expect(nearness(query, 'A hotel in Rome')).toBeGreaterThan(0.5);
  expect(nearness(query, 'Refunds take five days')).toBeLessThan(0.3);
});
