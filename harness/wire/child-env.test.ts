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
  COLOUR: 'red',
};

test('all but secrets are inherited where nothing is said', () => {
  expect(childEnv({ A: '1' }, undefined, parent)).toEqual({
    PYTHONUNBUFFERED: '1',
    PATH: '/bin',
    LC_ALL: 'C',
    COLOUR: 'red',
    A: '1',
  });
});

test('true inherits all, false what programs need, a list that and what it names', () => {
  expect(childEnv({}, true, parent)).toEqual({ ...parent, PYTHONUNBUFFERED: '1' });
  const least = { PATH: '/bin', LC_ALL: 'C', PYTHONUNBUFFERED: '1' };
  expect(childEnv({}, false, parent)).toEqual(least);
  expect(childEnv({}, ['OPENAI_API_KEY'], parent)).toEqual({ ...least, OPENAI_API_KEY: 'sk' });
});

test('what is given wins, secrets too', () => {
  const given = { PATH: '/mine', OPENAI_API_KEY: 'test', PYTHONUNBUFFERED: '' };
  expect(childEnv(given, undefined, parent)).toMatchObject(given);
});

test('loopback does not go through an inherited proxy', () => {
  const proxied = { HTTPS_PROXY: 'http://proxy:3128', no_proxy: 'corp' };
  const env = childEnv({}, undefined, proxied);
  expect(env['NO_PROXY']).toBe('corp,127.0.0.1,localhost');
  expect(env['no_proxy']).toBe('corp,127.0.0.1,localhost');
  expect(childEnv({}, undefined, parent)).not.toHaveProperty('NO_PROXY');
});
