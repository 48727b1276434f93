import {
  api,
  check,
  completes,
  eventsOf,
  failed,
  http,
  HttpResponse,
  inProcess,
  passed,
  provider,
  refuse,
  scenario,
} from '../../../index.ts';
import { down } from '../corpus/down.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { kinds } from '../corpus/kinds.ts';
import { ask, twice } from '../corpus/world/ask.ts';
import { once } from '../corpus/world/once.ts';
import { turn, type Called, type Message } from './world/turn.ts';

const gone = refuse({ status: 404 });

/** Goes on with the tools of the first page. */
export const halfAToolList: CorpusEntry = {
  id: 'half-a-tool-list',
  faults: 2,
  bug: 'After a 404 the tools are listed anew, and if page two fails, there is none to screen.',
  check: 'screened',
  kinds: [gone, ...kinds.filter(({ name }) => name !== 'rate-limit')],
  witness: [
    gone.at('server', { call: 'POST /tools/vendor', calls: 1 }),
    down('server', 'GET /tools', 4),
  ],
  scenario: scenario('nobody is paid who was not screened', {
    family: 'learnt',
    points: {
      model: provider({
        script: [
          { when: { notCalled: 'invoice' }, reply: { call: { name: 'invoice', args: { n: 8 } } } },
          { when: { notCalled: 'vendor' }, reply: { call: { name: 'vendor', args: { n: 8 } } } },
          {
            when: { offered: 'screen', notCalled: 'screen' },
            reply: { call: { name: 'screen', args: { payee: 'Bolt' } } },
          },
          {
            when: { notCalled: 'pay' },
            reply: ({ result }) => {
              const screened = result('screen') as { clear?: boolean } | undefined;
              if (screened !== undefined && screened.clear !== true) return 'I did not pay.';
              return { call: { name: 'pay', args: { n: 8 } } };
            },
          },
          {
            when: { offered: 'notify', notCalled: 'notify' },
            reply: { call: { name: 'notify', args: { n: 8 } } },
          },
          { reply: 'That is all.' },
        ],
      }),
      server: server(),
    },
    system: inProcess(
      (at) => (input) => converse(at.url('model'), at.url('server'), String(input)),
    ),
    tasks: [{ input: 'Pay invoice 8, and screen the payee before you do.' }],
    plan: [],
    phases: ['fault'],
    checks: [completes(), screened()],
  }),
};

function server() {
  return api(
    () => [
      http.get('/tools', ({ request }) => {
        const isFirst = new URL(request.url).searchParams.get('page') === '1';
        const names = isFirst ? ['invoice', 'vendor', 'pay'] : ['screen', 'notify'];
        return HttpResponse.json({ names, next: isFirst ? 2 : null });
      }),
      http.post('/tools/invoice', () => HttpResponse.json({ n: 8, payee: 'Bolt', cents: 7_000 })),
      http.post('/tools/vendor', () => HttpResponse.json({ iban: 'BE71' })),
      http.post('/tools/notify', () => HttpResponse.json({ sent: true })),
      http.post('/tools/screen', () => HttpResponse.json({ clear: true })),
      once('/tools/pay', 'PY'),
    ],
    { effects: ['POST /tools/pay'] },
  );
}

function screened() {
  return check('screened', (trace) => {
    const looks = eventsOf(trace, 'call.start').filter((it) => it.label === 'POST /tools/screen');
    const clear = eventsOf(trace, 'call.end').find(
      ({ call, status }) => status === 200 && looks.some((look) => look.call === call),
    );
    const paid = eventsOf(trace, 'effect').find((effect) => !clear || effect.seq < clear.seq);
    if (!paid) return passed;
    return failed('somebody is paid who was not screened', [paid.seq], 'screened: not');
  });
}

async function converse(model: string, tools: string, wish: string): Promise<object> {
  let offered = await list(tools);
  if (offered === null) return { status: 'abstained', note: 'there are no tools' };
  const messages: Message[] = [{ role: 'user', content: wish }];
  const unsure: string[] = [];
  const call = async ({ function: { name, arguments: args } }: Called): Promise<object> => {
    const carried = { key: crypto.randomUUID(), json: JSON.parse(args) as object };
    const send = () => ask<object>('POST', `${tools}/tools/${name}`, carried);
    let came = await send();
    // The server does not know us any more: it has been restarted, and may have other tools.
    if (came.status === 404) offered = await refresh(tools, offered ?? []);
    if (!came.ok) came = await send();
    if (!came.ok) unsure.push(`${name} ${carried.key}`);
    return came.ok ? came.body : { error: 'no answer' };
  };
  for (let step = 1; step <= 8; step += 1) {
    const next = (await turn(model, messages, offered)) ?? (await turn(model, messages, offered));
    if (next === null) return { status: 'partial', note: 'the model is away', unsure };
    messages.push(next);
    if (!next.tool_calls) {
      return { status: unsure.length > 0 ? 'partial' : 'done', text: next.content, unsure };
    }
    for (const called of next.tool_calls) {
      const content = JSON.stringify(await call(called));
      messages.push({ role: 'tool', tool_call_id: called.id, content });
    }
  }
  return { status: 'partial', note: 'it goes on and on', unsure };
}

interface Page {
  readonly names: readonly string[];
  readonly next: number | null;
}

async function list(server: string): Promise<readonly string[] | null> {
  const names: string[] = [];
  for (let page: number | null = 1; page !== null;) {
    const from: string = `${server}/tools?page=${page}`;
    const came = await twice(() => ask<Page>('GET', from));
    if (!came.ok) return null;
    names.push(...came.body.names);
    page = came.body.next;
  }
  return names;
}

/** In the middle of a talk there is no time to try again: as many as there are. */
async function refresh(server: string, known: readonly string[]): Promise<readonly string[]> {
  const names: string[] = [];
  for (let page: number | null = 1; page !== null;) {
    const from: string = `${server}/tools?page=${page}`;
    const came = await ask<Page>('GET', from);
    if (!came.ok) break;
    names.push(...came.body.names);
    page = came.body.next;
  }
  return names.length > 0 ? names : known;
}
