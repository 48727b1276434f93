import { load } from '../../harness/load/load.ts';
import { api, completes, http, HttpResponse, inProcess, scenario } from '../../index.ts';

/** How many tasks are open at once: so many arrive a second, and each takes as many seconds as it makes calls. */
const rate = 1_000;
const calls = 5;

const asks = scenario('asks five times, a second apart', {
  points: { tool: api([http.post('/work', () => HttpResponse.json({ done: true }))]) },
  system: inProcess((at) => async () => {
    for (let n = 0; n < calls; n += 1) {
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      const reply = await fetch(`${at.url('tool')}/work`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ n }),
      });
      await reply.json();
    }
    return { status: 'done' };
  }),
  tasks: [{ input: 'ask' }],
  plan: [],
  checks: [completes()],
});

/** Calls of a load under virtual time that 5,000 open tasks make in a second of real time. */
export async function simCallsPerSecond(seconds = 10): Promise<number> {
  const phases = { baseline: seconds * 1000 };
  const report = await load(asks, { seed: 1, load: { rate, arrivals: 'constant', phases } });
  const [phase] = report.phases;
  const mostOpen = Math.max(...report.windows.map(({ openMost }) => openMost));
  if (phase?.right !== rate * seconds || mostOpen < rate * calls * 0.99) {
    throw new Error(`${phase?.right} of ${rate * seconds} tasks are right, ${mostOpen} were open`);
  }
  return (rate * seconds * calls) / (report.tookMs / 1000);
}
