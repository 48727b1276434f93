import { expect, test } from 'vitest';
import { generatorLimit } from './generator-limit.ts';

const failing = (code: string) => Object.assign(new Error(`connect ${code}`), { code });

test('what the agent does is not the limit of this machine', () => {
  const limit = generatorLimit();
  limit.see(failing('ECONNREFUSED'));
  limit.see('an error that is none');
  for (let n = 0; n < 10; n += 1) limit.waited(6);
  limit.waited(4);
  expect(limit.why(1000)).toBeNull();
});

test('a lack of connections is, and what waited for one', () => {
  const limit = generatorLimit();
  for (let n = 0; n < 11; n += 1) limit.waited(6);
  expect(limit.why(1000)).toContain('11 of 1000 requests waited');
  limit.see(failing('EMFILE'));
  limit.see(failing('EMFILE'));
  expect(limit.why(1000)).toContain('no connection to give to 2 tasks (EMFILE)');
});
