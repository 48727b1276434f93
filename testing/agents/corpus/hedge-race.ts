import { completes, hang, lostReply, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { CorpusEntry } from './entry.ts';
import { brief, report } from './world/errands.ts';
import { facts } from './world/facts.ts';
import { office } from './world/office.ts';

/** An agent that takes the first of two requests to settle, in place of the first to succeed. */
export const hedgeRace: CorpusEntry = {
  id: 'hedge-race',
  faults: 2,
  bug: 'A hedged read takes whichever settles first, so a hedge that fails ends a slow read.',
  check: 'completes',
  witness: [
    hang({ acts: false }).at('near', { call: 'GET /weather', calls: 1 }),
    lostReply().at('far', { call: 'GET /weather', calls: 1 }),
  ],
  scenario: scenario('a slow read is hedged, and either may answer', {
    family: 'corpus',
    points: {
      near: facts({ '/weather': { c: 21 }, '/wind': { ms: 4 }, '/tide': { m: 2 } }),
      far: facts({ '/weather': { c: 21 }, '/wind': { ms: 4 }, '/tide': { m: 2 } }),
      office: office(),
    },
    ...underFaults((at) => forecast(at.url)),
    tasks: [{ input: 'Can we sail?' }],
    checks: [completes({ always: true })],
  }),
};

async function forecast(url: (point: string) => string): Promise<object> {
  const [near, far] = [url('near'), url('far')];
  const known = await brief(url('office'), [
    'customer',
    'calendar',
    'policy',
    'account',
    'history',
    'contract',
  ]);
  if (known === null) return { status: 'abstained', note: 'who sails and when is not known' };
  const parts: unknown[] = [];
  for (const path of ['/weather', '/wind', '/tide']) {
    parts.push(await hedged(near + path, far + path));
  }
  const untold = await report(url('office'), parts);
  return { status: parts.includes(null) ? 'degraded' : 'done', parts, untold };
}

async function hedged(near: string, far: string): Promise<unknown> {
  const first = read(near).catch(() => null);
  const late = new Promise((resolve) => setTimeout(resolve, 2_000, 'late'));
  const winner = await Promise.race([first, late]);
  if (winner === 'late') return Promise.race([first, read(far)]);
  return winner ?? read(far).catch(() => null);
}

async function read(url: string): Promise<unknown> {
  const reply = await fetch(url, { signal: AbortSignal.timeout(5_000) });
  if (!reply.ok) throw new Error(`HTTP ${reply.status}`);
  return reply.json();
}
