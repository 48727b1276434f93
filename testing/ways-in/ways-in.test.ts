import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  api,
  completes,
  eventsOf,
  exactlyOnce,
  http,
  HttpResponse,
  lostReply,
  mcp,
  nonce,
  provider,
  rateLimit,
  run,
  scenario,
  service,
  toolError,
  type At,
  type Points,
  type Script,
  type ServiceOptions,
  type Strike,
} from '../../index.ts';
import { start } from '../../cli/testing/command.ts';
import { folderIn, type Folder } from '../../cli/testing/folder.ts';
import { plainEnv } from '../../cli/testing/plain-env.ts';
import { served, type Served } from './served.ts';

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const main = here('../../cli/main.ts');
const hasPython = spawnSync('python3', ['--version']).status === 0;
if (!hasPython) console.log('skipped: the agent in Python, as there is no python3 here');

/** What the model says: it orders until there is an order. */
const answers = here('answers.mjs');
const { default: script } = (await import(answers)) as { default: Script };

/** How an agent is asked: what it is told of it, and what its scenario says. */
const asked: Readonly<Record<string, Pick<ServiceOptions, 'ask' | 'ready' | 'until'>>> = {
  serve: { ask: 'POST /chat' },
  stdin: { ask: 'stdin' },
  argument: { ask: 'argument' },
  terminal: { ask: 'terminal', ready: /What may it be\? $/m },
};

/** How its model is found: by the address that it is given, or by the host that it asks anyway. */
const led = ['by its base URL', 'by the proxy'] as const;
type Led = (typeof led)[number];
const hostsOf = (way: Led, ...hosts: readonly string[]) =>
  way === 'by the proxy' ? { hosts } : {};

const modelLed = (way: Led) =>
  provider({
    script,
    ...hostsOf(way, 'api.openai.com'),
  });

interface Agent {
  readonly command: readonly string[];
  readonly points: (way: Led) => Points;
  readonly env: (at: At, way: Led) => Readonly<Record<string, string>>;
  readonly effect: string;
  /** What goes wrong at its tool. */
  readonly strike: Strike;
}

const urls = (at: At, way: Led, names: Readonly<Record<string, string>>) =>
  way === 'by the proxy'
    ? {}
    : Object.fromEntries(Object.entries(names).map(([name, point]) => [name, at.url(point)]));

/** Neither imports anything of ours. */
const agents: Readonly<Record<string, Agent>> = {
  'in Python, of its standard library': {
    command: ['python3', here('python_agent.py')],
    points: (way) => ({
      model: modelLed(way),
      shop: api(
        () => {
          const made = new Map<string, string>();
          return [
            http.post('/orders', ({ request }) => {
              const key = request.headers.get('idempotency-key') ?? nonce('KEY');
              made.set(key, made.get(key) ?? nonce('OR'));
              return HttpResponse.json({ order: made.get(key) });
            }),
          ];
        },
        { effects: ['POST /orders'], ...hostsOf(way, 'shop.example') },
      ),
    }),
    env: (at, way) => urls(at, way, { OPENAI_BASE_URL: 'model', SHOP_URL: 'shop' }),
    effect: 'POST /orders',
    strike: lostReply().at('shop', { call: 'POST /orders', calls: 1 }),
  },
  'in Node, of the AI SDK, with tools of MCP over stdio': {
    command: [process.execPath, here('node-agent.mjs')],
    points: (way) => ({
      model: modelLed(way),
      shop: mcp({
        tools: {
          order: {
            description: 'Orders an item.',
            inputSchema: { type: 'object', properties: { item: { type: 'string' } } },
            run: ({ item }) => ({ order: nonce('OR'), item }),
          },
        },
        effects: { order: { id: 'order', key: null } },
      }),
    }),
    env: (at, way) => ({
      ...urls(at, way, { OPENAI_BASE_URL: 'model' }),
      TOOLS_COMMAND: JSON.stringify([
        process.execPath,
        main,
        'mcp',
        '--quiet',
        '--upstream',
        at.url('shop'),
        '--stdio',
      ]),
    }),
    effect: 'tools/call order',
    strike: toolError().at('shop', { call: 'tools/call order', calls: 1 }),
  },
};

const table = Object.keys(agents)
  .filter((agent) => hasPython || !agent.includes('Python'))
  .flatMap((agent) =>
    Object.keys(asked).flatMap((way) => led.map((by) => [agent, way, by] as const)),
  );

