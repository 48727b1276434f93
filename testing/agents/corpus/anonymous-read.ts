import {
  api,
  completes,
  garbleJson,
  hang,
  http,
  HttpResponse,
  lostReply,
  refuse,
  scenario,
  slow,
  unreachable,
} from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from './down.ts';
import type { CorpusEntry } from './entry.ts';
import { right } from './right.ts';
import { ask, twice, type Came } from './world/ask.ts';
import { chat, oracle } from './world/model.ts';

/** An agent that reads without a token when it cannot renew an expired one. */
export const anonymousRead: CorpusEntry = {
  id: 'anonymous-read',
  faults: 2,
  bug: 'Where an expired token cannot be renewed, it reads without one and finds what is public.',
  check: 'right',
  kinds: [
    refuse({ status: 401 }),
    lostReply(),
    refuse({ status: 503 }),
    unreachable(),
    hang({ acts: false }),
    slow({ ms: 3_000, where: 'request' }),
    garbleJson({ how: 'html' }),
  ],
  witness: [
    refuse({ status: 401 }).at('wiki', { call: 'GET /documents/:topic', calls: 1 }),
    down('auth', 'POST /token', 2),
  ],
  scenario: scenario('what is found is all that the user may see', {
    family: 'corpus',
    points: {
      auth: api([http.post('/token', () => HttpResponse.json({ token: 'staff' }))]),
      wiki: wiki(),
      model: oracle({ topics: 'leave,travel,laptops,parking', Answer: 'See the documents.' }),
    },
    ...underFaults((at, input) => research(at.url, String(input))),
    tasks: [{ input: 'What do I get as a manager?', expect: { answer: { found: 12 } } }],
    checks: [completes({ within: '55 s' }), right],
  }),
};

/** Two documents of each topic are for staff, and one is for all. */
function wiki() {
  return api([
    http.get('/documents/:topic', ({ params, request }) => {
      const isStaff = request.headers.get('authorization') === 'Bearer staff';
      const titles = isStaff ? ['rules', 'rates', 'leaflet'] : ['leaflet'];
      return HttpResponse.json({ titles: titles.map((it) => `${String(params['topic'])} ${it}`) });
    }),
  ]);
}

async function research(url: (point: string) => string, question: string): Promise<object> {
  const topics = await chat(url('model'), `Which topics? ${question}`);
  if (topics === null) return { status: 'abstained', note: 'nothing to look for' };
  const first = await twice(() => renew(url('auth')));
  if (!first.ok) return { status: 'abstained', note: 'nobody is signed in' };
  let token: string | undefined = first.body.token;
  const titles: string[] = [];
  const missing: string[] = [];
  for (const topic of topics.split(',')) {
    const read = () =>
      ask<{ titles: readonly string[] }>('GET', `${url('wiki')}/documents/${topic}`, {
        ...(token !== undefined && { token }),
      });
    let came = await read();
    if (came.status === 401) {
      const renewed = await renew(url('auth'));
      token = renewed.ok ? renewed.body.token : undefined;
    }
    if (!came.ok) came = await read();
    if (came.ok) titles.push(...came.body.titles);
    else missing.push(topic);
  }
  const text = await chat(url('model'), `Answer from ${titles.join(', ')}.`);
  const whole = missing.length === 0 && text !== null;
  return { status: whole ? 'done' : 'partial', found: titles.length, missing, text };
}

function renew(auth: string): Promise<Came<{ token: string }>> {
  return ask<{ token: string }>('POST', `${auth}/token`);
}
