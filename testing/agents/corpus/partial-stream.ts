import {
  cleanCut,
  completes,
  finCut,
  provider,
  refuse,
  resetCut,
  scenario,
  stall,
} from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { CorpusEntry } from './entry.ts';
import { right } from './right.ts';

/** An agent that takes a stream that was cut for a finished one. */
export const partialStream: CorpusEntry = {
  id: 'partial-stream',
  faults: 1,
  bug: 'A streamed answer that ends without its last event is taken for the whole of it.',
  check: 'right',
  kinds: [cleanCut(), finCut(), resetCut(), stall(), refuse({ status: 503 })],
  scenario: scenario('a streamed answer is whole, or is not given', {
    family: 'corpus',
    points: { model: provider({ script: () => 'Pay 4 instalments of 250 euros each.' }) },
    ...underFaults((at) => advise(at.url('model'))),
    tasks: [
      {
        input: 'What shall I pay?',
        expect: { answer: { texts: Array(3).fill('Pay 4 instalments of 250 euros each.') } },
      },
    ],
    checks: [completes(), right],
  }),
};

async function advise(model: string): Promise<object> {
  const texts: string[] = [];
  for (const question of ['What is due?', 'How is it split?', 'Check it.']) {
    const text = await say(model, question).catch(() => say(model, question).catch(() => null));
    if (text === null) return { status: 'abstained', note: 'the model does not answer' };
    texts.push(text);
  }
  return { status: 'done', texts };
}

async function say(model: string, question: string): Promise<string> {
  const reply = await fetch(`${model}/chat/completions`, {
    method: 'POST',
    headers: { authorization: 'Bearer none', 'content-type': 'application/json' },
    body: JSON.stringify({
      model: 'any',
      stream: true,
      messages: [{ role: 'user', content: question }],
    }),
    signal: AbortSignal.timeout(10_000),
  });
  if (!reply.ok) throw new Error(`HTTP ${reply.status}`);
  const events = (await reply.text()).split('\n\n');
  const parts = events.filter((event) => event.startsWith('data: {'));
  return parts
    .map((event) => (JSON.parse(event.slice(6)) as Chunk).choices[0]?.delta.content ?? '')
    .join('');
}

interface Chunk {
  readonly choices: readonly { readonly delta: { readonly content?: string } }[];
}
