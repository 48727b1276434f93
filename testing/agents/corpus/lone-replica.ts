import { completes, inProcess, scenario } from '../../../index.ts';
import type { CorpusEntry } from './entry.ts';
import { right } from './right.ts';
import { brief, report } from './world/errands.ts';
import { facts } from './world/facts.ts';
import { office } from './world/office.ts';

/** An agent that counts the majority among the replicas that answered, even if that is one. */
export const loneReplica: CorpusEntry = {
  id: 'lone-replica',
  faults: 2,
  bug: 'The majority is counted among the replicas that answered, so one that lags can win alone.',
  check: 'right',
  scenario: scenario('a balance is what most replicas say', {
    family: 'corpus',
    points: {
      one: facts({ '/balance': { cents: 700 } }),
      two: facts({ '/balance': { cents: 700 } }),
      lagging: facts({ '/balance': { cents: 500 } }),
      office: office(),
    },
    system: inProcess(
      (at) => () => balance(['one', 'two', 'lagging'].map(at.url), at.url('office')),
    ),
    tasks: [{ input: 'What is my balance?', expect: { answer: { cents: 700 } } }],
    plan: [],
    phases: ['fault'],
    checks: [completes(), right],
  }),
};

async function balance(replicas: readonly string[], desk: string): Promise<object> {
  const known = await brief(desk, [
    'customer',
    'account',
    'policy',
    'history',
    'calendar',
    'contract',
  ]);
  if (known === null) return { status: 'abstained', note: 'whose account it is is not known' };
  const votes: number[] = [];
  for (const replica of replicas) {
    const vote = await read(`${replica}/balance`);
    if (vote !== null) votes.push(vote);
  }
  const winner = votes.find((vote) => votes.filter((it) => it === vote).length * 2 > votes.length);
  if (winner === undefined) return { status: 'abstained', note: 'the replicas do not agree' };
  return { status: 'done', cents: winner, untold: await report(desk, winner) };
}

async function read(url: string): Promise<number | null> {
  try {
    const reply = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    return reply.ok ? ((await reply.json()) as { cents: number }).cents : null;
  } catch {
    return null;
  }
}
