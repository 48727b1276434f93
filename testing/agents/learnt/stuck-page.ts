import { api, completes, http, HttpResponse, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from '../corpus/down.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { ask, twice } from '../corpus/world/ask.ts';
import { chat, oracle } from '../corpus/world/model.ts';
import { accounted } from './world/accounted.ts';

/** Reads the first page until there is nothing new on it. */
export const stuckPage: CorpusEntry = {
  id: 'stuck-page',
  faults: 2,
  bug: 'Tickets that failed stay on the first page, and when they fill it, those behind are not read.',
  check: 'all-accounted',
  witness: [down('model', 'chat', 1), down('desk', 'PUT /tickets/:id', 1)],
  scenario: scenario('each ticket goes to a queue, or is named as one that does not', {
    family: 'learnt',
    points: {
      desk: desk(),
      model: oracle({ refund: 'billing', 'log in': 'accounts', parcel: 'shipping' }),
      chatroom: api([http.post('/messages', () => HttpResponse.json({ sent: true }))]),
    },
    ...underFaults((at) => sort(at.url)),
    tasks: [{ input: 'Sort the open tickets.' }],
    checks: [completes(), accounted(['T-101', 'T-102', 'T-103', 'T-104'])],
  }),
};

interface Ticket {
  readonly id: string;
  readonly text: string;
}

const pageSize = 2;

/** A ticket that has a queue is open no more. */
function desk() {
  return api(
    () => {
      const open = new Map([
        ['T-101', 'Where is my refund?'],
        ['T-102', 'I cannot log in.'],
        ['T-103', 'The parcel is wet.'],
        ['T-104', 'You sent a refund twice.'],
      ]);
      return [
        http.get('/open', () => {
          const tickets = [...open].map(([id, text]) => ({ id, text }));
          return HttpResponse.json({ tickets: tickets.slice(0, pageSize) });
        }),
        http.put('/tickets/:id', ({ params }) => {
          open.delete(String(params['id']));
          return HttpResponse.json({ id: params['id'] });
        }),
      ];
    },
    { effects: ['PUT /tickets/:id'] },
  );
}

async function sort(url: (point: string) => string): Promise<object> {
  const sorted: string[] = [];
  const left = new Set<string>();
  for (;;) {
    const page = await twice(() =>
      ask<{ tickets: readonly Ticket[] }>('GET', `${url('desk')}/open`),
    );
    if (!page.ok)
      return { status: 'escalated', note: 'somebody should go on', sorted, left: [...left] };
    const fresh = page.body.tickets.filter(({ id }) => !left.has(id) && !sorted.includes(id));
    if (fresh.length === 0) break;
    for (const ticket of fresh) {
      if (await place(url, ticket)) sorted.push(ticket.id);
      else left.add(ticket.id);
    }
  }
  const json = { sorted, left: [...left] };
  const told = await ask('POST', `${url('chatroom')}/messages`, { json });
  return { status: left.size > 0 || !told.ok ? 'partial' : 'done', ...json };
}

/** One attempt: what fails is for a person. */
async function place(url: (point: string) => string, { id, text }: Ticket): Promise<boolean> {
  const queue = await chat(url('model'), `Which queue? ${text}`);
  if (queue === null) return false;
  const json = { job: id, queue };
  return (await ask('PUT', `${url('desk')}/tickets/${id}`, { json })).ok;
}
