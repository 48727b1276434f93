import { http, HttpResponse } from 'msw';
import { expect, test } from 'vitest';
import { refuse } from '../../faults/index.ts';
import { completes } from '../checks/completes.ts';
import { api } from '../points/api.ts';
import { inProcess, type Agent } from './in-process.ts';
import { run } from './run.ts';
import { scenario } from '../../index.ts';

const says = (agent: (name: string) => Agent, name: string) =>
  scenario(name, {
    points: { shop: api([http.get('/x', () => HttpResponse.json({ x: 1 }))]) },
    system: inProcess(() => agent(name)),
    tasks: [{ input: 'hi' }],
    plan: [refuse().at('shop')],
    phases: ['fault'],
    checks: [completes()],
  });

const talkative =
  (name: string): Agent =>
  async () => {
    console.log('%s says', name, { a: [1, 2] });
    console.error(`${name} complains`);
    process.stderr.write(`${name} writes `);
    await new Promise((resolve) => setTimeout(resolve, 5));
    process.stderr.write(Buffer.from('in two parts\n'));
    setTimeout(() => console.warn(`${name} warns later`), 1);
    await new Promise((resolve) => setTimeout(resolve, 5));
    await new Promise<void>((resolve) => process.stdout.write(`${name} ends`, () => resolve()));
    return 'done';
  };

const said = (name: string) => [
  `${name} says { a: [ 1, 2 ] }`,
  `${name} complains`,
  `${name} writes in two parts`,
  `${name} warns later`,
  `${name} ends`,
];

test.each(['sim', 'wire'] as const)(
  'what an agent prints in %s is kept with its run',
  async (mode) => {
    const names = ['one', 'two', 'three'];
    const records = await Promise.all(
      names.map((name) => run(says(talkative, name), { mode, seed: 1 })),
    );
    expect(records.map(({ output }) => output)).toEqual(names.map(said));
  },
);

test('what others print meanwhile is not its own', async () => {
  const waiting = (): Agent => async () => {
    console.log('mine');
    await new Promise((resolve) => setTimeout(resolve, 50));
    return 'done';
  };
  const under = run(says(waiting, 'waiting'), { mode: 'wire', seed: 1 });
  await new Promise((resolve) => setTimeout(resolve, 20));
  process.stdout.write('');
  console.log('printed beside a run, on purpose');
  expect((await under).output).toEqual(['mine']);
});

test('only the last lines are kept, cut where they are long', async () => {
  const endless = (): Agent => async () => {
    for (let n = 0; n < 5_000; n += 1) console.log(`${n} ${'x'.repeat(5_000)}`);
    return 'done';
  };
  const { output } = await run(says(endless, 'endless'), { mode: 'sim', seed: 1 });
  expect(output).toHaveLength(200);
  expect(output.at(-1)).toHaveLength(2_000);
  expect(output.at(-1)).toMatch(/^4999 /);
});

test('a secret that only the output gives away is taken out of the trace, too', async () => {
  const agent = (): Agent => async () => {
    console.log('password=blue-Herring-71');
    return 'It is blue-Herring-71';
  };
  const record = await run(says(agent, 'tells'), { mode: 'sim', seed: 1, plan: [] });
  expect(JSON.stringify(record)).not.toContain('blue-Herring-71');
});
