import { expect, test } from 'vitest';
import { nearbyOnly } from './guard.ts';

const named: Readonly<Record<string, readonly string[]>> = {
  localhost: ['::1', '127.0.0.1'],
  redis: ['172.18.0.2'],
  'far.example': ['93.184.216.34'],
  'both.example': ['10.0.0.1', '2606:2800:220:1::1'],
};
const guard = nearbyOnly(async (host) => named[host] ?? []);

test.for([
  '127.0.0.1:1',
  '127.9.9.9:1',
  '10.1.2.3:1',
  '172.31.255.255:1',
  '192.168.0.1:1',
  '169.254.1.1:1',
  '[::1]:1',
  '[fd00::1]:1',
  'localhost:1',
  'redis:6379',
  'nowhere.example:1',
  'no address',
])('%s passes', async (upstream) => {
  await expect(guard(upstream)).resolves.toBeUndefined();
});

test.for([
  ['93.184.216.34:80', '93.184.216.34:80'],
  ['172.32.0.1:80', '172.32.0.1:80'],
  ['[2606:2800:220:1::1]:80', '[2606:2800:220:1::1]:80'],
  ['[::ffff:8.8.8.8]:80', '[::ffff:8.8.8.8]:80'],
  ['far.example:80', 'far.example:80 (93.184.216.34)'],
  ['both.example:80', 'both.example:80 (2606:2800:220:1::1)'],
])('%s does not', async ([upstream = '', named = '']) => {
  await expect(guard(upstream)).rejects.toMatchObject({
    status: 403,
    message:
      `upstream ${named} is neither loopback nor a private network; ` +
      'start with --allow-remote to allow it',
  });
});
