import { api, completes, http, HttpResponse, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from '../corpus/down.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { right } from '../corpus/right.ts';
import { ask, twice } from '../corpus/world/ask.ts';
import { facts } from '../corpus/world/facts.ts';
import { chat, oracle } from '../corpus/world/model.ts';

/** Takes a reading that is missing for the one before it. */
export const filledForward: CorpusEntry = {
  id: 'filled-forward',
  faults: 2,
  bug: 'Missing readings are filled with the last one, and one peak with two gaps after it is three.',
  check: 'right',
  witness: [down('logger', 'GET /minutes/:n', 3), down('logger', 'GET /minutes/:n', 4)],
  scenario: scenario('a load that was cold is taken in', {
    family: 'learnt',
    points: {
      yard: facts({ '/load': { goods: 'ice cream', limitC: -12, door: 4 } }),
      logger: api([
        http.get('/minutes/:n', ({ params }) =>
          HttpResponse.json({ c: readings[Number(params['n']) - 1] }),
        ),
      ]),
      model: oracle({ Describe: 'The door was open twice for a moment.' }),
      dock: api([http.put('/verdict', () => HttpResponse.json({ kept: true }))]),
    },
    ...underFaults((at) => inspect(at.url)),
    tasks: [{ input: 'Can it be taken in?', expect: { answer: { verdict: 'take it in' } } }],
    checks: [completes(), right],
  }),
};

/** The door was opened in the second and in the sixth minute. */
const readings = [-19, -9, -18, -18, -19, -10, -18, -18];
const tooMany = 3;

async function inspect(url: (point: string) => string): Promise<object> {
  const load = await twice(() => ask<{ limitC: number }>('GET', `${url('yard')}/load`));
  if (!load.ok) return { status: 'abstained', note: 'what it is is not known' };
  const { limitC } = load.body;
  let last: number | null = null;
  let gaps = 0;
  let row = 0;
  let longest = 0;
  for (let n = 1; n <= readings.length; n += 1) {
    const came = await ask<{ c: number }>('GET', `${url('logger')}/minutes/${n}`);
    if (!came.ok) gaps += 1;
    last = came.ok ? came.body.c : last;
    row = last !== null && last > limitC ? row + 1 : 0;
    longest = Math.max(longest, row);
  }
  // The norm allows for two minutes without a reading.
  if (gaps > 2) return { status: 'escalated', note: 'somebody should measure', gaps };
  const verdict = longest >= tooMany ? 'send it back' : 'take it in';
  const words = await chat(url('model'), `Describe: ${verdict}, ${longest} min above ${limitC}`);
  const json = { verdict, words };
  const kept = await twice(() => ask('PUT', `${url('dock')}/verdict`, { json }));
  return { status: kept.ok && words !== null ? 'done' : 'partial', ...json };
}