describe('an agent that imports nothing of ours', () => {
  test.each(table)('%s, asked by %s, led %s', async (name, way, by) => {
    const { command, points, env, effect, strike } = agents[name]!;
    const record = await run(
      scenario('it orders once', {
        points: points(by),
        system: service({
          command: [...command, way],
          env: (at) => ({ OPENAI_API_KEY: 'test', ...env(at, by) }),
          ...asked[way]!,
        }),
        tasks: [
          { input: 'Order tea.', expect: { effects: { [effect]: 1 }, answer: /Ordered: OR-/ } },
        ],
        plan: [rateLimit().at('model', { calls: 1 }), strike],
        phases: ['fault'],
        checks: [completes(), exactlyOnce('shop')],
      }),
      { mode: 'wire' },
    );
    const said = JSON.stringify([record.verdicts, record.output, record.outcomes]);
    expect(record.result, said).toBe('pass');
    expect(record.outcomes.map(({ outcome }) => outcome)).toEqual(['recovered']);
    const hits = eventsOf(record.trace, 'fault.hit').map(({ fault }) => fault);
    expect(new Set(hits)).toEqual(new Set(['rate-limit', strike.fault.name]));
    expect(eventsOf(record.trace, 'foreign')).toEqual([]);
  });
});

describe('with the commands that need no scenario', () => {
  let place: Folder;
  let shop: Served;
  beforeAll(async () => {
    place = await folderIn(tmpdir());
    shop = await served();
  });
  afterAll(async () => {
    await shop.close();
    await place.remove();
  });

  test.skipIf(!hasPython)('the agent in Python asks through brownout gateway', async () => {
    const faults = {
      model: ['rate-limit calls=1'],
      shop: ['lost-reply call="POST /orders" calls=1'],
    };
    const routes = [
      { name: 'model', path: '/openai', script: answers, faults: faults.model },
      { name: 'shop', path: '/shop', kind: 'api', upstream: shop.url, faults: faults.shop },
    ];
    await place.write('routes.json', JSON.stringify({ routes }));
    const gateway = start([process.execPath, main, 'gateway', 'routes.json', '--port', '0'], {
      cwd: place.path,
    });
    await gateway.until((text) => /^ready$/m.test(text));
    const [, port = ''] = /:(\d+)\//.exec(gateway.said()) ?? [];
    const at = `http://127.0.0.1:${port}`;
    const env = { ...plainEnv(), OPENAI_BASE_URL: `${at}/openai/v1`, SHOP_URL: `${at}/shop` };
    const [program, ...args] = [
      ...agents['in Python, of its standard library']!.command,
      'argument',
      'Order tea.',
    ];
    const agent = start([program, ...args], { cwd: place.path, env });
    expect((await agent.ended).stdout).toMatch(/^Ordered: OR-1\.$/m);
    const metrics = await (await fetch(`${at}/metrics`)).text();
    expect(metrics).toMatch(/fault="rate-limit".* 1$/m);
    expect(metrics).toMatch(/fault="lost-reply".* 1$/m);
    expect(shop.orders()).toBe(1);
    gateway.kill('SIGINT', 'main');
    await gateway.ended;
  });

  test('the agent in Node starts its server of tools by brownout mcp, and asks brownout provider', async () => {
    const flags = ['--script', answers, '--port', '0', '--fault', 'rate-limit calls=1'];
    const model = start([process.execPath, main, 'provider', ...flags], { cwd: place.path });
    await model.until((text) => /^serving a model/m.test(text));
    const [, port = ''] = /:(\d+)\//.exec(model.said()) ?? [];
    const journal = path.join(place.path, 'struck.jsonl');
    const wrapped = [
      process.execPath,
      main,
      'mcp',
      '--journal',
      journal,
      '--fault',
      'tool-error tool=order calls=1',
    ];
    const env = {
      ...plainEnv(),
      OPENAI_API_KEY: 'test',
      OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1`,
      TOOLS_COMMAND: JSON.stringify([
        ...wrapped,
        '--',
        process.execPath,
        here('orders-server.mjs'),
      ]),
    };
    const agent = start([process.execPath, here('node-agent.mjs'), 'argument', 'Order tea.'], {
      cwd: place.path,
      env,
    });
    // The first call was answered by the fault, and never came to the server.
    expect((await agent.ended).stdout).toMatch(/^Ordered: OR-1\.$/m);
    expect(readFileSync(journal, 'utf8')).toContain('"tool-error"');
    model.kill('SIGINT', 'main');
    await model.ended;
  });
});
