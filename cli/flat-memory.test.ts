import { afterAll, beforeAll, expect, it } from 'vitest';
import { brownout } from './testing/command.ts';
import { folderInside, type Folder } from './testing/folder.ts';
import { scenarioText } from './testing/snippets.ts';

let user: Folder;
beforeAll(async () => {
  user = await folderInside();
});
afterAll(() => user.remove());

/** `npm run test:long` makes more of them, and so sees smaller growth. */
const runs = process.env['BROWNOUT_LONG'] === undefined ? 1_000 : 2_500;

/** Notes what the heap holds as run 400 and the last one begin; leaves behind what agents do. */
const measured = `
import { appendFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
let runs = 0;

export default scenario('many runs', { ...base, mutants: {}, system: inProcess((at) => {
  runs += 1;
  // Some runs earlier, too: finalizers take their turn after it.
  if ([390, 400, ${runs - 10}, ${runs}].includes(runs)) collect();
  if (runs === 400 || runs === ${runs}) {
    appendFileSync('heap.txt', process.memoryUsage().heapUsed + '\\n');
  }
  return async (_, { id, signal }) => {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(5_000)]);
    limit.addEventListener('abort', () => console.log(at, id));
    const ask = () => fetch(at.url('tool') + '/book', {
      method: 'POST', signal: limit, headers: { 'idempotency-key': id },
    });
    const timer = Number(setTimeout(() => console.log(at), 60_000));
    console.log('asked', timer);
    const response = await ask().catch(ask);
    return { status: 'done', text: (await response.json()).id };
  };
}) });`;

/** Bytes: the runner keeps 2 KB of each test, at most a thousand, and some code is compiled late. */
const allowance = 4_000_000;

it('what the heap of the runs holds does not grow with their number', async () => {
  await user.write('many.scenario.ts', scenarioText(measured));
  const ended = await brownout(['run', 'many.scenario.ts', '--runs', `${runs}`], {
    cwd: user.path,
  });
  expect(ended).toMatchObject({ code: 0 });
  const [early = 0, late = 0] = user.read('heap.txt').trim().split('\n').map(Number);
  expect(early).toBeGreaterThan(0);
  expect(late - early).toBeLessThan(allowance);
}, 600_000);
