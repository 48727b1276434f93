import { expect, test } from 'vitest';
import { catalogue } from '../../../faults/catalogue.ts';
import { slow } from '../../../index.ts';
import { axisOf } from './axis.ts';

const plan = [slow({ ms: 100 }).at('shop')];
const axis = (text: string) => axisOf(text, plan, catalogue);

test('levels are evenly spaced, both ends included', () => {
  const rate = axis('rate=10..40/4');
  expect(rate).toMatchObject({ name: 'rate', strike: null, values: [10, 20, 30, 40] });
  expect(rate.at(20)).toEqual({ plan, rate: 20 });
});

test('a parameter is varied in whole numbers where it is one, in time where it is that', () => {
  const ms = axis('slow.ms=100ms..1s/4');
  expect(ms).toMatchObject({ unit: 'ms', strike: 0, values: [100, 400, 700, 1000] });
  expect(ms.at(400).plan[0]?.fault.params).toMatchObject({ ms: 400 });
  expect(axis('slow.ms=1..10/4').values).toEqual([1, 4, 7, 10]);
});

test('a range may fall: then less is harsher', () => {
  expect(axis('slow.chance=1..0/3').values).toEqual([1, 0.5, 0]);
});

test.each([
  ['rate', 'rate=10..200/8'],
  ['rate=10..200', 'rate=10..200/8'],
  ['rate=10..200/1', 'from 2 to 100 levels'],
  ['rate=10..10/3', 'from 2 to 100 levels'],
  ['rate=0..10/3', 'rate as numbers from 0.001'],
  ['slow.ms=1..3/5', '5 different values'],
  ['slow.ms=0..3/2', 'slow.ms as whole numbers from 1 to 600000'],
  ['slow.ms=1..1.5/2', 'whole numbers'],
  ['slow.chance=0..2/3', 'slow.chance as numbers from 0 to 1'],
  ['slow.chance=0..1s/3', 'slow.chance as numbers from 0 to 1'],
  ['stall.ms=1..2/2', 'a strike of the plan'],
])('%s is refused', (text, words) => {
  expect(() => axis(text)).toThrow(words);
});
