import { completes, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { CorpusEntry } from './entry.ts';
import { right } from './right.ts';
import { facts } from './world/facts.ts';

/** A correct agent that needs two of three replicas to agree, however many answer. */
export const correctQuorum: CorpusEntry = {
  id: 'correct-quorum',
  faults: 0,
  bug: 'The majority is counted among all replicas, and those that are silent vote for nothing.',
  check: '',
  scenario: scenario('a balance is what two replicas say', {
    family: 'corpus',
    points: {
      one: facts({ '/balance': { cents: 700 } }),
      two: facts({ '/balance': { cents: 700 } }),
      lagging: facts({ '/balance': { cents: 500 } }),
    },
    ...underFaults((at) => balance(['one', 'two', 'lagging'].map(at.url))),
    tasks: [{ input: 'What is my balance?', expect: { answer: { cents: 700 } } }],
    checks: [completes({ within: '6 s' }), right],
  }),
};

async function balance(replicas: readonly string[]): Promise<object> {
  const votes = await Promise.all(replicas.map((replica) => read(`${replica}/balance`)));
  const winner = votes.find(
    (vote) => vote !== null && votes.filter((it) => it === vote).length * 2 > replicas.length,
  );
  if (winner === undefined) return { status: 'abstained', note: 'no two replicas agree' };
  return { status: 'done', cents: winner };
}

async function read(url: string): Promise<number | null> {
  try {
    const reply = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    return reply.ok ? ((await reply.json()) as { cents: number }).cents : null;
  } catch {
    return null;
  }
}
