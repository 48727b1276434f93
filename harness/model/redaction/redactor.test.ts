import { describe, expect, test } from 'vitest';
import type { Event } from '../trace/trace.ts';
import { secretsOf } from './known-values.ts';
import { markOf } from './mark.ts';
import { redaction } from './redactor.ts';
import { isSecretName, isSecretVariable } from './secret-name.ts';
import { byEnvironment, byName, byShape } from './testing/planted.ts';

const none = { known: new Map<string, string>(), names: [], patterns: [] };
const make = redaction({ ...none, known: secretsOf(byEnvironment) });
const at = {
  seq: 0,
  atMs: 0,
  call: 1,
  point: 'tool',
  task: 't',
  label: 'GET /',
  site: { op: 'a', attempt: 1 },
};

const started = (input: unknown): Event => ({ ...at, kind: 'call.start', input });
const inputOf = (input: unknown) => {
  const event = make().happening(started(input));
  return event.kind === 'call.start' ? event.input : undefined;
};

describe('names of secrets', () => {
  test.each([
    ...Object.keys(byName),
    ...'x-auth-token dbPassword user.passwd AWS_SECRET_ACCESS_KEY credentials PGPASSWORD'.split(
      ' ',
    ),
  ])('%s', (name) => {
    expect(isSecretName(name)).toBe(true);
  });

  test.each([
    ...'tokens max_tokens total_tokens prompt_tokens next_page_token nextPageToken'.split(' '),
    ...'continuation_token stop_token token_type key idempotency-key keyboard id'.split(' '),
    ...'primary_key secretary passed author sort_key password_reset_at cookie_banner'.split(' '),
  ])('not %s', (name) => {
    expect(isSecretName(name)).toBe(false);
  });

  test('of variables, by what is in them, too', () => {
    for (const [name, value] of Object.entries(byEnvironment)) {
      expect(isSecretVariable(name, value), name).toBe(true);
    }
    for (const name of ['PATH', 'PWD', 'OLDPWD', 'HOME', 'AWS_REGION', 'FORMAT', 'XAUTHORITY']) {
      expect(isSecretVariable(name, '/a/b'), name).toBe(false);
    }
    expect(isSecretVariable('CACHE', 'redis://localhost:6379/0')).toBe(false);
  });
});

/** Each way in which a secret may stand in what is kept. */
const ways: readonly (readonly [string, (name: string, secret: string) => unknown])[] = [
  ['a field', (name, secret) => ({ a: [{ [name]: secret }] })],
  ['a field of JSON in a text', (name, secret) => JSON.stringify({ n: 1, [name]: secret })],
  [
    'JSON in JSON',
    (name, secret) => ({ args: JSON.stringify({ q: JSON.stringify({ [name]: secret }) }) }),
  ],
  ['JSON within words', (name, secret) => `calling with ${JSON.stringify({ [name]: secret })} now`],
  ['JSON that breaks off', (name, secret) => JSON.stringify({ [name]: secret }).slice(0, -2)],
  [
    'escaped JSON within words',
    (name, secret) => `args ${JSON.stringify(JSON.stringify({ [name]: secret }))}`,
  ],
  ['a query', (name, secret) => `/orders?page=2&${name}=${encodeURIComponent(secret)}&x=1`],
  [
    'a header in a list of pairs',
    (name, secret) => [
      ['accept', '*'],
      [name, secret],
    ],
  ],
  ['a header by name and value', (name, secret) => ({ headers: [{ name, value: secret }] })],
  ['code', (name, secret) => `${name} = '${secret}'`],
];

describe.each(ways)('in %s', (_, way) => {
  const found = (name: string, secret: string) => {
    const text = JSON.stringify(inputOf(way(name, secret)));
    const spelt = [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)];
    return spelt.some((one) => text.includes(one));
  };

  test.each(Object.entries({ ...byName }))('%s is out', (name, secret) => {
    expect(found(name, secret)).toBe(false);
  });
  test.each(Object.entries(byShape))('%s is out', (_name, secret) => {
    expect(found('note', secret)).toBe(false);
  });
  test.each(Object.entries(byEnvironment))('%s is out', (_name, secret) => {
    expect(found('note', secret)).toBe(false);
  });
});

describe('in words', () => {
  const text = (raw: string) => make().text(raw);

  test.each([
    ['Authorization: Bearer abc.def-123', 'abc.def-123'],
    ['authorization: Basic dXNlcjpodW50ZXIy', 'dXNlcjpodW50ZXIy'],
    ['Cookie: sid=abcdefgh; theme=dark', 'abcdefgh'],
    ['curl --api-key k9-aa-11-bb https://x', 'k9-aa-11-bb'],
    ['api-key: abc123def', 'abc123def'],
    ['https://ann:pa55word@example.com/x', 'pa55word'],
    ['https://hooks.slack.com/services/T0/B0/abcDEF123', 'T0/B0/abcDEF123'],
    ['-----BEGIN RSA PRIVATE KEY-----\nMIIabc\nxyz\n-----END RSA PRIVATE KEY-----', 'MIIabc'],
  ])('%s', (raw, secret) => {
    expect(text(raw)).not.toContain(secret);
    expect(text(raw)).toContain('[redacted:');
  });

  test.each([
    'Your password: please reset it at once',
    'the token count was 4096; max_tokens=4096, next_page_token=abc123def456',
    'authorization: pending',
    'Bearer authentication is needed',
    'task-1234567890abcdef1234 on risk-averse-and-long-winded',
    'https://example.com:8080/a?b=c@d',
    'order BK-4f9a1c2b costs 480 EUR at 12:30',
    'token=true&password=',
    '{"usage":{"prompt_tokens":12,"total_tokens":40},"cursor":"abc"}',
  ])('%s stays', (raw) => {
    expect(text(raw)).toBe(raw);
  });
});

