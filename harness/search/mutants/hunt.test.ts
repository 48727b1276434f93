import { expect, test } from 'vitest';
import { lostReply, refuse } from '../../../faults/index.ts';
import { check } from '../../model/trace/checker.ts';
import type { Fault } from '../../model/fault/fault.ts';
import { eventsOf } from '../../model/trace/trace.ts';
import { failed, passed } from '../../model/trace/verdict.ts';
import { api } from '../../points/api.ts';
import { http, HttpResponse } from 'msw';
import { inProcess } from '../../run/in-process.ts';
import { scenario } from '../../../index.ts';
import { searched } from '../explore/searched.ts';
import { hunt } from './hunt.ts';

const shop = api([http.post('/order', () => HttpResponse.json({ id: 1 }))], {
  effects: ['POST /order'],
});

/** Orders again where it heard nothing, or (asked to be careful) does not. */
const agent = (isCareful: boolean) =>
  inProcess((at) => async () => {
    const order = () => fetch(`${at.url('shop')}/order`, { method: 'POST' }).catch(() => null);
    return { status: (await order()) || isCareful ? 'done' : await order().then(() => 'done') };
  });

const once = check('once', (trace) =>
  eventsOf(trace, 'effect').filter(({ task }) => task === 'during-1').length > 1
    ? failed('ordered twice')
    : passed,
);

const searchedWith = (faults: readonly Fault[]) =>
  scenario('orders once', {
    points: { shop },
    system: agent(true),
    tasks: [{ input: 'tea' }],
    checks: [once],
    plan: searched({ faults, depth: 1 }),
    mutants: { 'orders.twice': { system: agent(false), by: 'once' } },
  });

test('a mutant is hunted with the faults that its scenario searches with', async () => {
  const flagged = async (fault: Fault) => {
    const found = searchedWith([fault]);
    const [mutant] = found.mutants;
    if (!mutant) throw new Error('it has a mutant');
    return (await hunt(found, mutant, { seed: 1, file: '' })).row.flagged;
  };
  expect(await flagged(lostReply())).toBe(true);
  expect(await flagged(refuse({ status: 503 }))).toBe(false);
});
