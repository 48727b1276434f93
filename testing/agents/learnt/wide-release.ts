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
import { ask, twice } from '../corpus/world/ask.ts';
import { facts } from '../corpus/world/facts.ts';
import { chat, oracle } from '../corpus/world/model.ts';
import { once } from '../corpus/world/once.ts';

/** Lets a seat go by its number, or else by its team. */
export const wideRelease: CorpusEntry = {
  id: 'wide-release',
  faults: 2,
  bug: 'A seat whose release fails is let go with all seats of the team, those that are taken, too.',
  check: 'seats-held',
  witness: [down('school', 'POST /entries', 2), down('seats', 'DELETE /seats/:id')],
  scenario: scenario('who is told of a seat at the workshop has one', {
    family: 'learnt',
    points: {
      team: facts({ '/members': { names: ['ann', 'bo', 'cy'] }, '/course': { day: 'Friday' } }),
      model: oracle({ Invite: 'See you at the workshop.' }),
      seats: seats(),
      school: api(() => [once('/entries', 'EN')], { effects: ['POST /entries'] }),
    },
    ...underFaults((at, _, id) => enrol(at.url, id)),
    tasks: [
      {
        input: 'Send the team to the workshop.',
        expect: { effects: { 'POST /seats': 3, 'POST /entries': 3 } },
      },
    ],
    checks: [completes(), seatsHeld()],
  }),
};

function seats() {
  return api(
    () => [
      once('/seats', 'SE'),
      http.delete('/seats/:id', ({ params }) => HttpResponse.json({ id: params['id'] })),
      http.delete('/teams/:team', ({ params }) => HttpResponse.json({ id: params['team'] })),
    ],
    { effects: { 'POST /seats': { undoneBy: 'DELETE /seats/:id' }, 'DELETE /teams/:team': {} } },
  );
}

function seatsHeld() {
  return check('seats-held', (trace) => {
    const [end] = eventsOf(trace, 'task.end');
    if (end?.ending.how !== 'answered') return passed;
    const { held = [] } = end.ending.answer as { held?: readonly string[] };
    const taken: string[] = [];
    for (const { does, id, undoes } of eventsOf(trace, 'effect')) {
      if (does === 'DELETE /teams/:team') taken.splice(0);
      else if (does === 'POST /seats' && !undoes) taken.push(id);
    }
    const lost = held.find((id) => !taken.includes(id));
    if (lost === undefined) return passed;
    return failed(`the seat ${lost} was let go`, [end.seq], 'seats-held: let go');
  });
}

async function enrol(url: (point: string) => string, task: string): Promise<object> {
  const members = await twice(() =>
    ask<{ names: readonly string[] }>('GET', `${url('team')}/members`),
  );
  const course = await twice(() => ask<object>('GET', `${url('team')}/course`));
  if (!members.ok || !course.ok) return { status: 'abstained', note: 'nobody was enrolled' };
  const words = await chat(url('model'), `Invite to ${JSON.stringify(course.body)}`);
  const held: string[] = [];
  const without: string[] = [];
  for (const name of members.body.names) {
    const key = `${task}-${name}`;
    const json = { name, ...course.body };
    const seat = await twice(() =>
      ask<{ id: string }>('POST', `${url('seats')}/seats`, { key, json }),
    );
    if (!seat.ok) {
      without.push(key);
      continue;
    }
    const entry = await ask('POST', `${url('school')}/entries`, { key, json: { ...json, words } });
    if (entry.ok) {
      held.push(seat.body.id);
      continue;
    }
    without.push(key);
    await release(url('seats'), seat.body.id);
  }
  const isWhole = without.length === 0 && words !== null;
  return { status: isWhole ? 'done' : 'partial', held, without };
}

/** No seat may be left that costs money and that nobody takes. */
async function release(place: string, id: string): Promise<void> {
  const came = await ask('DELETE', `${place}/seats/${id}`);
  if (!came.ok) await ask('DELETE', `${place}/teams/data`);
}
