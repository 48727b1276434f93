import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { rootCertificates } from 'node:tls';
import { http, HttpResponse } from 'msw';
import OpenAI from 'openai';
import { describe, expect, test } from 'vitest';
import {
  badFrame,
  cleanCut,
  errorFrame,
  finCut,
  lostReply,
  rateLimit,
  refuse,
  resetCut,
  slow,
  slowTokens,
  unreachable,
} from '../../faults/index.ts';
import { scenario } from '../../index.ts';
import { completes } from '../checks/completes.ts';
import type { At, System } from '../model/scenario.ts';
import type { RunRecord } from '../model/trace/run-record.ts';
import { eventsOf, type Mode } from '../model/trace/trace.ts';
import { api } from '../points/api.ts';
import { provider } from '../provider/provider.ts';
import { service } from '../wire/agent/service.ts';
import { inProcess } from './in-process.ts';
import { run } from './run.ts';

const points = () => ({
  model: provider({
    script: ({ user }) => `You said ${user}.`,
    pace: { first: 0, gap: 0 },
    hosts: ['api.openai.com'],
  }),
  shop: api([http.get('/look', () => HttpResponse.json({ seen: true }))], {
    hosts: ['shop.example', 'API.example:8443'],
  }),
});

function played(
  system: System,
  { mode = 'wire', ...more }: { mode?: Mode; atOnce?: number } = {},
): Promise<RunRecord> {
  const claim = scenario('it asks hosts', {
    points: points(),
    system,
    tasks: [{ input: 'tea' }, { input: 'milk' }],
    plan: [slow({ ms: 1 }).at('shop')],
    phases: ['fault'],
    checks: [completes()],
    ...more,
  });
  return run(claim, { mode, seed: 1 });
}

const answersOf = ({ trace }: RunRecord) =>
  eventsOf(trace, 'task.end').map(({ ending }) =>
    ending.how === 'answered' ? ending.answer : ending,
  );
const callsOf = ({ trace }: RunRecord) =>
  eventsOf(trace, 'call.start').map(({ point, label, task }) => `${task} ${point} ${label}`);

const node = (text: string) => [process.execPath, '--input-type=module', '-e', text];
const python = (text: string) => ['python3', '-c', text];

const clients: readonly [string, readonly string[]][] = [
  [
    'fetch of Node',
    node(`
      const [one, two, three] = [await fetch('https://shop.example/look'),
        await fetch('http://shop.example/look'), await fetch('https://api.example:8443/look')];
      console.log(JSON.stringify([await one.json(), await two.json(), await three.json()]));`),
  ],
  [
    'urllib of Python',
    python(`
import json, urllib.request
get = lambda url: json.load(urllib.request.urlopen(url, timeout=9))
print(json.dumps([get('https://shop.example/look'), get('http://shop.example/look'), get('https://api.example:8443/look')]))`),
  ],
  [
    'curl, in one connection and two',
    [
      'sh',
      '-c',
      `a=$(curl -sS https://shop.example/look https://shop.example/look http://shop.example/look) && echo "[$a]" | sed 's/}{/},{/g'`,
    ],
  ],
  [
    'curl with TLS 1.2',
    [
      'sh',
      '-c',
      `c="curl -sS --tlsv1.2 --tls-max 1.2"; echo "[$($c https://shop.example/look),$($c https://shop.example/look),$($c https://shop.example/look)]"`,
    ],
  ],
];

