import { api, completes, http, HttpResponse, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from '../corpus/down.ts';
import type { CorpusEntry } from '../corpus/entry.ts';
import { right } from '../corpus/right.ts';
import { ask, twice } from '../corpus/world/ask.ts';
import { chat, oracle } from '../corpus/world/model.ts';

/** Reads the meeting in the order in which it came to understand it. */
export const latePartWins: CorpusEntry = {
  id: 'late-part-wins',
  faults: 2,
  bug: 'A part that failed twice is noted at the end, where it overrules what was decided after it.',
  check: 'right',
  witness: [down('model', 'chat', 1), down('recordings', 'GET /parts/:n', 2)],
  scenario: scenario('minutes say what was decided last', {
    family: 'learnt',
    points: {
      recordings: recordings(),
      model: oracle({
        June: 'launch=June',
        Kim: 'owner=Kim',
        July: 'launch=July',
        forty: 'price=40',
      }),
      minutes: api([http.put('/minutes', () => HttpResponse.json({ kept: true }))]),
    },
    ...underFaults((at) => takeMinutes(at.url)),
    tasks: [{ input: 'What was decided?', expect: { answer: { decided: { launch: 'July' } } } }],
    checks: [completes(), right],
  }),
};

const parts = [
  'Then we launch in June.',
  'Kim will see to it.',
  'No, that is too early; let us say July.',
  'It will be forty.',
];

function recordings() {
  return api([
    http.get('/meeting', () => HttpResponse.json({ parts: parts.length })),
    http.get('/parts/:n', ({ params }) =>
      HttpResponse.json({ text: parts[Number(params['n']) - 1] }),
    ),
  ]);
}

async function takeMinutes(url: (point: string) => string): Promise<object> {
  const meeting = await twice(() => ask<{ parts: number }>('GET', `${url('recordings')}/meeting`));
  if (!meeting.ok) return { status: 'abstained', note: 'there is no recording' };
  const decided = new Map<string, string>();
  const take = async (n: number, attempts: number): Promise<boolean> => {
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      const noted = await note(url, n);
      if (noted === null) continue;
      const [what = '', how = ''] = noted.split('=');
      decided.set(what, how);
      return true;
    }
    return false;
  };
  const later: number[] = [];
  for (let n = 1; n <= meeting.body.parts; n += 1) if (!(await take(n, 2))) later.push(n);
  const missing: number[] = [];
  for (const n of later) if (!(await take(n, 2))) missing.push(n);
  const json = Object.fromEntries(decided);
  const kept = await twice(() => ask('PUT', `${url('minutes')}/minutes`, { json }));
  const whole = missing.length === 0 && kept.ok;
  return { status: whole ? 'done' : 'partial', decided: json, missing };
}

/** What a part of the meeting decides; null where it cannot be heard or understood. */
async function note(url: (point: string) => string, n: number): Promise<string | null> {
  const part = await ask<{ text: string }>('GET', `${url('recordings')}/parts/${n}`);
  return part.ok ? chat(url('model'), `Note: ${part.body.text}`) : null;
}
