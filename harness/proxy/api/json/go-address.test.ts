import { describe, expect, test } from 'vitest';
import { resolveAddress } from './go-address.ts';

describe('an address', () => {
  const cases: readonly (readonly [text: string, host: string, port: number])[] = [
    ['127.0.0.1:80', '127.0.0.1', 80],
    ['localhost:80', '127.0.0.1', 80],
    [':80', '', 80],
    ['0.0.0.0:', '0.0.0.0', 0],
    ['[0:0::1]:80', '::1', 80],
    ['127.0.0.1:+80', '127.0.0.1', 80],
    ['', '', 0],
    ['127.0.0.1:https', '127.0.0.1', 443],
    ['[::ffff:127.0.0.1]:80', '127.0.0.1', 80],
    ['[fe80:0::1%lo]:80', 'fe80::1%lo', 80],
  ];
  test.for(cases)('%j', async ([text, host, port]) => {
    expect(await resolveAddress(text)).toEqual({ host, port });
  });
});

describe('what is none, in the words of Go', () => {
  const cases: readonly (readonly [text: string, words: string])[] = [
    ['nowhere', 'address nowhere: missing port in address'],
    ['[::1]', 'address [::1]: missing port in address'],
    ['[::1', "address [::1: missing ']' in address"],
    ['[::1]:80:90', 'address [::1]:80:90: too many colons in address'],
    ['::1:80', 'address ::1:80: too many colons in address'],
    ['a]b:80', 'lookup a]b: no such host'],
    ['127.0.0.1:65536', 'address 65536: invalid port'],
    ['127.0.0.1:-1', 'address -1: invalid port'],
    ['127.1:80', 'lookup 127.1: no such host'],
    ['127.0.0.1:web', 'lookup tcp/web: unknown port'],
  ];
  test.for(cases)('%j', async ([text, message]) => {
    await expect(resolveAddress(text)).rejects.toMatchObject({ status: 500, message });
  });
});
