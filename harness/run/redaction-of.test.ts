import { expect, test } from 'vitest';
import { mostWhileServing } from '../model/redaction/redactor.ts';
import { servingRedactor } from './redaction-of.ts';

test('what is served without end remembers the latest keys, and has the rules of its scenario', () => {
  const redactor = servingRedactor({ redact: ['pet'] });
  const key = (nth: number) => `planted-value-${nth}-x`;
  for (let nth = 0; nth <= mostWhileServing * 2; nth += 1) {
    redactor.learn(new Map([[key(nth), '[key]']]));
  }
  expect(redactor.text(`said ${key(mostWhileServing * 2)} again`)).toBe('said [key] again');
  expect(redactor.text(`said ${key(0)} again`)).toBe(`said ${key(0)} again`);
  expect(redactor.text('{"pet":"Rover-the-dog"}')).not.toContain('Rover');
});
