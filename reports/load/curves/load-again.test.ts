import { expect, test } from 'vitest';
import { fifo } from '../../../harness/load/fifo-fixture.ts';
import { load } from '../../../harness/load/load.ts';
import { loadAgain } from './load-again.ts';

const phases = { baseline: '2 s' } as const;
const report = await load(fifo({ retries: 0 }), { seed: 1, plan: [], load: { rate: 5, phases } });

test('what a load was asked for beside its report is asked for again', () => {
  const [phase] = report.phases;
  const longer = { ...phase!, toMs: 3000, extendedMs: 1000 };
  const remote = { ...report, mode: 'wire', driver: 'undici', phases: [longer] } as const;
  const command = loadAgain(remote, 'plan.json', { allowRemote: true, extend: 2 });
  // As planned: it goes on by itself.
  expect(command).toContain('--phases baseline:2000ms ');
  expect(command).toMatch(/--mode wire --driver undici --allow-remote --extend 2x$/);
  expect(loadAgain(report, 'plan.json')).toMatch(/--seed 1 --mode sim$/);
});
