import { expect, test } from 'vitest';
import { publicAddressOf, privateLookup } from './private-network.ts';

const names: Readonly<Record<string, readonly string[]>> = {
  redis: ['172.18.0.4'],
  'example.com': ['10.0.0.1', '93.184.216.34'],
  'metadata.internal': ['169.254.169.254'],
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
  ['[::ffff:10.0.0.1]:443', null],
  ['169.254.169.254:80', '169.254.169.254'],
  ['[::ffff:169.254.169.254]:80', '::ffff:169.254.169.254'],
  ['[fe80::1]:80', 'fe80::1'],
  ['[fe80::1%lo]:80', 'fe80::1%lo'],
  ['[fd00:ec2::254]:80', 'fd00:ec2::254'],
  [':80', null],
  ['redis:6379', null],
  ['example.com:80', '93.184.216.34'],
  ['metadata.internal:80', '169.254.169.254'],
  ['nowhere.invalid:80', null],
])('%s leads off to %s', async (upstream, far) => {
  expect(await publicAddressOf(upstream, lookup)).toBe(far);
});

test('a number that the system reads as a link-local address is seen for what it is', async () => {
  expect(await publicAddressOf('0xa9fea9fe:80')).toBe('169.254.169.254');
});

test.each([
  ['redis', [{ address: '172.18.0.4', family: 4 }]],
  ['example.com', 'EACCES'],
  ['metadata.internal', 'EACCES'],
  ['nowhere.invalid', 'ENOTFOUND'],
] as const)('for a connection, %s leads to %j', async (host, expected) => {
  const found = await new Promise((resolve) => {
    privateLookup(lookup)(host, { all: true }, (error, list) => resolve(error?.code ?? list));
  });
  expect(found).toEqual(expected);
});
