import {
  api,
  cleanCut,
  completes,
  exactlyOnce,
  http,
  HttpResponse,
  provider,
  scenario,
  type At,
  type Scenario,
} from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { AgentPair } from './agent-pair.ts';
import { askTwice } from './world/ask.ts';
import { references } from './world/references.ts';

const text =
  'Dear Mr Vega, we can let you have the flat from June. The deposit is 900, and the keys are at the desk.';

/** Writes a letter with a model that streams, and posts it. */
export const cutLetter: AgentPair = {
  id: 'cut-letter',
  faults: 1,
  bug: 'The letter is what has come when the stream ends, whether or not the model had finished.',
  check: 'exactly-once',
  witness: [cleanCut({ afterFrames: 4 }).at('model', { call: 'chat', calls: 1 })],
  scenario: make(false),
  sound: make(true),
};

function make(isSound: boolean): Scenario {
  return scenario('a letter is posted whole', {
    family: 'held-out',
    points: {
      tenants: api([http.get('/tenants/:id', () => HttpResponse.json({ name: 'Vega' }))]),
      model: provider({ script: [{ reply: text }] }),
      post: api(() => [references('/letters/:ref').put], { effects: ['PUT /letters/:ref'] }),
    },
    ...underFaults((at, _, id) => write(at, id, isSound)),
    tasks: [
      {
        input: 'Tell tenant 4 that the flat is theirs.',
        expect: { effects: { 'PUT /letters/:ref': [{ text }] } },
      },
    ],
    checks: [completes(), exactlyOnce('post')],
  });
}

async function write(at: At, task: string, isSound: boolean): Promise<object> {
  const tenant = await askTwice<{ name: string }>('GET', `${at.url('tenants')}/tenants/4`);
  if (!tenant.ok) return { status: 'abstained', note: 'the tenant is not known' };
  const prompt = `A letter to ${tenant.body.name}.`;
  const letter = (await stream(at, prompt, isSound)) ?? (await stream(at, prompt, isSound));
  if (letter === null) return { status: 'escalated', note: 'somebody should write the letter' };
  const url = `${at.url('post')}/letters/${task}`;
  const posted = await askTwice('PUT', url, { json: { text: letter } });
  return posted.ok ? { status: 'done', letter: task } : { status: 'pending', look: task };
}

interface Chunk {
  readonly choices: readonly {
    readonly delta: { readonly content?: string | null };
    readonly finish_reason: string | null;
  }[];
}

/** What a model says; null where it broke off. */
async function stream(at: At, prompt: string, isSound: boolean): Promise<string | null> {
  const messages = [{ role: 'user', content: prompt }];
  try {
    const response = await fetch(`${at.url('model')}/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'gpt-5-mini', stream: true, messages }),
      signal: AbortSignal.timeout(10_000),
    });
    if (!response.ok) return null;
    let said = '';
    let isFinished = false;
    for (const line of (await response.text()).split('\n')) {
      if (!line.startsWith('data: ') || line === 'data: [DONE]') continue;
      const [choice] = (JSON.parse(line.slice(6)) as Chunk).choices;
      said += choice?.delta.content ?? '';
      isFinished ||= choice?.finish_reason === 'stop';
    }
    return said === '' || (isSound && !isFinished) ? null : said;
  } catch {
    return null;
  }
}
