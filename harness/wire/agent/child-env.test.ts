import { expect, test } from 'vitest';
import { childEnv } from './child-env.ts';

const parent = {
  PATH: '/bin',
  LC_ALL: 'C',
  OPENAI_API_KEY: 'sk',
  GITHUB_TOKEN: 'gh',
  AWS_SECRET_ACCESS_KEY: 'aws',
  CLIENT_SECRET: 's',
  DB_PASSWORD: 'p',
  BILLING_PAT: 'pat',
  STRIPE_ACCOUNT: 'acct',
  AWS_ACCESS_KEY_ID: 'id',
  DATABASE_URL: 'postgres://app:pw@db/app',
  ODDLY_NAMED: 'ghp_' + 'x7Kd93LmQpVbZ2wTnR5yHs8E',
  COLOUR: 'red',
  CACHE_URL: 'redis://cache:6379',
  AWS_REGION: 'eu-west-1',
};

test('all but secrets are inherited where nothing is said', () => {
  expect(childEnv({ given: { A: '1' } }, parent)).toEqual({
    PYTHONUNBUFFERED: '1',
    PATH: '/bin',
    LC_ALL: 'C',
    COLOUR: 'red',
    CACHE_URL: 'redis://cache:6379',
    AWS_REGION: 'eu-west-1',
    A: '1',
  });
});

test('true inherits all, false what programs need, a list that and what it names', () => {
  expect(childEnv({ inherit: true }, parent)).toEqual({ ...parent, PYTHONUNBUFFERED: '1' });
  const least = { PATH: '/bin', LC_ALL: 'C', PYTHONUNBUFFERED: '1' };
  expect(childEnv({ inherit: false }, parent)).toEqual(least);
  expect(childEnv({ inherit: ['OPENAI_API_KEY'] }, parent)).toEqual({
    ...least,
    OPENAI_API_KEY: 'sk',
  });
});

test('what is given wins, secrets too', () => {
  const given = { PATH: '/mine', OPENAI_API_KEY: 'test', PYTHONUNBUFFERED: '' };
  expect(childEnv({ given }, parent)).toMatchObject(given);
});

test('loopback does not go through an inherited proxy', () => {
  const proxied = { HTTPS_PROXY: 'http://proxy:3128', no_proxy: 'corp' };
  const env = childEnv({}, proxied);
  expect(env['NO_PROXY']).toBe('corp,127.0.0.1,localhost,::1');
  expect(env['no_proxy']).toBe('corp,127.0.0.1,localhost,::1');
  expect(childEnv({}, parent)).not.toHaveProperty('NO_PROXY');
});

test('the proxy that refuses takes the place of an inherited one, and of what that leaves out', () => {
  const proxied = { HTTPS_PROXY: 'http://proxy:3128', no_proxy: 'corp', A: '1' };
  const env = childEnv({ at: { proxy: 'http://127.0.0.1:9' } }, proxied);
  expect(env).toMatchObject({
    A: '1',
    NO_PROXY: '127.0.0.1,localhost,::1',
    http_proxy: env['ALL_PROXY'],
  });
  expect(env['HTTPS_PROXY']).toBe('http://127.0.0.1:9');
  expect(
    childEnv({ proxy: 'inherit', at: { proxy: 'http://127.0.0.1:9' } }, proxied),
  ).toMatchObject({
    HTTPS_PROXY: 'http://proxy:3128',
    no_proxy: 'corp,127.0.0.1,localhost,::1',
  });
  const none = childEnv({ proxy: 'none', at: { proxy: 'http://127.0.0.1:9' } }, proxied);
  expect(none).toEqual({ A: '1', PYTHONUNBUFFERED: '1' });
});
