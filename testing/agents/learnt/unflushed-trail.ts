import {
  api,
  check,
  completes,
  eventsOf,
  failed,
  http,
  HttpResponse,
  passed,
  scenario,
} from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from '../corpus/down.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { facts } from '../corpus/world/facts.ts';
import { ask, twice, type Came } from '../corpus/world/ask.ts';
import { chat, oracle } from '../corpus/world/model.ts';
import { once } from '../corpus/world/once.ts';

/** Closes its trail with a line still in its hands. */
export const unflushedTrail: CorpusEntry = {
  id: 'unflushed-trail',
  faults: 2,
  bug: 'Lines of the trail that failed go with the next, and whether the last flush worked is not seen.',
  check: 'on-record',
  witness: [down('audit', 'POST /lines', 4), down('audit', 'POST /lines', 5)],
  scenario: scenario('every grant is on record, or the answer says that it is not', {
    family: 'learnt',
    points: {
      staff: facts({ '/person': { name: 'Kim', team: 'data' }, '/role': { level: 2 } }),
      model: oracle({ need: 'wiki,repo,warehouse,dashboards' }),
      access: api(() => [once('/grants', 'GR')], { effects: ['POST /grants'] }),
      audit: audit(),
      mail: api([http.post('/messages', () => HttpResponse.json({ sent: true }))]),
    },
    ...underFaults((at, _, id) => onboard(at.url, id)),
    tasks: [{ input: 'Kim starts on Monday.', expect: { effects: { 'POST /grants': 4 } } }],
    checks: [completes(), onRecord()],
  }),
};

interface Line {
  readonly what: string;
  readonly key: string;
  readonly isSure: boolean;
}

/** It takes each line once, by its key. */
function audit() {
  return api(
    () => {
      const known = new Map<string, Line>();
      return [
        http.post('/lines', async ({ request }) => {
          const { lines } = (await request.json()) as { lines: readonly Line[] };
          for (const line of lines) known.set(line.key, line);
          return HttpResponse.json({ known: known.size });
        }),
      ];
    },
    { effects: ['POST /lines'] },
  );
}

function onRecord() {
  return check('on-record', (trace) => {
    const inputs = new Map(eventsOf(trace, 'call.start').map(({ call, input }) => [call, input]));
    const effects = eventsOf(trace, 'effect');
    const recorded = effects
      .filter(({ point }) => point === 'audit')
      .flatMap(({ call }) => (inputs.get(call) as { lines: readonly Line[] }).lines);
    const off = effects.find(
      ({ point, key }) => point === 'access' && !recorded.some((line) => line.key === key),
    );
    const isOwned = eventsOf(trace, 'task.end').some(
      ({ ending }) => ending.how === 'answered' && ending.disposition !== 'full',
    );
    if (!off || isOwned) return passed;
    return failed(`${off.id} is on no record`, [off.seq], 'on-record: not');
  });
}

async function onboard(url: (point: string) => string, task: string): Promise<object> {
  const person = await twice(() => ask<{ name: string }>('GET', `${url('staff')}/person`));
  const role = await twice(() => ask('GET', `${url('staff')}/role`));
  if (!person.ok || !role.ok) return { status: 'abstained', note: 'who is it?' };
  const about = JSON.stringify([person.body, role.body]);
  const needs = await chat(url('model'), `What do they need? ${about}`);
  if (needs === null) return { status: 'escalated', note: 'somebody should say what they need' };
  const trail = trailTo(`${url('audit')}/lines`);
  const unsure: string[] = [];
  for (const what of needs.split(',')) {
    const key = `${task}-${what}`;
    const json = { to: person.body.name, what };
    const granted: Came<unknown> = await twice(() =>
      ask('POST', `${url('access')}/grants`, { key, json }),
    );
    if (!granted.ok) unsure.push(key);
    await trail.add({ what, key, isSure: granted.ok });
  }
  const told = await ask('POST', `${url('mail')}/messages`, { json: { needs, unsure } });
  await trail.close();
  return { status: unsure.length > 0 || !told.ok ? 'partial' : 'done', needs, unsure };
}

/** Sends each line as it comes, with those that could not be sent before it. */
function trailTo(place: string) {
  let waiting: readonly Line[] = [];
  const flush = async (): Promise<void> => {
    if (waiting.length === 0) return;
    const key = waiting.map((line) => line.key).join(' ');
    const sent = await ask('POST', place, { key, json: { lines: waiting } });
    if (sent.ok) waiting = [];
  };
  return {
    add: async (line: Line): Promise<void> => {
      waiting = [...waiting, line];
      await flush();
    },
    close: flush,
  };
}
