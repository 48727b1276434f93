import { completes, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import { down } from './down.ts';
import type { CorpusEntry } from './entry.ts';
import { right } from './right.ts';
import { facts } from './world/facts.ts';

/** An agent that guesses a dose when all three sources fail. */
export const tripleFallback: CorpusEntry = {
  id: 'triple-fallback',
  faults: 3,
  bug: 'Where all three sources of a dose fail, the usual dose is given as if it had been read.',
  check: 'right',
  witness: [down('live', 'GET /dose'), down('mirror', 'GET /dose'), down('archive', 'GET /dose')],
  scenario: scenario('a dose is one that was read', {
    family: 'corpus',
    points: {
      live: facts({ '/patient': { kg: 70 }, '/ward': { n: 3 }, '/dose': { mg: 40 } }),
      mirror: facts({ '/dose': { mg: 40 } }),
      archive: facts({ '/dose': { mg: 40 } }),
    },
    ...underFaults((at) => advise(['live', 'mirror', 'archive'].map(at.url))),
    tasks: [{ input: 'How much may I give?', expect: { answer: { mg: 40 } } }],
    checks: [completes(), right],
  }),
};

const usualMg = 50;

async function advise(sources: readonly string[]): Promise<object> {
  let mg: number | undefined;
  for (const source of sources) mg ??= (await read(`${source}/dose`))?.['mg'];
  const patient = await read(`${sources[0]}/patient`);
  const ward = await read(`${sources[0]}/ward`);
  if (patient === null || ward === null)
    return { status: 'abstained', note: 'the patient is not known' };
  return { status: 'done', mg: mg ?? usualMg, ward: ward['n'] };
}

async function read(url: string): Promise<Record<string, number> | null> {
  try {
    const reply = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    return reply.ok ? ((await reply.json()) as Record<string, number>) : null;
  } catch {
    return null;
  }
}
