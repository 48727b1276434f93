import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { oversized } from '../../faults/index.ts';
import { completes } from '../checks/completes.ts';
import { eventsOf } from '../model/trace/trace.ts';
import { api } from '../points/api.ts';
import { provider } from '../provider/provider.ts';
import { inProcess } from './in-process.ts';
import { run } from './run.ts';
import { scenario } from '../../index.ts';

/** Passes all that its tool says on to its model. */
const talkative = scenario('a summary', {
  points: {
    notes: api([http.get('/notes', () => HttpResponse.json({ note: 'All is well.' }))]),
    model: provider({ script: [{ reply: 'All is well.' }], contextTokens: 8_000 }),
  },
  system: inProcess((at) => async () => {
    const notes = await (await fetch(`${at.url('notes')}/notes`)).text();
    const body = JSON.stringify({ model: 'm', messages: [{ role: 'user', content: notes }] });
    const said = await fetch(`${at.url('model')}/chat/completions`, { method: 'POST', body });
    if (!said.ok) throw new Error(((await said.json()) as { error: { code: string } }).error.code);
    return 'All is well.';
  }),
  tasks: [{ input: 'Sum the notes up.' }],
  plan: [oversized().at('notes')],
  phases: ['baseline', 'fault'],
  checks: [completes()],
});

test('a reply that is too long for the model overflows its context; a short one does not', async () => {
  for (const mode of ['sim', 'wire'] as const) {
    const { trace } = await run(talkative, { mode, seed: 1 });
    const endings = eventsOf(trace, 'task.end').map(({ ending }) => ending);
    expect(endings).toMatchObject([
      { how: 'answered' },
      { how: 'failed', error: expect.stringContaining('context_length_exceeded') },
    ]);
  }
});