test('the same secret is the same word wherever it stood, the harness’s own values stay', () => {
  const secret = 'blue-Herring-71';
  const word = markOf(secret);
  const redactor = make();
  const before = started({ note: `it said ${secret}` });
  const events = [before, started({ password: secret, token: 'TK-4f9a1c2b', n: 7, isOn: true })];
  const kept = redactor.settled(events.map(redactor.happening));
  expect(kept).toMatchObject([
    { input: { note: `it said ${word}` } },
    { input: { password: word, token: 'TK-4f9a1c2b', n: 7, isOn: true } },
  ]);
  expect(redactor.settled(kept)).toEqual(kept);
});

test('what has no secret in it is kept as it is', () => {
  const event = started({ to: 'Rome', passengers: [{ name: 'Ann', max_tokens: 5 }], when: null });
  expect(make().happening(event)).toBe(event);
});

test('a variable is told by its name, its password by itself; what everybody sets is no secret', () => {
  const redactor = make();
  expect(redactor.text('key zebra crossing 12')).toBe('key [redacted:ACME_API_KEY]');
  expect(redactor.text('as d4tabase-pw-31')).toBe('as [redacted:DATABASE_URL]');
  expect(
    secretsOf({ OPENAI_API_KEY: 'test', DB_PASSWORD: 'postgres', A_TOKEN: '123456' }).size,
  ).toBe(0);
});

test('a scenario adds names and patterns; an agent’s own variables are learnt', () => {
  const redactor = redaction({ ...none, names: ['ssn'], patterns: [/EMP-\d+/i] })();
  redactor.learn(secretsOf({ SHOP_KEY: 'given-value-1' }));
  expect(
    redactor.happening(started({ SSN: '078-05', who: 'emp-12 has given-value-1' })),
  ).toMatchObject({
    input: { SSN: markOf('078-05'), who: `${markOf('emp-12')} has [redacted:SHOP_KEY]` },
  });
});

test.each([
  ['a number by a name of its own', { pin: 4711 }, '4711'],
  ['all that is in what has such a name', { pin: { a: ['Zaphod', true, 7] } }, 'Zaphod'],
  ['a number in a query', '/pay?pin=4711', '4711'],
  ['a short text by a pattern', { at: 'Q7-1' }, 'Q7-1'],
  ['a number by a pattern', { card: 4111111111111111 }, '4111111111111111'],
  ['such a number in a text', '{"card":4111111111111111}', '4111111111111111'],
  ['a number by a common name', { api_key: 99887766554433 }, '99887766554433'],
])('%s', (_, input, secret) => {
  const redactor = redaction({ ...none, names: ['pin'], patterns: [/Q7-\d/, /\b4\d{15}\b/] })();
  expect(JSON.stringify(redactor.happening(started(input)))).not.toContain(secret);
});

test('counts stay, and what says how a task ended, whatever the patterns', () => {
  const redactor = redaction({ ...none, names: [], patterns: [/answered|full/] })();
  const counted = started({ token: 12, cookies: 3, password: { length: 20 } });
  expect(redactor.happening(counted)).toBe(counted);
  const answer = 'answered in full';
  const ending = { how: 'answered', answer, disposition: 'full', correct: null } as const;
  const ended: Event = { seq: 0, atMs: 0, kind: 'task.end', task: 't', ending };
  expect(redactor.happening(ended)).toMatchObject({
    ending: { how: 'answered', answer: expect.stringContaining('[redacted:'), disposition: 'full' },
  });
});

test('one that serves without end forgets the secrets that it met longest ago', () => {
  const redactor = redaction(none, 10)();
  const secret = (n: number) => `a-secret-${n}-a`;
  for (let n = 0; n < 100; n += 1) {
    redactor.learn(new Map([[secret(n), `[${n}]`]]));
    redactor.learn(new Map([['met-again-1', '[again]']]));
  }
  expect(redactor.text(`${secret(99)} met-again-1`)).toBe('[99] [again]');
  expect(redactor.text(secret(5))).toBe(secret(5));
  const all = redaction(none)();
  for (let n = 0; n < 100; n += 1) all.learn(new Map([[secret(n), `[${n}]`]]));
  expect(all.text(secret(5))).toBe('[5]');
});

test('lines of output, errors and their stacks', () => {
  const redactor = make();
  const key = ['-----BEGIN PRIVATE KEY-----', 'MIIEvQ', '-----END PRIVATE KEY-----'];
  expect(redactor.lines(['start', ...key, 'end'])).toEqual([
    'start',
    markOf(key.join('\n')),
    'end',
  ]);
  const lines = ['start', 'end'];
  expect(redactor.lines(lines)).toBe(lines);
  const error = new Error(`no ${byShape['github']}`);
  expect(redactor.error(error)).toBe(error);
  expect(`${error.message} ${error.stack}`).not.toContain(byShape['github']);
  const cause = new Error(`no ${byShape['github']}`);
  cause.cause = cause;
  redactor.error(new Error('no', { cause }));
  expect(cause.message).not.toContain(byShape['github']);
});
