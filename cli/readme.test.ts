import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { catalogue } from '../faults/catalogue.ts';
import * as api from '../index.ts';
import { brownout, fromSource } from './testing/command.ts';
import { folderInside, type Folder } from './testing/folder.ts';

const limitMs = 120_000;
const root = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(`${root}/README.md`, 'utf8');

let user: Folder;
beforeAll(async () => {
  user = await folderInside();
});
afterAll(() => user.remove());

/** The text under a heading. */
function section(name: string): string {
  const [, text = ''] = readme.split(new RegExp(`^## ${name}$`, 'm'));
  return text.split(/^## /m)[0] ?? '';
}

/** Words in `code` of the rows of a table: of all cells, or of the first ones. */
function named(text: string, cells: 'first' | 'all'): readonly string[] {
  const rows = text.split('\n').filter((line) => line.startsWith('|'));
  return rows.flatMap((row) => {
    const its = row.split('|').slice(1, cells === 'first' ? 2 : -1);
    return [...its.join(' ').matchAll(/`([\w-]+)`/g)].map(([, word = '']) => word);
  });
}

test('it names every fault, and no other', () => {
  const faults = catalogue.kinds.map(({ name }) => name);
  const table = named(section('Faults'), 'all').toSorted();
  expect(table, 'the table under Faults in README.md').toEqual(faults.toSorted());
});

test('the checks it names can be imported', () => {
  const checks = named(section('Checks'), 'first');
  expect(checks.length).toBeGreaterThan(5);
  for (const check of checks) expect(Object.keys(api)).toContain(check);
});

test('it names every command, and no other', { timeout: limitMs }, async () => {
  const [line = ''] = section('Commands').trim().split('\n');
  const named = [...line.matchAll(/`(?:brownout )?([a-z]+)`/g)].map(([, verb = '']) => verb);
  const { stdout } = await brownout(['--help'], { cwd: user.path });
  const verbs = [...stdout.matchAll(/^ {2}([a-z]+) .*/gm)].map(([, verb = '']) => verb);
  expect(named.toSorted()).toEqual(verbs.filter((verb) => verb !== 'help').toSorted());
});

test('its scenario runs as it is written', { timeout: limitMs }, async () => {
  const [, scenario = ''] = /```ts\n([^]*?)```/.exec(section('A scenario')) ?? [];
  expect(scenario).toContain("command: ['python3', 'agent.py']");
  const text = scenario.replace("['python3', 'agent.py']", "['node', 'agent.mjs']");
  await user.write('books-once.scenario.ts', text);
  await user.write('agent.mjs', agent);
  const { code, stdout } = await brownout(['run'], { cwd: user.path });
  expect([code, stdout]).toEqual([0, expect.stringContaining('1 recovered')]);
});

test('the failure it prints is the one that is printed', { timeout: limitMs }, async () => {
  const text = section('The failure it prints');
  const [, command = ''] = /`npx brownout (run .*?)`/.exec(text) ?? [];
  const args = [...command.split(' '), '--out', user.path];
  const { stdout } = await fromSource(args, { cwd: root, limitMs });
  const [, block = ''] = /```text\n([^]*?)```/.exec(text) ?? [];
  const lines = block.split('\n').filter((line) => line !== '' && line.trim() !== '…');
  expect(lines.length).toBeGreaterThan(10);
  for (const line of lines) expect(stdout).toContain(line.split('.brownout/repros/')[0]);
});

/** What a search says, without its figures, is in the README. */
const wording = async () => {
  const text = section('Commands');
  const [, command = ''] = /`npx brownout (explore .*?)`/.exec(text) ?? [];
  const [, block = ''] = /```text\n([^]*?)```/.exec(text) ?? [];
  const { stdout } = await fromSource([...command.split(' '), '--out', user.path], {
    cwd: root,
    limitMs,
  });
  // How many runs it takes changes with every rule; what it says of them should not unseen.
  const plain = (said: string) =>
    said
      .replaceAll(/[\d,]*\d/g, '1')
      .replaceAll(/\s+/g, ' ')
      .trim();
  expect(plain(block)).toMatch(/^level schedules run .* found no way to break it$/);
  expect(plain(stdout)).toContain(plain(block));
};

/** It searches two levels deep, which takes half a minute: `npm run test:long` has it. */
const depths = process.env['BROWNOUT_LONG'] === undefined ? [] : ['two levels'];

test.for(depths)('what a search of %s says is worded as it shows', { timeout: limitMs }, wording);

/** An agent for it: asks the model, books what that says, and tries again where nothing came. */
const agent = `
import { createServer } from 'node:http';
const { OPENAI_BASE_URL, FLIGHTS_URL, PORT } = process.env;
const post = async (url, body, headers) => {
  for (let attempt = 1; attempt < 4; attempt += 1) {
    const options = { method: 'POST', body: JSON.stringify(body), headers };
    const reply = await fetch(url, options).catch(() => null);
    if (reply?.ok) return await reply.json();
  }
  throw new Error('no reply');
};
createServer(async (request, response) => {
  if (request.method === 'GET') return response.end('fine');
  const messages = [{ role: 'user', content: 'book' }];
  const ask = () => post(OPENAI_BASE_URL + '/chat/completions', { model: 'm', messages });
  const { message } = (await ask()).choices[0];
  messages.push(message);
  for (const { id } of message.tool_calls) {
    const booked = await post(FLIGHTS_URL + '/book', {}, { 'idempotency-key': id });
    messages.push({ role: 'tool', tool_call_id: id, content: JSON.stringify(booked) });
  }
  const text = (await ask()).choices[0].message.content;
  response.end(JSON.stringify({ status: 'done', text }));
}).listen(PORT, '127.0.0.1');
`;