describe('a declared host leads to its point', () => {
  test.each(clients)('for %s', async (_, command) => {
    const record = await played(service({ command, ask: 'stdin' }));
    expect(answersOf(record)).toEqual([1, 2].map(() => [1, 2, 3].map(() => ({ seen: true }))));
    const [one, two] = ['during-1 shop GET /look', 'during-2 shop GET /look'];
    expect(callsOf(record)).toEqual([one, one, one, two, two, two]);
    expect(eventsOf(record.trace, 'foreign')).toEqual([]);
    expect(record.result).toEqual('pass');
  });

  test("for OpenAI's SDK as it comes, JSON and streamed", async () => {
    const record = await played(
      service({
        command: node(`
          import OpenAI from 'openai';
          const input = await new Response(process.stdin).text();
          const ask = { model: 'gpt-5', messages: [{ role: 'user', content: input }] };
          const client = new OpenAI();
          const whole = await client.chat.completions.create(ask);
          let text = '';
          for await (const piece of await client.chat.completions.create({ ...ask, stream: true }))
            text += piece.choices[0]?.delta?.content ?? '';
          console.log(JSON.stringify([whole.choices[0].message.content, text]));`),
        ask: 'stdin',
        env: () => ({ OPENAI_API_KEY: 'sk-proj-0123456789abcdefghijklmnop' }),
      }),
    );
    expect(answersOf(record)).toEqual([
      ['You said tea.', 'You said tea.'],
      ['You said milk.', 'You said milk.'],
    ]);
    expect(JSON.stringify(record)).not.toMatch(/PRIVATE KEY|BEGIN CERT|sk-proj-0/);
  });

  test("for fetch and OpenAI's SDK in sim", async () => {
    const agent = inProcess(() => async (input) => {
      const messages = [{ role: 'user' as const, content: String(input) }];
      const client = new OpenAI({ apiKey: 'none' });
      const { choices } = await client.chat.completions.create({ model: 'gpt-5', messages });
      const urls = ['https://shop.example/look', 'https://api.example:8443/look'];
      const [one, two] = await Promise.all(urls.map((url) => fetch(url)));
      return [await one?.json(), await two?.json(), choices[0]?.message.content];
    });
    const record = await played(agent, { mode: 'sim' });
    const said = ['tea', 'milk'].map((it) => [{ seen: true }, { seen: true }, `You said ${it}.`]);
    expect(answersOf(record)).toEqual(said);
    expect(callsOf(record)).toContain('during-1 shop GET /look');
  });
});

/** What a stream of the model comes to, from its address or its host. */
const streamed = (from: string) =>
  node(`
    let told = '';
    const say = (error) => [error.name, error.message, error.cause?.code].join(' ');
    const body = JSON.stringify({ model: 'gpt-5', stream: true, messages: [{ role: 'user', content: 'tea' }] });
    const reply = await fetch(${from} + '/chat/completions', { method: 'POST', body }).catch(say);
    try {
      if (typeof reply === 'string') told = reply;
      else for await (const piece of reply.body.pipeThrough(new TextDecoderStream())) told += piece;
    } catch (error) {
      told += say(error);
    }
    console.log(JSON.stringify(told.replaceAll(/"(id|created|system_fingerprint)":[^,]+/g, '')));`);

test.each([
  refuse({ status: 503 }),
  rateLimit(),
  unreachable(),
  lostReply(),
  resetCut(),
  finCut(),
  cleanCut(),
  badFrame(),
  errorFrame(),
  slowTokens({ gapMs: 5 }),
])('$name is the same from a host as from the address', async (fault) => {
  const env = (at: At) => ({ MODEL: at.url('model') });
  const played = async (from: string) => {
    const claim = scenario('it streams', {
      points: points(),
      system: service({ command: streamed(from), ask: 'stdin', env }),
      tasks: [{ input: 'tea' }],
      plan: [fault.at('model')],
      phases: ['fault'],
      checks: [completes()],
    });
    return run(claim, { mode: 'wire', seed: 1 });
  };
  const [direct, led] = [
    await played('process.env.MODEL'),
    await played('"https://api.openai.com/v1"'),
  ];
  expect(answersOf(led)).toEqual(answersOf(direct));
  const ends = ({ trace }: RunRecord) =>
    eventsOf(trace, 'call.end').map(({ outcome, status, meaning }) => [outcome, status, meaning]);
  expect(ends(led)).toEqual(ends(direct));
  expect(ends(led)).toHaveLength(1);
});

test('of many tasks at once, each call belongs to its own', async () => {
  const [, command] = clients[1]!;
  const record = await played(service({ command, ask: 'stdin' }), { atOnce: 2 });
  const [one, two] = ['during-1 shop GET /look', 'during-2 shop GET /look'];
  expect(callsOf(record).toSorted()).toEqual([one, one, one, two, two, two]);
});

test('a host that is not declared is refused as before', async () => {
  const command = node(`
    const say = (error) => String(error.cause?.message ?? error.message);
    console.log(await fetch('https://shop.example:444/look').then((it) => it.text(), say));`);
  const { trace } = await played(service({ command, ask: 'stdin' }));
  expect(eventsOf(trace, 'foreign')).toMatchObject([
    { host: 'shop.example:444', task: 'during-1' },
    { host: 'shop.example:444', task: 'during-2' },
  ]);
  expect(eventsOf(trace, 'call.start')).toEqual([]);
});

