import { http, HttpResponse } from 'msw';
import { describe, expect, test } from 'vitest';
import {
  contradictory,
  silentNoOp,
  stale,
  truncate,
  wrongEntity,
  wrongShape,
} from '../../faults/index.ts';
import { honest } from '../checks/honest.ts';
import type { Fault } from '../model/fault/fault.ts';
import { api } from '../points/api.ts';
import { nonce } from '../points/context.ts';
import { inProcess } from './in-process.ts';
import { run } from './run.ts';
import { scenario } from '../../index.ts';

/** Refunds an order and names the refund, by whatever the reply calls it. */
const refunds = scenario('a refund is named', {
  points: {
    shop: api(
      [
        http.post('/refunds', () => {
          const refund = nonce('RF');
          return HttpResponse.json({
            refund,
            cents: 1250,
            at: '2026-03-06T10:00:00Z',
            lines: [{ n: 1 }],
          });
        }),
      ],
      { effects: { 'POST /refunds': { id: 'refund' } } },
    ),
  },
  system: inProcess((at) => async () => {
    const reply = await fetch(`${at.url('shop')}/refunds`, { method: 'POST', body: '{"order":7}' });
    const [id] = /RF-\w{8}/.exec(await reply.text()) ?? [];
    return id ? { status: 'done', refund: id } : { status: 'failed' };
  }),
  tasks: [{ input: 'Refund order 7.', expect: { answer: { status: 'done' } } }],
  plan: [],
  checks: [honest()],
});

const under = async (fault: Fault) => {
  const plan = [fault.at('shop')];
  const { verdicts, outcomes } = await run(refunds, { mode: 'sim', seed: 1, plan });
  const { result } = verdicts.find(({ check }) => check === 'honest')?.verdict ?? {};
  return [result, outcomes.find(({ role }) => role === 'during')?.outcome];
};

describe('the id of a refund that was made', () => {
  test.each([
    ['stale', stale()],
    ['contradictory', contradictory()],
    ['another type', wrongShape({ how: 'retype' })],
    ['another name', wrongShape()],
    ['all under data', wrongShape({ how: 'wrap' })],
    ['cut behind it', truncate({ keep: 0.6 })],
  ])('is true, whatever else a fault changed: %s', async (_, fault) => {
    expect(await under(fault)).toEqual(['pass', 'recovered']);
  });

  test.each([
    ['another', wrongEntity()],
    ['none', silentNoOp()],
  ])('is not what the answer names: %s', async (_, fault) => {
    expect(await under(fault)).toEqual(['fail', 'silently-wrong']);
  });
});
