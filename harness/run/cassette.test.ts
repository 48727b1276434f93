import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LLMock } from '@copilotkit/aimock';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  completes,
  emptyContent,
  eventsOf,
  inProcess,
  provider,
  rateLimit,
  run,
  scenario,
  type Mode,
  type Plan,
} from '../../index.ts';
import { catalogue } from '../../faults/catalogue.ts';
import { writeAtomically } from '../../reports/files/write.ts';
import { redaction } from '../model/redaction/redactor.ts';
import { openRecorder } from '../provider/cassette/recorder.ts';
import { passingProvider } from '../provider/upstream/passing.ts';
import { openUpstream } from '../provider/upstream/upstream.ts';
import { serveAlone } from './standalone/serve-alone.ts';

const folder = mkdtempSync(join(tmpdir(), 'brownout-replay-'));
const file = join(folder, 'rome.json');
afterAll(() => rm(folder, { recursive: true }));

const ask = async (baseURL: string, content = 'What does Rome cost?') => {
  const openai = new OpenAI({ apiKey: 'sk-planted-key-0123456789', baseURL });
  const messages = [{ role: 'user' as const, content }];
  const stream = await openai.chat.completions.create({ model: 'm', messages, stream: true });
  let said = '';
  for await (const { choices } of stream) said += choices[0]?.delta.content ?? '';
  return said;
};

beforeAll(async () => {
  const mock = new LLMock({ port: 0, logLevel: 'silent', latency: 5 });
  mock.onMessage(/Rome/, { content: 'It costs 480 euros.' });
  await mock.start();
  const upstream = openUpstream({ url: mock.url, timeoutMs: 10_000 });
  const recorder = await openRecorder({
    before: { version: 1, entries: [] },
    redactor: redaction({ known: new Map(), names: [], patterns: [] })(),
    write: (text) => writeAtomically(file, text),
    onError: (error) => expect.unreachable(String(error)),
  });
  const served = await serveAlone({
    name: 'model',
    point: passingProvider(() => upstream, recorder.onReply),
    faults: catalogue,
    seed: 1,
    plan: [],
    sink: () => ({ take: () => {} }),
    port: 0,
    onError: (error) => expect.unreachable(String(error)),
  });
  await ask(served.url);
  await recorder.settled();
  await served.close();
  await upstream.close();
  await mock.stop();
});

const asking = (plan: Plan, content?: string, script?: 'scripted') =>
  scenario('it asks a recorded model', {
    points: {
      model: provider({ cassette: file, ...(script && { script: [{ reply: 'Scripted.' }] }) }),
    },
    system: inProcess((at) => async () => ({
      status: 'done',
      said: await ask(at.url('model'), content),
    })),
    tasks: [{ input: 'Rome' }],
    plan,
    checks: [completes()],
  });

describe.each(['sim', 'wire'] as const)('a recorded model in %s', (mode: Mode) => {
  const played = async (plan: Plan, content?: string, script?: 'scripted') => {
    const { trace } = await run(asking(plan, content, script), { seed: 1, mode });
    return trace;
  };

  test('says what the real one said, stream and all', async () => {
    const trace = await played([]);
    const [end] = eventsOf(trace, 'call.end');
    expect(end).toMatchObject({
      streamed: true,
      meaning: { text: 'It costs 480 euros.' },
    });
    const answers = eventsOf(trace, 'task.end').map(({ ending }) => ending);
    expect(JSON.stringify(answers)).toContain('It costs 480 euros.');
  });

  test('has faults on top', async () => {
    const refused = await played([rateLimit().at('model', { calls: 1 })]);
    expect(eventsOf(refused, 'call.end').map(({ status }) => status)).toContain(429);
    const empty = await played([emptyContent().at('model')]);
    const meanings = eventsOf(empty, 'call.end').map(({ meaning }) => meaning);
    expect(JSON.stringify(meanings)).toContain('"text":""');
  });

  test('is answered by the script where nothing was recorded, or is an error of the run', async () => {
    const trace = await played([], 'And Oslo?', 'scripted');
    expect(JSON.stringify(eventsOf(trace, 'task.end'))).toContain('Scripted.');
    await expect(played([], 'What does Oslo cost?')).rejects.toThrow(
      /message 1 \(user\): recorded "What does Rome cost\?", asked "What does Oslo cost\?"/,
    );
  });
});
