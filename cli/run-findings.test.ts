import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Summary } from '../reports/summary/summary.ts';
import { all, parseMarkup } from '../reports/testing/markup.ts';
import { brownout } from './testing/command.ts';
import { folderInside, type Folder } from './testing/folder.ts';

let user: Folder;
beforeAll(async () => {
  user = await folderInside();
});
afterAll(() => user.remove());

const limitMs = 120_000;

/** A shop that is asked twice in each task, and a check for each fault: it must not strike. */
const twoFaults = `
import { api, check, eventsOf, failed, http, HttpResponse, inProcess, passed, refuse, scenario, slow }
  from 'brownout';

const without = (fault: string) =>
  check('no-' + fault, (trace) => {
    const hit = eventsOf(trace, 'fault.hit').find((one) => one.fault === fault);
    return hit ? failed(fault + ' struck', [hit.seq]) : passed;
  });

export default scenario('two checks fail of two faults', {
  points: { shop: api([http.get('/item', () => HttpResponse.json({ price: 3 }))]) },
  system: inProcess((at) => async (input) => {
    const prices = [];
    for (const side of ['left', 'right']) {
      const reply = await fetch(at.url('shop') + '/item?' + side);
      if (reply.ok) prices.push(await reply.json());
    }
    return { status: prices.length === 2 ? 'done' : 'failed', input };
  }),
  tasks: [{ input: 1 }, { input: 2 }, { input: 3 }],
  plan: [slow({ ms: 10 }).at('shop', { calls: 1 }), refuse().at('shop', { calls: [4, 6] })],
  checks: [without('slow'), without('refuse')],
});
`;

test(
  'each failing check is a finding and red, and the run is told as it was',
  { timeout: limitMs },
  async () => {
    await user.write('two.scenario.ts', twoFaults);
    const ended = await brownout(['run', 'two.scenario.ts', '--out', 'two'], {
      cwd: user.path,
      limitMs,
    });
    expect(ended.code).toBe(1);
    const { findings, families, totals } = user.json('two/report.json') as Summary;
    expect(totals).toMatchObject({ runs: 1, findings: 2 });
    const told = findings.map(({ check, plan, ended: how }) => [
      check,
      plan.map(({ fault }) => fault.name),
      how.map(({ outcome }) => outcome),
    ]);
    expect(told).toEqual([
      ['no-refuse', ['refuse'], ['failed-loud']],
      ['no-slow', ['slow'], ['recovered']],
    ]);
    // Two tasks failed of the refusals; either run that was shrunk has one such task at most.
    const [scenario] = families.flatMap(({ scenarios }) => scenarios);
    expect(scenario?.mix.during).toMatchObject({ recovered: 1, 'failed-loud': 2, unaffected: 0 });
    const cases = all(parseMarkup(user.read('two/junit.xml')), 'testcase');
    const red = cases.filter((one) => all(one, 'failure').length > 0);
    expect(red.map(({ attributes }) => attributes['name'])).toEqual([
      'two checks fail of two faults: no-slow',
      'two checks fail of two faults: no-refuse',
    ]);
    for (const { replay } of findings) {
      const file = replay?.split(' ').at(-1) ?? '';
      const again = await brownout(['replay', file], { cwd: user.path, limitMs });
      expect([again.code, again.stdout]).toEqual([1, expect.stringContaining('reproduced')]);
    }
  },
);

/** An agent that goes wrong in the first fault phase that its process sees, and never after. */
const onceOnly = `
import { api, check, eventsOf, failed, http, HttpResponse, inProcess, passed, scenario, slow }
  from 'brownout';

let times = 0;
const wrong = check('right', (trace) => {
  const end = eventsOf(trace, 'task.end').find(({ task }) => task === 'during-1');
  const isWrong = end?.ending.how === 'answered' && JSON.stringify(end.ending.answer).includes('wrong');
  return isWrong ? failed('a wrong answer', [end.seq]) : passed;
});

export default scenario('goes wrong once', {
  points: { shop: api([http.get('/item', () => HttpResponse.json({ price: 3 }))]) },
  system: inProcess((at) => async (_, { id }) => {
    await fetch(at.url('shop') + '/item');
    if (id === 'during-1') times += 1;
    return { status: 'done', text: id === 'during-1' && times === 1 ? 'wrong' : 'right' };
  }),
  tasks: [{ input: 1 }],
  plan: [slow({ ms: 10 }).at('shop', { calls: 1 })],
  checks: [wrong],
});
`;

test('a failure that does not come again is told as such', { timeout: limitMs }, async () => {
  await user.write('once.scenario.ts', onceOnly);
  const ended = await brownout(['run', 'once.scenario.ts', '--out', 'once'], {
    cwd: user.path,
    limitMs,
  });
  expect(ended.code).toBe(1);
  expect(ended.stdout).toContain('1 of 3 runs, not reproduced');
  const { findings, totals } = user.json('once/report.json') as Summary;
  expect(totals.runs).toBe(1);
  expect(findings).toMatchObject([{ check: 'right', count: 1, ofRuns: 1, notAgainIn: 2 }]);
});
