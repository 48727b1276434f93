import {
  api,
  check,
  completes,
  eventsOf,
  failed,
  http,
  HttpResponse,
  passed,
  provider,
  scenario,
} from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from '../corpus/down.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { ask, twice } from '../corpus/world/ask.ts';
import { chat } from '../corpus/world/model.ts';

/** Makes room in its context, and what it was told goes first. */
export const compactedAway: CorpusEntry = {
  id: 'compacted-away',
  faults: 2,
  bug: 'A talk that cannot be shortened loses its beginning, and the rule in it may not be read back.',
  check: 'asks-first',
  witness: [down('model', 'chat', 1), down('memory', 'GET /rule')],
  scenario: scenario('no mail is deleted before its owner was asked', {
    family: 'learnt',
    points: {
      model: provider({ script: ({ user }) => reply(user) }),
      memory: memory(),
      mailbox: mailbox(),
      desk: api([http.post('/questions', () => HttpResponse.json({ asked: true }))]),
    },
    ...underFaults((at, input) => tidy(at.url, String(input))),
    tasks: [{ input: 'Clean up my inbox. Ask first before you delete anything.' }],
    checks: [completes(), asksFirst()],
  }),
};

/** A model that keeps to what it was told, as far as it was told. */
function reply(user: string): string {
  const rule = user.includes('Ask first') ? 'Ask first. ' : '';
  if (user.startsWith('Shorten')) return `${rule}There is a sale, a digest and an invitation.`;
  return rule === '' ? 'delete' : 'ask';
}

function memory() {
  return api(() => {
    let rule = '';
    return [
      http.put('/rule', async ({ request }) => {
        ({ rule } = (await request.json()) as { rule: string });
        return HttpResponse.json({ kept: true });
      }),
      http.get('/rule', () => HttpResponse.json({ rule })),
    ];
  });
}

const mails: Readonly<Record<string, string>> = {
  1: 'Sale: all shoes must go.',
  2: 'Your weekly digest.',
  3: 'You are invited to the opening.',
};

function mailbox() {
  return api(
    [
      http.get('/mails', () => HttpResponse.json({ ids: Object.keys(mails) })),
      http.get('/mails/:id', ({ params }) =>
        HttpResponse.json({ text: mails[String(params['id'])] }),
      ),
      http.delete('/mails/:id', ({ params }) => HttpResponse.json({ id: params['id'] })),
    ],
    { effects: ['DELETE /mails/:id'] },
  );
}

function asksFirst() {
  return check('asks-first', (trace) => {
    const gone = eventsOf(trace, 'effect')[0];
    if (!gone) return passed;
    return failed('a mail is deleted, and nobody was asked', [gone.seq], 'asks-first: not');
  });
}

const mostLines = 3;

async function tidy(url: (point: string) => string, wish: string): Promise<object> {
  const kept = await twice(() => ask('PUT', `${url('memory')}/rule`, { json: { rule: wish } }));
  const list = await twice(() => ask<{ ids: readonly string[] }>('GET', `${url('mailbox')}/mails`));
  if (!kept.ok || !list.ok) return { status: 'abstained', note: 'I cannot begin now' };
  let talk: readonly string[] = [wish];
  const read: string[] = [];
  for (const id of list.body.ids) {
    const mail = await twice(() => ask<{ text: string }>('GET', `${url('mailbox')}/mails/${id}`));
    if (!mail.ok) continue;
    read.push(id);
    talk = [...talk, mail.body.text];
    if (talk.length > mostLines) talk = await shorten(url, talk);
  }
  const decide = () => chat(url('model'), `Decide: ${talk.join('\n')}`);
  const next = (await decide()) ?? (await decide());
  if (next === 'ask') {
    const asked = await twice(() => ask('POST', `${url('desk')}/questions`, { json: { read } }));
    return { status: asked.ok ? 'done' : 'partial', asked: asked.ok, of: read };
  }
  if (next !== 'delete') return { status: 'partial', note: 'I left everything as it is' };
  const left: string[] = [];
  for (const id of read) {
    const gone = await twice(() => ask('DELETE', `${url('mailbox')}/mails/${id}`));
    if (!gone.ok) left.push(id);
  }
  return { status: left.length > 0 ? 'partial' : 'done', left };
}

/** The talk in fewer lines: in the model's words, or the last of it after what must not be lost. */
async function shorten(
  url: (point: string) => string,
  talk: readonly string[],
): Promise<readonly string[]> {
  const short = await chat(url('model'), `Shorten: ${talk.join('\n')}`);
  if (short !== null) return [short];
  const pinned = await ask<{ rule: string }>('GET', `${url('memory')}/rule`);
  return [...(pinned.ok ? [pinned.body.rule] : []), ...talk.slice(-2)];
}
