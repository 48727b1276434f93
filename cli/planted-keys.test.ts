import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { brownoutAnew } from './testing/command.ts';
import { folderInside, type Folder } from './testing/folder.ts';

const limitMs = 240_000;

/** Where each key is planted; nothing else holds the word. */
const keys = {
  authorization: 'bear.odd/1101-planted',
  'x-api-key': 'xkey.odd/1102-planted',
  'x-goog-api-key': 'goog.odd/1103-planted',
  cookie: 'sid.odd/1104-planted',
  'query key': 'query.odd/1105-planted',
  'body field': 'field.odd/1106-planted',
  variable: 'env.odd/1107-planted',
  'said by the agent': 'sk-said-1108-0123456789-planted',
  'given by the tool': 'tool.odd/1109-planted',
  'userinfo of a URL': 'user.odd-1110-planted',
};

const agentText = `
const keys = ${JSON.stringify(keys)};
/** Sends each key where it belongs, and says what comes back. */
export async function agent(shop, model, say) {
  const json = async (url, init) => {
    const reply = await fetch(url, init);
    return reply.ok ? await reply.json() : { refused: await reply.text() };
  };
  const body = (more) => JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'go on ' + more }] });
  for (const [name, value] of [['authorization', 'Bearer ' + keys.authorization],
    ['x-api-key', keys['x-api-key']], ['x-goog-api-key', keys['x-goog-api-key']], ['cookie', 'sid=' + keys.cookie]]) {
    const key = name === 'cookie' ? keys.cookie : keys[name];
    await json(model + '/chat/completions', { method: 'POST', headers: { [name]: value }, body: body('with ' + key) });
    await json(shop + '/echo?say=' + encodeURIComponent(key), { headers: { [name]: value } });
  }
  const gemini = model.replace('/v1', '/v1beta') + '/models/m:generateContent?key=' + encodeURIComponent(keys['query key']);
  await json(gemini, { method: 'POST', body: JSON.stringify({ contents: [{ parts: [{ text: keys['query key'] }] }] }) });
  await fetch('http://u:' + keys['userinfo of a URL'] + '@elsewhere.example/').catch((error) => say(String(error)));
  const order = await json(shop + '/orders', { method: 'POST', body: JSON.stringify({ api_key: keys['body field'] }) });
  // The tool's key is a secret by the field that it comes in: nobody knows it where none came.
  const { 'given by the tool': _, ...own } = keys;
  const known = [...Object.values(own), ...(order.token ? [order.token] : [])];
  say('all I know: ' + known.join(' '));
  say('GET http://u:' + keys['userinfo of a URL'] + '@elsewhere.example/ failed');
  return { status: 'done', said: keys['said by the agent'], order,
    told: known.filter((one) => !one.includes('user.odd')).join(', ') };
}`;

const scenarioText = `
import { api, completes, exactlyOnce, honest, http, HttpResponse, inProcess, provider, refuse, scenario, service, slow } from 'brownout';
import { agent } from './agent.mjs';
const shop = api([
  http.get('/echo', ({ request }) => HttpResponse.json({ url: request.url, headers: Object.fromEntries(request.headers) })),
  http.post('/orders', async ({ request }) => HttpResponse.json({ id: 'O-1', token: '${keys['given by the tool']}', got: await request.json() })),
], { effects: ['POST /orders'] });
const model = provider({ script: ({ user }) => 'you said ' + user });
const base = {
  points: { shop, model },
  tasks: [{ input: { api_key: '${keys['body field']}' }, expect: { effects: { 'POST /orders': 1 } } }],
  plan: [refuse({ status: 503 }).at('shop', { call: 'POST /orders', chance: 0.9 }), slow({ ms: 100 }).at('model', { chance: 0.2 })],
  checks: [completes(), exactlyOnce('shop'), honest()],
};
const system = inProcess((at) => () => agent(at.url('shop'), at.url('model'), () => {}));
export default [
  scenario('in process', { ...base, system, mutants: { other: { system, by: 'completes' } } }),
  scenario('as a command', { ...base, system: service({
    command: ['node', 'command.mjs'], ask: 'stdin', answer: 'all',
    env: (at) => ({ SHOP: at.url('shop'), MODEL: at.url('model'), AGENT_API_KEY: process.env.PLANTED_API_KEY }) }) }),
];`;

