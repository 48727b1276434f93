import { completes, lostReply, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from './down.ts';
import type { CorpusEntry } from './entry.ts';
import { right } from './right.ts';
import { brief, report } from './world/errands.ts';
import { facts } from './world/facts.ts';
import { office } from './world/office.ts';

/** An agent that returns the body of the last error in place of the last success. */
export const wrongVariable: CorpusEntry = {
  id: 'wrong-variable',
  faults: 2,
  bug: 'After the second failed attempt, what is given back is the body of the error.',
  check: 'right',
  witness: [lostReply().at('post', { call: 'GET /date', calls: 1 }), down('post', 'GET /date', 2)],
  scenario: scenario('a delivery date is one that was given', {
    family: 'corpus',
    points: {
      post: facts({
        '/parcel': { id: 'P1' },
        '/date': { date: 'Friday' },
        '/sender': { name: 'Bo' },
        '/weight': { kg: 2 },
        '/van': { n: 7 },
      }),
      office: office(),
    },
    ...underFaults((at) => track(at.url('post'), at.url('office'))),
    tasks: [{ input: 'When does it come?', expect: { answer: { date: 'Friday' } } }],
    checks: [completes(), right],
  }),
};

type Said = Readonly<Record<string, unknown>>;

async function track(post: string, desk: string): Promise<object> {
  const known = await brief(desk, ['customer', 'account', 'policy', 'history']);
  if (known === null) return { status: 'abstained', note: 'who asks is not known' };
  const parcel = await read(`${post}/parcel`);
  const sender = await read(`${post}/sender`);
  const date = await read(`${post}/date`);
  const weight = await read(`${post}/weight`);
  const van = await read(`${post}/van`);
  if (date === null) return { status: 'abstained', note: 'when it comes is not known' };
  return {
    status: 'done',
    parcel,
    sender,
    weight,
    date: date['date'],
    van: van?.['n'] ?? 'some van',
    untold: await report(desk, date),
  };
}

async function read(url: string): Promise<Said | null> {
  let body: Said | null = null;
  for (let attempt = 1; attempt <= 2; attempt += 1) {
    try {
      const reply = await fetch(url, { signal: AbortSignal.timeout(5_000) });
      body = (await reply.json()) as Said;
      if (reply.ok) return body;
    } catch {
      // Once more.
    }
  }
  return body;
}
