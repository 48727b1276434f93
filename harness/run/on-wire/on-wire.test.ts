import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { completes } from '../../checks/completes.ts';
import { api } from '../../points/api.ts';
import { inProcess } from '../in-process.ts';
import { run } from '../run.ts';
import { scenario } from '../../../index.ts';

test('a run that does not open leaves no watch over this process', async () => {
  const watches: Promise<unknown>[] = [];
  const note = (worker: Worker) => void watches.push(once(worker, 'exit'));
  process.on('worker', note);
  const shop = api([http.get('/', () => HttpResponse.json({}))]);
  const unreachable = {
    ...inProcess(() => async () => 'done'),
    reach: async () => {
      // Node tells of a thread only once this has yielded.
      await new Promise((resolve) => setTimeout(resolve, 1));
      throw new Error('no way');
    },
  };
  const asked = scenario('it answers', {
    points: { shop },
    system: unreachable,
    tasks: [{ input: 1 }],
    plan: [],
    checks: [completes()],
  });
  await expect(run(asked, { mode: 'wire', seed: 1 })).rejects.toThrow('no way');
  process.off('worker', note);
  expect(watches.length).toBe(1);
  await Promise.all(watches);
});
