import { readFileSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import { badFrame, errorFrame } from '../../../faults/index.ts';
import { rewrittenBy } from '../../../faults/testing/samples.ts';
import type { End, Failure, Reply } from '../../model/reply.ts';
import type { Turn } from '../../model/turn.ts';
import { provider } from '../provider.ts';
import { falseTime, settledWithin } from '../testing/false-time.ts';
import { rig, type RigCall } from '../testing/rig.ts';
import { anthropicSdk } from './testing/anthropic.ts';
import { openaiAgents } from './testing/agents.ts';
import { aiAnthropic, aiGoogle, aiResponses } from './testing/ai.ts';
import { azureOpenai } from './testing/azure.ts';
import { awsBedrock } from './testing/bedrock.ts';
import type { Client } from './testing/client.ts';
import { genai, genaiInteractions } from './testing/genai.ts';
import { langchainAnthropic, langchainOpenai } from './testing/langchain.ts';
import { ollamaClient } from './testing/ollama.ts';
import { openai6Chat, openai7Chat, openai7Responses } from './testing/openai.ts';

// What real clients do with our bytes, by default. Time is false in all of it: nothing really waits.
falseTime();

/** The tables of docs/clients.md: a heading, and the clients that it compares. */
const tables: Readonly<Record<string, Readonly<Record<string, Client>>>> = {
  "OpenAI's client": {
    '6, Chat Completions': openai6Chat,
    '7, Chat Completions': openai7Chat,
    '7, Responses': openai7Responses,
  },
  "Anthropic's and Google's clients": {
    '@anthropic-ai/sdk': anthropicSdk,
    '@google/genai': genai,
    '@google/genai, Interactions': genaiInteractions,
  },
  "Azure's, AWS's and Ollama's clients": {
    'openai, AzureOpenAI': azureOpenai,
    '@aws-sdk/client-bedrock-runtime': awsBedrock,
    ollama: ollamaClient,
  },
  'ai (Vercel)': {
    'OpenAI Responses': aiResponses,
    Anthropic: aiAnthropic,
    Google: aiGoogle,
  },
  'LangChain and @openai/agents': {
    '@langchain/openai': langchainOpenai,
    '@langchain/anthropic': langchainAnthropic,
    '@openai/agents': openaiAgents,
  },
};

type Strike = (call: RigCall) => Promise<Reply> | Reply;
type Asks = (client: Client, fetch: typeof globalThis.fetch) => PromiseLike<unknown> | undefined;

const ask: Asks = (client, fetch) => client.ask(fetch);
const stream: Asks = (client, fetch) => client.stream?.(fetch);
const tool: Asks = (client, fetch) => client.tool?.(fetch);

/** The rows: what goes wrong, what is asked, and how the reply is struck. */
const rows: readonly (readonly [title: string, asks: Asks, strike: Strike])[] = [
  ['429', ask, failing({ status: 429 })],
  ['429, `retry-after` 5 s, once', ask, failing({ status: 429, retryAfterMs: 5000 }, 1)],
  ['429, `retry-after` 70 s, once', ask, failing({ status: 429, retryAfterMs: 70_000 }, 1)],
  ['429, `insufficient_quota`', ask, failing({ status: 429, code: 'insufficient_quota' })],
  ['500', ask, failing({ status: 500 })],
  ['503', ask, failing({ status: 503 })],
  ['529', ask, failing({ status: 529 })],
  ['connection reset, no reply', ask, () => Promise.reject(reset())],
  ['400, context too long', ask, failing({ status: 400, code: 'context_length_exceeded' })],
  ['200 with HTML', ask, () => html],
  ['200 with half of its JSON', ask, changed(halfJson)],
  ['turn that says nothing', ask, saying({ text: '' })],
  ['turn of thoughts alone', ask, saying({ text: '', thoughts: 'Hm.' })],
  ['refusal', ask, saying({ text: 'I will not.', finish: 'refusal' })],
  ['content filter', ask, saying({ text: '', finish: 'content-filter' })],
  ['stream ends cleanly, unfinished', stream, changed((reply) => half(reply, 'done'))],
  ['stream is reset', stream, changed((reply) => half(reply, 'reset'))],
  [
    'error frame',
    stream,
    changed((reply) => rewrittenBy(errorFrame({ at: middle(reply) }), reply)),
  ],
  [
    'malformed frame',
    stream,
    changed((reply) => rewrittenBy(badFrame({ at: middle(reply) }), reply)),
  ],
  ['arguments break off', tool, calling({ name: 'price', arguments: '{"city":"Ro' })],
  ['arguments against the schema', tool, calling({ name: 'price', arguments: '{"town":7}' })],
  ['unknown tool', tool, calling({ name: 'teleport', arguments: '{}' })],
  ['JSON stalls, timeout of 1 s', (one, fetch) => one.impatient?.(fetch, false), stalled],
  ['stream stalls, timeout of 1 s', (one, fetch) => one.impatient?.(fetch, true), stalled],
];

it('clients do what docs/clients.md says', async () => {
  // Without it the waits have jitter.
  vi.spyOn(Math, 'random').mockReturnValue(0);
  vi.spyOn(console, 'error').mockReturnValue();
  vi.spyOn(console, 'warn').mockReturnValue();
  vi.stubGlobal('AI_SDK_LOG_WARNINGS', false);
  const sections: string[] = [];
  for (const [heading, clients] of Object.entries(tables)) {
    const names = Object.entries(clients).map(
      ([name, one]) => `${name} (${versionOf(one.package)})`,
    );
    const lines = [`| | ${names.join(' | ')} |`, `| --- |${' --- |'.repeat(names.length)}`];
    for (const [title, asks, strike] of rows) {
      const cells: string[] = [];
      for (const client of Object.values(clients)) cells.push(await cellOf(client, asks, strike));
      if (cells.some((cell) => cell !== '')) lines.push(`| ${title} | ${cells.join(' | ')} |`);
    }
    sections.push(`## ${heading}\n\n${lines.join('\n')}\n`);
  }
  await expect(`${head}${sections.join('\n')}`).toMatchFileSnapshot('../../../docs/clients.md');
});

const head = `# What clients do

What real clients do by default with what goes wrong, measured against the [simulated provider](dialects.md) in virtual time: how often they ask and how long
they wait before each repeat (without jitter), and what their caller gets. \`harness/provider/clients/clients.test.ts\` measures this page anew.
*silent* means that no error reaches the caller.

What an agent has to see for itself, whichever client it has:

- A stream that ends cleanly without its end is silent, AWS's too, except in \`@openai/agents\` and \`ollama\`; \`ai\` gives it the finish \`interrupted\`.
- The timeouts of OpenAI's and Anthropic's clients do not cover a stream that stalls; Google's does.
- A 429 for money is asked again as any other, except by LangChain; a wait of 70 s is sat out, cut short or given up.
- Arguments that break off become \`{}\` from Anthropic and from Bedrock, and a turn that says nothing is a success.
- A malformed frame is dropped without a word by \`ollama\` and by Google's Interactions, and told to onError alone by \`ai\`.
- An error in mid-stream is an event like any other to Google's Interactions: nothing throws.
- Google's own client asks for contents once, whatever comes, unless it is given \`retryOptions\`, and for an interaction five times; \`ollama\` always asks once, and has no timeout.
- AWS's client draws each wait between nothing, as here, and a bound; a wait that it is told is cut to 5 s.

`;

async function cellOf(client: Client, asks: Asks, strike: Strike): Promise<string> {
  const rigged = rig(provider({ script: [{ reply: 'I do not know, caffè?' }] }), strike);
  const asked = asks(client, rigged.fetch);
  if (!asked) return '';
  const result = await settledWithin(asked, 200_000);
  const { atMs } = rigged;
  const waits = atMs.slice(1).map((ms, nth) => Math.round((ms - (atMs[nth] ?? 0)) / 500) / 2);
  // What an agent asks after a turn is no repeat.
  const isRepeat = asks !== tool && waits.length > 0;
  const times = isRepeat ? `${atMs.length} × (${waits.join(', ')} s): ` : '';
  return times + (result === null ? 'pending' : outcomeOf(result));
}

function outcomeOf(result: PromiseSettledResult<unknown>): string {
  if (result.status === 'rejected') return wordOf(result.reason);
  const { value } = result;
  if (typeof value === 'string') return worded(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (!('text' in value && 'finish' in value)) return worded(JSON.stringify(value));
  const { text, finish, quiet = [] } = value as { text: string; finish: string; quiet?: unknown[] };
  const errors = quiet.length === 0 ? 'silent' : `${quiet.map(wordOf).join(', ')} to onError alone`;
  return `${worded(text)}, finish ${finish}, ${errors}`;
}

function worded(text: string): string {
  if (text === '') return 'an empty text';
  return /^"?I do not know, caffè\?"?$/.test(text)
    ? 'answers'
    : `\`${text.replaceAll('|', '\\|')}\``;
}

function wordOf(error: unknown): string {
  if (!(error instanceof Error)) return `throws ${JSON.stringify(error)}`;
  const name = error.name === 'Error' ? error.constructor.name : error.name;
  return name === 'Error' ? `Error: ${error.message.slice(0, 60)}` : name;
}

function versionOf(name: string): string {
  const at = new URL(`../../../node_modules/${name}/package.json`, import.meta.url);
  return (JSON.parse(readFileSync(at, 'utf8')) as { version: string }).version;
}

function failing(
  failure: Omit<Extract<Failure, { kind: 'status' }>, 'kind'>,
  times = Infinity,
): Strike {
  return ({ nth, point, at, answer }) =>
    nth > times ? answer() : point.fail({ kind: 'status', ...failure }, at);
}

function reset(): TypeError {
  const cause = Object.assign(new Error('read ECONNRESET'), {
    code: 'ECONNRESET',
    syscall: 'read',
  });
  return new TypeError('fetch failed', { cause });
}

const html: Reply = {
  status: 200,
  headers: { 'content-type': 'text/html' },
  frames: [{ afterMs: 0, data: '<html>busy</html>' }],
  end: 'done',
};

function changed(change: (reply: Reply) => Reply): Strike {
  return async ({ answer }) => change(await answer());
}

function halfJson(reply: Reply): Reply {
  const data = String(reply.frames[0]?.data);
  return { ...reply, frames: [{ afterMs: 0, data: data.slice(0, data.length / 2) }] };
}

function middle({ frames }: Reply): number {
  return Math.floor(frames.length / 2);
}

function half(reply: Reply, end: End): Reply {
  return { ...reply, frames: reply.frames.slice(0, middle(reply)), end };
}

async function stalled({ answer }: RigCall): Promise<Reply> {
  const reply = await answer();
  const isStream = reply.frames.length > 1;
  return { ...reply, frames: isStream ? reply.frames.slice(0, middle(reply)) : [], end: 'stall' };
}

function saying(turn: Partial<Turn>): Strike {
  return ({ point, at }) => point.render(turn, at);
}

/** The first turn calls a tool so. */
function calling(call: Readonly<Record<'name' | 'arguments', string>>): Strike {
  return ({ nth, point, at, answer }) =>
    nth === 1 ? point.render({ toolCalls: [call], finish: 'tool-calls' }, at) : answer();
}
