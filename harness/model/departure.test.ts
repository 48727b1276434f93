import { expect, test } from 'vitest';
import { depart, departure } from './departure.ts';

test('who leaves is told of once, to each who still listens', () => {
  const told: string[] = [];
  const [one, two, three] = ['one', 'two', 'three'].map((name) => () => void told.push(name));
  const left = departure();
  for (const listener of [one, two, three]) left.addEventListener('abort', listener!);
  left.removeEventListener('abort', two!);
  expect(left.aborted).toBe(false);
  depart(left);
  depart(left);
  expect(left.aborted).toBe(true);
  expect(told).toEqual(['one', 'three']);
});

test('who took back the only listener is told nothing', () => {
  const told: string[] = [];
  const left = departure();
  const listener = () => void told.push('told');
  left.addEventListener('abort', listener);
  left.removeEventListener('abort', listener);
  depart(left);
  expect(told).toEqual([]);
});