test("with `proxy: 'pass'` such a host is reached, and declared ones lead to their points", async () => {
  const other = createServer((_, reply) => reply.end('"outside"')).listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const command = [
    'sh',
    '-c',
    `echo "[$(curl -sS http://127.0.0.1:${port}/), $(curl -sS https://shop.example/look)]"`,
  ];
  // Else curl would ask this machine directly.
  const env = () => ({ NO_PROXY: '', no_proxy: '' });
  const [passed, refused] = [
    await played(service({ command, ask: 'stdin', env, proxy: 'pass' })),
    await played(service({ command, ask: 'stdin', env })),
  ];
  other.close();
  expect(answersOf(passed)).toEqual([1, 2].map(() => ['outside', { seen: true }]));
  expect(eventsOf(passed.trace, 'foreign')).toEqual([]);
  expect(eventsOf(refused.trace, 'foreign')[0]).toMatchObject({ host: `127.0.0.1:${port}` });
});

test.each([
  ['Node', node(`console.log(await fetch('https://shop.example/look').then(String, () => 'no'))`)],
  ['curl', ['sh', '-c', 'curl -s https://shop.example/look || echo no']],
  [
    'Python',
    python(`
import urllib.request
try: print(urllib.request.urlopen('https://shop.example/look', timeout=9))
except Exception as error: print('no')`),
  ],
])('that %s does not trust the certificate is told', async (_, command) => {
  const file = 'another.pem';
  const env = () => ({ NODE_EXTRA_CA_CERTS: '', SSL_CERT_FILE: file, CURL_CA_BUNDLE: file });
  const files = { [file]: rootCertificates[0] ?? '' };
  const record = await played(service({ command, ask: 'stdin', env, files }));
  expect(answersOf(record)).toEqual(['no', 'no']);
  expect(eventsOf(record.trace, 'foreign')).toMatchObject([
    { host: 'shop.example', task: 'during-1', why: 'untrusted' },
    { host: 'shop.example', task: 'during-2', why: 'untrusted' },
  ]);
});

test('the certificate is there while the run is, and the key nowhere', async () => {
  const command = node(`
    import { readFileSync, readdirSync, statSync } from 'node:fs';
    import { dirname } from 'node:path';
    const file = process.env.NODE_EXTRA_CA_CERTS;
    const folder = dirname(file);
    console.log(JSON.stringify({ file, text: readFileSync(file, 'utf8'), all: readdirSync(folder),
      mode: statSync(folder).mode & 0o777 }));`);
  const record = await played(service({ command, ask: 'stdin' }));
  const [first, second] = answersOf(record) as { file: string; text: string }[];
  expect(first).toEqual({
    file: expect.stringContaining('brownout-certificates-'),
    text: expect.stringMatching(/^-----BEGIN CERTIFICATE-----\n[^-]+-----END CERTIFICATE-----\n$/),
    all: ['authority.pem'],
    mode: 0o700,
  });
  expect(second).toEqual(first);
  expect(existsSync(first!.file)).toBe(false);
  const other = await played(service({ command, ask: 'stdin' }));
  expect((answersOf(other) as { text: string }[])[0]?.text).not.toBe(first!.text);
});

test.each<[string, System, RegExp]>([
  ['an agent in this process', inProcess(() => async () => 1), /got in process.*in sim/],
  [
    'an agent without the proxy',
    service({ command: node(''), ask: 'stdin', proxy: 'none' }),
    /api\.openai\.com.*got .*node/,
  ],
])('%s cannot be led, and is refused', async (_, system, words) => {
  await expect(played(system)).rejects.toThrow(words);
});

test.each([
  [['https://api.openai.com']],
  [['api.openai.com/v1']],
  [['127.0.0.1']],
  [['localhost:8080']],
  [['api.openai.com:443']],
  [['']],
  [[]],
])('%j are no hosts', (hosts) => {
  expect(() => api([], { hosts })).toThrow(/`hosts`|hosts/);
  const own = { ...api([http.get('/x', () => HttpResponse.json({}))]), hosts };
  const asked = { system: inProcess(() => async () => 1), tasks: [{ input: 1 }], plan: [] };
  const wrong = () => scenario('x', { ...asked, points: { own }, checks: [completes()] });
  expect(wrong).toThrow(expect.objectContaining({ code: 'bad-scenario' }));
});

test('a host leads to one point', () => {
  const shop = () => api([], { hosts: ['shop.example'] });
  const asked = { system: inProcess(() => async () => 1), tasks: [{ input: 1 }], plan: [] };
  const wrong = () =>
    scenario('x', { ...asked, points: { a: shop(), b: shop() }, checks: [completes()] });
  expect(wrong).toThrow(/shop\.example at 'a' and 'b'/);
});
