import {
  api,
  completes,
  http,
  HttpResponse,
  inProcess,
  recovers,
  scenario,
} from '../../../index.ts';
import { down } from '../corpus/down.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { facts } from '../corpus/world/facts.ts';
import { ask, twice } from '../corpus/world/ask.ts';
import { chat, oracle } from '../corpus/world/model.ts';

/** Hangs every write on the one before it, and one of them breaks. */
export const poisonedQueue: CorpusEntry = {
  id: 'poisoned-queue',
  faults: 2,
  bug: 'Writes are chained to keep their order, and one that failed twice rejects all after it.',
  check: 'recovers',
  witness: [down('timeline', 'POST /entries', 2), down('timeline', 'POST /entries', 3)],
  scenario: scenario('after the fault phase the timeline is kept again', {
    family: 'learnt',
    points: {
      desk: facts({ '/ticket': { about: 'a broken kettle' }, '/customer': { name: 'Ann' } }),
      model: oracle({ Answer: 'We send you a new one.' }),
      timeline: api([http.post('/entries', () => HttpResponse.json({ kept: true }))]),
      mail: api([http.post('/replies', () => HttpResponse.json({ sent: true }))]),
    },
    system: inProcess((at) => {
      const inOrder = queue();
      return (_, { id }) => handle(at.url, id, inOrder);
    }),
    tasks: [{ input: 'My kettle does not work.' }, { input: 'And its lid is missing.' }],
    plan: [],
    rest: '60 s',
    checks: [completes(), recovers()],
  }),
};

type InOrder = (job: () => Promise<void>) => Promise<void>;

/** Runs one job at a time, in the order in which they came. */
function queue(): InOrder {
  let last = Promise.resolve();
  return (job) => {
    last = last.then(job);
    return last;
  };
}

async function handle(
  url: (point: string) => string,
  task: string,
  inOrder: InOrder,
): Promise<object> {
  const missing: string[] = [];
  const note = async (what: string): Promise<void> => {
    const key = `${task}-${what}`;
    try {
      await inOrder(() => write(`${url('timeline')}/entries`, key, { what }));
    } catch {
      missing.push(what);
    }
  };
  const ticket = await twice(() => ask('GET', `${url('desk')}/ticket`));
  const customer = await twice(() => ask('GET', `${url('desk')}/customer`));
  if (!ticket.ok || !customer.ok) return { status: 'abstained', note: 'the ticket is not known' };
  await note('opened');
  const question = `Answer ${JSON.stringify([ticket.body, customer.body])}`;
  const text = (await chat(url('model'), question)) ?? (await chat(url('model'), question));
  if (text === null) {
    await note('handed over');
    return { status: 'escalated', note: 'somebody should answer', missing };
  }
  await note('drafted');
  const sent = await twice(() => ask('POST', `${url('mail')}/replies`, { json: { text } }));
  await note(sent.ok ? 'answered' : 'draft left');
  return { status: sent.ok && missing.length === 0 ? 'done' : 'partial', text, missing };
}

async function write(place: string, key: string, json: object): Promise<void> {
  const came = await twice(() => ask('POST', place, { key, json }));
  if (!came.ok) throw new Error(`${key} is not kept`);
}
