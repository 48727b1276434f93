import { expect, test } from 'vitest';
import { farAddressOf } from './nearby.ts';

const names: Readonly<Record<string, readonly string[]>> = {
  redis: ['172.18.0.4'],
  'example.com': ['10.0.0.1', '93.184.216.34'],
};
const lookup = async (host: string) => names[host] ?? [];

test.each([
  ['127.0.0.1:6379', null],
  ['127.9.9.9:6379', null],
  ['[::1]:6379', null],
  ['10.1.2.3:1', null],
  ['172.31.255.255:1', null],
  ['172.32.0.1:1', '172.32.0.1'],
  ['192.168.1.1:1', null],
  ['8.8.8.8:53', '8.8.8.8'],
  ['[2606:4700::1]:443', '2606:4700::1'],
  ['[fd00::1]:443', null],
  [':80', null],
  ['redis:6379', null],
  ['example.com:80', '93.184.216.34'],
  ['nowhere.invalid:80', null],
])('%s leads off to %s', async (upstream, far) => {
  expect(await farAddressOf(upstream, lookup)).toBe(far);
});
