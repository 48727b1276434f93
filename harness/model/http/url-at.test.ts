import { expect, test } from 'vitest';
import { urlAt } from './url-at.ts';

test.each([
  ['/v1/chat?x=1%202', 'http://a.test:1/v1/chat?x=1%202'],
  ['//evil.test/v1?x=//', 'http://a.test:1//evil.test/v1?x=//'],
  ['/\\\\evil.test', 'http://a.test:1///evil.test'],
  ['http://evil.test/', 'http://a.test:1/http://evil.test/'],
  ['/a/../b#c', 'http://a.test:1/b%23c'],
  ['', 'http://a.test:1/'],
])('%j stays at its origin', (path, url) => {
  expect(urlAt(new URL('http://a.test:1/base'), path).href).toBe(url);
});
