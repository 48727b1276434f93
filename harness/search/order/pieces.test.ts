import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { cleanCut, refuse } from '../../../faults/index.ts';
import { check } from '../../model/trace/checker.ts';
import { passed } from '../../model/trace/verdict.ts';
import { api } from '../../points/api.ts';
import { inProcess } from '../../run/in-process.ts';
import { run } from '../../run/run.ts';
import { scenario } from '../../../index.ts';
import { explore } from '../explore/exploring.ts';

const events = 'data: 1\n\ndata: 2\n\ndata: 3\n\n';
const shop = api([
  http.get('/whole', () => HttpResponse.json({ price: 3 })),
  http.get(
    '/stream',
    () => new HttpResponse(events, { headers: { 'content-type': 'text/event-stream' } }),
  ),
]);
const asks = scenario('it asks for both', {
  points: { shop },
  system: inProcess((at) => async () => {
    for (const path of ['whole', 'stream']) {
      await fetch(`${at.url('shop')}/${path}`)
        .then((reply) => reply.text())
        .catch(() => '');
    }
    return { status: 'done' };
  }),
  tasks: [{ input: 'go' }],
  plan: [],
  checks: [check('fine', () => passed)],
});

test('a fault of streams is tried where replies come in pieces, and nowhere else', async () => {
  const { coverage, levels } = await explore(asks, { faults: [cleanCut(), refuse()], depth: 1 });
  const at = (fault: string) =>
    coverage
      .filter((cell) => cell.fault.startsWith(fault))
      .map(({ op }) => op.replace(/#.*/, ''))
      .toSorted();
  expect(at('clean-cut')).toEqual(['GET /stream']);
  expect(at('refuse')).toEqual(['GET /stream', 'GET /whole']);
  expect(levels[0]).toMatchObject({ schedules: 3, idle: 0 });
});

test('a trace says which replies came in pieces', async () => {
  const { trace } = await run(asks, { mode: 'sim', seed: 1 });
  const ends = trace.events.flatMap((event) => (event.kind === 'call.end' ? [event.streamed] : []));
  expect(ends.slice(0, 2)).toEqual([undefined, true]);
});
