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
import { ask, pause } from '../corpus/world/ask.ts';
import { chat, oracle } from '../corpus/world/model.ts';

/** Leaves by a door at which nobody gives the slot back. */
export const leakySlots: CorpusEntry = {
  id: 'leaky-slots',
  faults: 2,
  bug: 'A read that is answered with an error keeps its slot, and after two there is none left.',
  check: 'recovers',
  witness: [down('weather', 'GET /today'), down('traffic', 'GET /today')],
  scenario: scenario('after the fault phase the morning letter is whole again', {
    family: 'learnt',
    points: {
      weather: facts({ '/today': { c: 14 }, '/week': { c: [14, 15, 11] } }),
      traffic: facts({ '/today': { jams: 2 }, '/works': { on: ['E40'] } }),
      press: facts({ '/headlines': { lines: ['Tram 4 is back'] }, '/events': { market: true } }),
      model: oracle({ Write: 'Good morning! Take the tram.' }),
      letters: api([http.put('/letters/:day', () => HttpResponse.json({ kept: true }))]),
    },
    system: inProcess((at) => {
      const read = reader(slots(2));
      return () => write(at.url, read);
    }),
    tasks: [{ input: 'Write the morning letter.' }],
    plan: [],
    rest: '60 s',
    checks: [completes(), recovers()],
  }),
};

const sources = [
  ['weather', '/today'],
  ['weather', '/week'],
  ['traffic', '/today'],
  ['traffic', '/works'],
  ['press', '/headlines'],
  ['press', '/events'],
] as const;

type Read = (url: string) => Promise<unknown>;

async function write(url: (point: string) => string, read: Read): Promise<object> {
  const parts = await Promise.all(sources.map(([point, path]) => read(url(point) + path)));
  const missing = sources.filter((_, n) => parts[n] === null).map((source) => source.join(''));
  const text = await chat(url('model'), `Write a letter from ${JSON.stringify(parts)}`);
  if (text === null) return { status: 'abstained', note: 'there is no letter today', missing };
  const kept = await ask('PUT', `${url('letters')}/letters/monday`, { json: { text } });
  const whole = missing.length === 0 && kept.ok;
  return { status: whole ? 'done' : 'partial', text, missing, kept: kept.ok };
}

/** The sources bear two readers at a time. */
function reader(pool: Slots): Read {
  return async (url) => {
    if (!(await pool.take())) return null;
    try {
      const reply = await fetch(url, { signal: AbortSignal.timeout(5_000) });
      if (!reply.ok) return null;
      const body: unknown = await reply.json();
      pool.give();
      return body;
    } catch {
      pool.give();
      return null;
    }
  };
}

interface Slots {
  /** False where none came free in ten seconds. */
  readonly take: () => Promise<boolean>;
  readonly give: () => void;
}

function slots(count: number): Slots {
  let free = count;
  return {
    take: async () => {
      for (let waits = 0; free === 0; waits += 1) {
        if (waits === 50) return false;
        await pause(200);
      }
      free -= 1;
      return true;
    },
    give: () => {
      free += 1;
    },
  };
}
