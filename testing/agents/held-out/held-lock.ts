import {
  api,
  completes,
  garbleJson,
  http,
  HttpResponse,
  noOrphans,
  provider,
  scenario,
  type At,
  type Scenario,
} from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { AgentPair } from './agent-pair.ts';
import { ask, askTwice } from './world/ask.ts';
import { keyed } from './world/keyed.ts';

/** Edits a page of a wiki, under a lock. */
export const heldLock: AgentPair = {
  id: 'held-lock',
  faults: 1,
  bug: 'The lock is given back on every path that was thought of, and not where a reply cannot be parsed.',
  check: 'no-orphans',
  witness: [garbleJson().at('model', { call: 'chat', calls: 1 })],
  scenario: make(false),
  sound: make(true),
};

function make(isSound: boolean): Scenario {
  return scenario('nobody is locked out of a page when the editor has gone', {
    family: 'held-out',
    points: { locks: locks(), wiki: wiki(), model: editor() },
    ...underFaults((at, _, id) => edit(at, id, isSound)),
    tasks: [{ input: 'Correct the page about tides.' }],
    checks: [completes(), noOrphans('locks')],
  });
}

function locks() {
  return api(
    () => {
      const taken = keyed('LCK');
      const released = new Set<unknown>();
      return [
        http.post('/locks', ({ request }) => {
          const { id } = taken(request);
          // A request that comes after all was done must not lock the page again.
          return HttpResponse.json({ id }, { status: released.has(id) ? 409 : 200 });
        }),
        http.delete('/locks/:id', ({ params: { id } }) => {
          released.add(id);
          return HttpResponse.json({ released: true });
        }),
      ];
    },
    { effects: { 'POST /locks': { undoneBy: 'DELETE /locks/:id', keyHeader: 'idempotency-key' } } },
  );
}

function wiki() {
  return api([
    http.get('/pages/:name', () => HttpResponse.json({ text: 'The see rises twice a day.' })),
    http.put('/pages/:name', () => HttpResponse.json({ saved: true })),
  ]);
}

function editor() {
  return provider({ script: [{ reply: '{"text":"The sea rises twice a day."}' }] });
}

async function edit(at: At, task: string, isSound: boolean): Promise<object> {
  const key = `${task}-tides`;
  const lock = await askTwice<{ id: string }>('POST', `${at.url('locks')}/locks`, {
    headers: { 'idempotency-key': key },
  });
  if (!lock.ok) return { status: 'pending', look: key };
  const { id } = lock.body;
  const release = async (answer: object) => {
    const isFree = (await askTwice('DELETE', `${at.url('locks')}/locks/${id}`)).ok;
    return isFree ? answer : { status: 'partial', stillLocked: id };
  };
  try {
    return await release(await correct(at));
  } catch (error) {
    const answer = { status: 'failed', error: String(error) };
    return isSound ? release(answer) : answer;
  }
}

async function correct(at: At): Promise<object> {
  const place = `${at.url('wiki')}/pages/tides`;
  const page = await askTwice<{ text: string }>('GET', place);
  if (!page.ok) return { status: 'abstained', note: 'the page cannot be read' };
  const response = await completion(at.url('model'), page.body.text);
  if (!response?.ok) return { status: 'abstained', note: 'the model does not answer' };
  const said = (await response.json()) as Said;
  const { text } = JSON.parse(said.choices[0]?.message.content ?? '') as { text: string };
  const saved = await ask('PUT', place, { json: { text } });
  return { status: saved.ok ? 'done' : 'partial', note: 'the page about tides' };
}

interface Said {
  readonly choices: readonly { readonly message: { readonly content: string | null } }[];
}

async function completion(url: string, text: string): Promise<Response | null> {
  const content = `Correct this, as JSON {"text": "…"}: ${text}`;
  return fetch(`${url}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'gpt-5-mini', messages: [{ role: 'user', content }] }),
    signal: AbortSignal.timeout(10_000),
  }).catch(() => null);
}
