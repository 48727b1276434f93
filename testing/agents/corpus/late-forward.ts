import { completes, noOrphans, scenario, slow } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from './down.ts';
import type { CorpusEntry } from './entry.ts';
import { bookings } from './world/bookings.ts';
import { facts } from './world/facts.ts';
import { ask, twice } from './world/ask.ts';
import { chat, oracle } from './world/model.ts';

/** An agent that skips a cancellation because a lookup misses a booking still under way. */
export const lateForward: CorpusEntry = {
  id: 'late-forward',
  faults: 2,
  bug: 'A failed cancellation is let be where a look finds no booking, though it may land yet.',
  check: 'no-orphans',
  witness: [
    slow({ ms: 3_000, where: 'request' }).at('diary', { call: 'POST /book', calls: 1 }),
    down('diary', 'DELETE /book/:ref'),
  ],
  scenario: scenario('an appointment is made, taken back, or named', {
    family: 'corpus',
    points: {
      clinic: facts({
        '/patient': { born: 1961 },
        '/insurance': { covers: true },
        '/slots': { free: ['Mon 9:00', 'Tue 14:30'] },
      }),
      model: oracle({ Mon: 'Tue 14:30' }),
      diary: bookings('AP'),
      letters: facts({ '/template': { text: 'See you then.' } }),
    },
    ...underFaults((at, _, id) => appoint(at.url, id)),
    tasks: [{ input: 'I need to see a doctor next week.' }],
    checks: [completes(), noOrphans('diary')],
  }),
};

async function appoint(url: (point: string) => string, task: string): Promise<object> {
  const patient = await twice(() => ask('GET', `${url('clinic')}/patient`));
  const insurance = await twice(() => ask('GET', `${url('clinic')}/insurance`));
  const slots = await twice(() => ask<{ free: string[] }>('GET', `${url('clinic')}/slots`));
  if (!patient.ok || !insurance.ok || !slots.ok) return { status: 'abstained' };
  const { free } = slots.body;
  const said = await chat(url('model'), `Which is best? ${free.join(', ')}`);
  const slot = free.find((it) => it === said) ?? free[0];
  const diary = url('diary');
  // People wait on the line: what is not booked in 2 s is not booked.
  const carried = { key: task, json: { slot }, timeoutMs: 2_000 };
  const booked = await ask<{ id: string }>('POST', `${diary}/book`, carried);
  if (booked.ok) {
    const letter = await ask('GET', `${url('letters')}/template`);
    return { status: 'done', slot, id: booked.body.id, letter: letter.body };
  }
  const cancelled = await ask('DELETE', `${diary}/book/${task}`);
  if (cancelled.ok) return { status: 'abstained', note: 'nothing is booked; please call again' };
  const seen = await ask<{ id: string | null }>('GET', `${diary}/bookings/${task}`);
  if (seen.ok && seen.body.id === null) return { status: 'abstained', note: 'nothing is booked' };
  return { status: 'needs-reconciliation', note: `somebody should look for ${task}` };
}
