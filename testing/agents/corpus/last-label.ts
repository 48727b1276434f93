import { api, completes, http, HttpResponse, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from './down.ts';
import type { CorpusEntry } from './entry.ts';
import { right } from './right.ts';
import { ask, twice } from './world/ask.ts';
import { chat, oracle } from './world/model.ts';

/** An agent that gives a ticket the label of the one before it. */
export const lastLabel: CorpusEntry = {
  id: 'last-label',
  faults: 2,
  bug: 'The label lives outside the loop: where the model is silent twice, the last one stands.',
  check: 'right',
  witness: [down('model', 'chat', 2), down('model', 'chat', 3)],
  scenario: scenario('each ticket goes where the model sends it, or to a person', {
    family: 'corpus',
    points: {
      tickets: tickets(),
      model: oracle({
        invoice: 'billing',
        parcel: 'shipping',
        password: 'accounts',
        smoke: 'safety',
      }),
    },
    ...underFaults((at) => sort(at.url('tickets'), at.url('model'))),
    tasks: [
      {
        input: 'Sort the inbox.',
        expect: { answer: { queues: ['shipping', 'billing', 'safety', 'accounts'] } },
      },
    ],
    checks: [completes(), right],
  }),
};

function tickets() {
  const texts = ['Where is my parcel?', 'A wrong invoice.', 'There was smoke!', 'A lost password.'];
  return api([
    http.get('/tickets', () => HttpResponse.json({ texts })),
    http.get('/queues', () =>
      HttpResponse.json({ names: ['billing', 'shipping', 'accounts', 'safety'] }),
    ),
    http.put('/tickets/:n/queue', () => HttpResponse.json({ moved: true })),
  ]);
}

async function sort(url: string, model: string): Promise<object> {
  const inbox = await twice(() => ask<{ texts: readonly string[] }>('GET', `${url}/tickets`));
  const known = await twice(() => ask<{ names: readonly string[] }>('GET', `${url}/queues`));
  if (!inbox.ok || !known.ok) return { status: 'abstained', note: 'the inbox cannot be read' };
  const queues: string[] = [];
  const unmoved: number[] = [];
  let queue: string | undefined;
  for (const [n, text] of inbox.body.texts.entries()) {
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      const said = await chat(model, `Which queue? ${text}`);
      if (said === null || !known.body.names.includes(said)) continue;
      queue = said;
      break;
    }
    queues.push(queue ?? 'a person');
    const moved = await twice(() => ask('PUT', `${url}/tickets/${n}/queue`, { json: { queue } }));
    if (!moved.ok) unmoved.push(n);
  }
  const whole = unmoved.length === 0 && !queues.includes('a person');
  return { status: whole ? 'done' : 'partial', queues, unmoved };
}
