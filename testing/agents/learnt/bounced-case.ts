import { api, completes, http, HttpResponse, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from '../corpus/down.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { right } from '../corpus/right.ts';
import { ask, twice } from '../corpus/world/ask.ts';
import { facts } from '../corpus/world/facts.ts';
import { chat, oracle } from '../corpus/world/model.ts';

/** Hands a case around until one agent says that it is its own. */
export const bouncedCase: CorpusEntry = {
  id: 'bounced-case',
  faults: 2,
  bug: 'A specialist whose tool fails hands a case back, and one handed back twice is closed as spam.',
  check: 'right',
  witness: [down('billing', 'GET /invoices'), down('model', 'chat', 3)],
  scenario: scenario('a case of a customer is answered, or goes to a person', {
    family: 'learnt',
    points: {
      inbox: inbox(),
      shipping: facts({ '/parcels': { parcels: [] } }),
      billing: facts({
        '/invoices': { invoices: ['2027-114'] },
        '/payments': { payments: ['2027-114', '2027-114'] },
      }),
      model: oracle({
        'shipping?': 'no',
        'billing?': 'yes',
        'Write for billing': 'You have paid twice, and get it back.',
      }),
    },
    ...underFaults((at) => handle(at.url)),
    tasks: [{ input: 'Handle the case.', expect: { answer: { by: 'billing' } } }],
    checks: [completes(), right],
  }),
};

function inbox() {
  return api(
    [
      http.get('/case', () => HttpResponse.json({ text: 'You took the money two times.' })),
      http.put('/reply', () => HttpResponse.json({ id: 'reply' })),
      http.put('/closed', () => HttpResponse.json({ id: 'closed' })),
    ],
    { effects: ['PUT /reply', 'PUT /closed'] },
  );
}

interface Specialist {
  readonly name: string;
  readonly reads: readonly string[];
}

const specialists: readonly Specialist[] = [
  { name: 'shipping', reads: ['/parcels'] },
  { name: 'billing', reads: ['/invoices', '/payments'] },
];

async function handle(url: (point: string) => string): Promise<object> {
  const came = await twice(() => ask<{ text: string }>('GET', `${url('inbox')}/case`));
  if (!came.ok) return { status: 'abstained', note: 'the case cannot be read' };
  const put = (path: string, json: object) =>
    twice(() => ask('PUT', `${url('inbox')}${path}`, { json }));
  // Twice round: the first may have been too hasty.
  for (const { name, reads } of [...specialists, ...specialists]) {
    const known = await consult(url, { name, reads }, came.body.text);
    if (known === null) continue;
    const text = await chat(url('model'), `Write for ${name}: ${came.body.text} ${known}`);
    if (text === null) return { status: 'escalated', by: name, note: 'somebody should write' };
    const sent = await put('/reply', { text });
    return { status: sent.ok ? 'done' : 'partial', by: name, text };
  }
  const closed = await put('/closed', { as: 'spam' });
  return { status: closed.ok ? 'done' : 'partial', by: 'nobody', closed: 'spam' };
}

/** What a specialist knows of a case; null where it is not one of its own. */
async function consult(
  url: (point: string) => string,
  { name, reads }: Specialist,
  text: string,
): Promise<string | null> {
  const known: unknown[] = [];
  for (const path of reads) {
    const came = await ask('GET', url(name) + path);
    if (!came.ok) return null;
    known.push(came.body);
  }
  const about = JSON.stringify(known);
  const isMine = await chat(url('model'), `Is it one for ${name}? ${text} ${about}`);
  return isMine === 'yes' ? about : null;
}
