import { expect, test } from 'vitest';
import { privateOnly } from './guard.ts';

const named: Readonly<Record<string, readonly string[]>> = {
  redis: ['172.18.0.2'],
  'far.example': ['93.184.216.34'],
};
const never = new Promise<never>(() => {});
const guard = privateOnly(
  (host) => (host === 'slow.example' ? never : Promise.resolve(named[host] ?? [])),
  20,
);

test.for(['127.0.0.1:1', 'redis:6379', 'nowhere.example:1', 'slow.example:1', 'no address'])(
  '%s passes',
  async (upstream) => {
    await expect(guard(upstream)).resolves.toBeUndefined();
  },
);

test.for([
  ['93.184.216.34:80', '93.184.216.34:80'],
  ['169.254.169.254:80', '169.254.169.254:80'],
  ['[2606:2800:220:1::1]:80', '[2606:2800:220:1::1]:80'],
  ['far.example:80', 'far.example:80 (93.184.216.34)'],
])('%s does not', async ([upstream = '', named = '']) => {
  await expect(guard(upstream)).rejects.toMatchObject({
    status: 403,
    message:
      `upstream ${named} is neither loopback nor a private network; ` +
      'start with --allow-remote to allow it',
  });
});
