import { backsOff, completes, scenario } from '../../../index.ts';
import { underFaults } from '../under-faults.ts';
import type { CorpusEntry } from './entry.ts';
import { facts } from './world/facts.ts';

/** An agent that retries before the time in `retry-after`. */
export const ignoresRetryAfter: CorpusEntry = {
  id: 'ignores-retry-after',
  faults: 1,
  bug: 'After 429 the next attempt comes in 200 ms, whatever the reply asked.',
  check: 'backs-off',
  scenario: scenario('a tool that asks to wait is given time', {
    family: 'corpus',
    points: { maps: facts({ '/from': { x: 1 }, '/to': { x: 5 }, '/route': { km: 4 } }) },
    ...underFaults((at) => route(at.url('maps'))),
    tasks: [{ input: 'How far is it?' }],
    checks: [completes(), backsOff({ maxAttempts: 3 })],
  }),
};

async function route(maps: string): Promise<object> {
  try {
    const from = await read(`${maps}/from`);
    const to = await read(`${maps}/to`);
    return { status: 'done', from, to, route: await read(`${maps}/route`) };
  } catch {
    return { status: 'abstained', note: 'the map does not answer' };
  }
}

async function read(url: string): Promise<unknown> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const reply = await fetch(url, { signal: AbortSignal.timeout(5_000) });
      if (!reply.ok) throw new Error(`HTTP ${reply.status}`);
      return await reply.json();
    } catch (error) {
      if (attempt === 3) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200 * attempt));
    }
  }
}