const commandText = `
import { agent } from './agent.mjs';
console.log(JSON.stringify(await agent(process.env.SHOP, process.env.MODEL, (line) => console.error(line))));`;

const env = { PLANTED_API_KEY: keys.variable };
let user: Folder;
beforeAll(async () => {
  user = await folderInside();
  await user.write('agent.mjs', agentText);
  await user.write('command.mjs', commandText);
  await user.write('a.scenario.ts', scenarioText);
});
afterAll(() => user.remove());

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => {
    const file = path.join(folder, name);
    return statSync(file).isDirectory() ? filesIn(file) : [file];
  });
}

/** Each line that has a key in it, with where it stands. */
function planted(where: string, text: string): readonly string[] {
  return text.split('\n').flatMap((line) => {
    const at = line.indexOf('planted');
    return at < 0 ? [] : [`${where}: ${line.slice(Math.max(0, at - 120), at + 20)}`];
  });
}

const plantedIn = (folder: string) =>
  filesIn(path.join(user.path, folder)).flatMap((file) =>
    planted(path.relative(user.path, file), readFileSync(file, 'utf8')),
  );

/** The first file of a folder whose name fits. */
function fileIn(folder: string, fits: RegExp): string {
  const found = filesIn(path.join(user.path, folder)).find((file) => fits.test(file));
  if (found === undefined) throw new Error(`no ${String(fits)} in ${folder}`);
  return found;
}

const inSim = ['a.scenario.ts', '-t', 'in process'];
const short = ['--rate', '4', '--phases', 'baseline:2s,fault:4s,recovery:2s'];
const every = ['--reporter', 'text,html,json,junit,markdown,otel'];

/** Each command that leaves something behind, after those that it reads from, and a file it must leave. */
const commands: readonly (readonly [
  name: string,
  args: () => readonly string[],
  leaves: RegExp,
])[] = [
  [
    'run',
    () => ['run', 'a.scenario.ts', '--runs', '3', '--keep-runs', 'all', ...every],
    /report\.otlp/,
  ],
  ['explore', () => ['explore', ...inSim, '--keep-going', '--budget', '20', ...every], /journal/],
  ['load', () => ['load', ...inSim, ...short], /load\.junit\.xml$/],
  [
    'load-wire',
    () => [
      'load',
      'a.scenario.ts',
      '-t',
      'as a command',
      '--rate',
      '2',
      '--phases',
      'baseline:1s,fault:2s',
    ],
    /load\.html$/,
  ],
  ['sweep', () => ['load', ...inSim, ...short, '--sweep', 'rate=2..4/2'], /curve/],
  [
    'capacity',
    () => ['load', ...inSim, ...short, '--find-capacity', '--slo', 'goodput>=50%'],
    /capacity/,
  ],
  [
    'matrix',
    () => ['matrix', 'a.scenario.ts', '-t', 'in process', '--runs', '3', ...every],
    /report\.html$/,
  ],
  [
    'compare',
    () => ['compare', fileIn('run', /report\.json$/), fileIn('run', /report\.json$/)],
    /compare\.md$/,
  ],
  [
    'compare-load',
    () => ['compare', fileIn('load', /load\.json$/), fileIn('load', /load\.json$/)],
    /compare/,
  ],
  ['replay', () => ['replay', fileIn('run', /\.repro\.json$/)], /./],
];

describe('no key stands in what a command leaves and prints', () => {
  test.for(commands)('%s', { timeout: limitMs }, async ([name, args, leaves]) => {
    const { stdout, stderr } = await brownoutAnew([...args(), '--out', name], {
      cwd: user.path,
      env,
      limitMs: 200_000,
    });
    expect(stderr).not.toContain('bug in brownout');
    expect(() => fileIn(name, leaves), stdout + stderr).not.toThrow();
    expect([...planted('printed', stdout + stderr), ...plantedIn(name)]).toEqual([]);
  });

  test('judge', async () => {
    const file = fileIn('run', /runs\/.*\.json$/);
    for (const how of [[], ['--json']]) {
      const ended = await brownoutAnew(['judge', file, ...how], {
        cwd: user.path,
      });
      expect(planted('printed', ended.stdout + ended.stderr)).toEqual([]);
      expect(ended.stdout).toMatch(/1 saved run|"completes"/);
    }
  });
});
