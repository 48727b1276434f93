import { completes, inProcess, recovers, scenario } from '../../../index.ts';
import type { CorpusEntry } from './entry.ts';
import { facts } from './world/facts.ts';

/** An agent whose breaker never closes again. */
export const breakerStaysOpen: CorpusEntry = {
  id: 'breaker-stays-open',
  faults: 1,
  bug: 'The breaker of one tool opens at a failure, and no probe ever closes it.',
  check: 'recovers',
  scenario: scenario('once the tool is back, so is the answer', {
    family: 'corpus',
    points: { shop: facts({ '/item': { name: 'kettle' }, '/price': { price: 30 } }) },
    system: inProcess((at) => {
      const price = guarded(`${at.url('shop')}/price`);
      return () => offer(at.url('shop'), price);
    }),
    tasks: [{ input: 'What is the kettle?' }, { input: 'And in red?' }],
    plan: [],
    rest: '60 s',
    checks: [completes(), recovers()],
  }),
};

type Read = () => Promise<unknown>;

async function offer(shop: string, price: Read): Promise<object> {
  const item = await read(`${shop}/item`).catch(() => null);
  const cost = await price().catch(() => null);
  return { status: item && cost ? 'done' : 'degraded', item, cost };
}

function guarded(url: string): Read {
  let open = false;
  return async () => {
    if (open) throw new Error('the breaker is open');
    try {
      return await read(url);
    } catch (error) {
      open = true;
      throw error;
    }
  };
}

async function read(url: string): Promise<unknown> {
  const reply = await fetch(url, { signal: AbortSignal.timeout(5_000) });
  if (!reply.ok) throw new Error(`HTTP ${reply.status}`);
  return reply.json();
}
