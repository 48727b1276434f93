import { completes, provider, scenario, type Conversation } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from '../corpus/down.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { right } from '../corpus/right.ts';
import { ask } from '../corpus/world/ask.ts';
import { facts } from '../corpus/world/facts.ts';
import { turn, type Called, type Message } from '../learnt/world/turn.ts';

/** Lets the model look things up, as long as that works. */
export const withdrawnTools: CorpusEntry = {
  id: 'withdrawn-tools',
  faults: 2,
  bug: 'After two failed lookups the tools are withdrawn, and the model answers from what it remembers.',
  check: 'right',
  witness: [down('ward', 'GET /labs'), down('ward', 'GET /patient')],
  scenario: scenario('a dose is the one for this patient, or is not given', {
    family: 'learnt',
    points: {
      ward: facts({
        '/patient': { kg: 71, age: 80 },
        '/allergies': { known: [] },
        '/labs': { kidneys: 'weak' },
        '/guideline': { usual: '500 mg', kidneys: '250 mg' },
      }),
      model: provider({ script: doctor }),
    },
    ...underFaults((at, input) => converse(at.url, String(input))),
    tasks: [{ input: 'How much for Mr. Lee?', expect: { answer: { text: '250 mg' } } }],
    checks: [completes(), right],
  }),
};

const lookups = ['patient', 'allergies', 'guideline', 'labs'] as const;

/** Looks up what it does not know yet, and makes do without where it has no tools. */
function doctor({ result, tools }: Conversation) {
  const open = lookups.find((name) => {
    const value = result(name) as { error?: string } | undefined;
    return value === undefined || value.error !== undefined;
  });
  if (open !== undefined && tools.includes(open)) return { call: { name: open, args: {} } };
  const labs = result('labs') as { kidneys?: string } | undefined;
  return labs?.kidneys === 'weak' ? '250 mg' : '500 mg';
}

async function converse(url: (point: string) => string, question: string): Promise<object> {
  const messages: Message[] = [{ role: 'user', content: question }];
  let errors = 0;
  for (let step = 1; step <= 10; step += 1) {
    // A model whose tools fail would try them for ever.
    const tools = errors < 2 ? lookups : [];
    const next =
      (await turn(url('model'), messages, tools)) ?? (await turn(url('model'), messages, tools));
    if (next === null) return { status: 'abstained', note: 'the model is away' };
    messages.push(next);
    if (!next.tool_calls) return { status: 'done', text: next.content };
    for (const called of next.tool_calls) {
      const said = await look(url('ward'), called);
      if (said === null) errors += 1;
      const content = JSON.stringify(said ?? { error: 'it did not answer' });
      messages.push({ role: 'tool', tool_call_id: called.id, content });
    }
  }
  return { status: 'abstained', note: 'it found no end' };
}

async function look(ward: string, { function: { name } }: Called): Promise<object | null> {
  const came = await ask<object>('GET', `${ward}/${name}`);
  return came.ok ? came.body : null;
}
