import { describe, expect, it } from 'vitest';
import {
  api,
  explore,
  http,
  HttpResponse,
  inProcess,
  load,
  nonce,
  refuse,
  run,
  scenario,
  standardChecks,
  type Task,
} from '../../../../index.ts';

type Phases = readonly ('baseline' | 'fault' | 'recovery')[];
type Kind = 'goes on' | 'asks again' | 'says less';

/** Pays once its limit allows it; without the limit it does what `kind` says. */
function paying(kind: Kind, phases: Phases, expected: Task['expect'] = {}) {
  return scenario('pays within the limit', {
    points: {
      bank: api(
        [
          http.get('/limit', () => HttpResponse.json({ left: 500 })),
          http.post('/pay', () => HttpResponse.json({ id: nonce('PAY') })),
        ],
        { effects: ['POST /pay'] },
      ),
    },
    system: inProcess((at) => async () => {
      const limit = async () => (await fetch(`${at.url('bank')}/limit`)).ok;
      const isTold = (await limit()) || (kind === 'asks again' && (await limit()));
      const reply = await fetch(`${at.url('bank')}/pay`, { method: 'POST' });
      if (!reply.ok) return { status: 'failed', text: 'It was not paid.' };
      const { id } = (await reply.json()) as { readonly id: string };
      const isLess = kind === 'says less' && !isTold;
      return { status: isLess ? 'degraded' : 'done', text: `Paid as ${id}.` };
    }),
    tasks: [{ input: 'pay', expect: { effects: { 'POST /pay': 1 }, ...expected } }],
    plan: [refuse({ status: 503 }).at('bank', { call: 'GET /limit', calls: 1 })],
    checks: standardChecks(),
    phases,
  });
}

const one = { mode: 'sim', seed: 1 } as const;
const reasonIn = async (phases: Phases) => {
  const { verdicts } = await run(paying('goes on', phases), one);
  const told = verdicts.find(({ check }) => check === 'discloses')?.verdict;
  return told && 'reason' in told ? told.reason : '';
};

describe('an answer in full that lost a reply, in a run without all its phases', () => {
  it.each<[Phases, string]>([
    [['fault'], 'there is no baseline and no recovery'],
    [['fault', 'recovery'], 'only once GET /limit has told it something'],
    [['baseline', 'fault'], 'only once GET /limit has told it something'],
  ])('is unknown in %j, which says why', async (phases, why) => {
    expect((await run(paying('goes on', phases), one)).result).toBe('unknown');
    expect(await reasonIn(phases)).toContain(why);
  });

  it.each<[string, Kind, Task['expect']]>([
    ['asked again', 'asks again', {}],
    ['says that it is less', 'says less', {}],
    ['may do without', 'goes on', { optional: ['GET /limit'] }],
    ['is right by what replies tell', 'goes on', { answer: /PAY-/ }],
  ])('is in no doubt where the agent %s', async (_, kind, expected) => {
    const record = await run(paying(kind, ['fault'], expected), one);
    expect(record.result, JSON.stringify(record.verdicts)).toBe('pass');
  });

  it('is no pass in a search, either', async () => {
    const search = { depth: 1, faults: [refuse({ status: 503 })] };
    const doubts = async (kind: Kind) =>
      (await explore(paying(kind, ['fault']), search)).doubts.filter(({ unknown }) => unknown > 0);
    expect(await doubts('goes on')).toMatchObject([
      { check: 'discloses', reason: expect.stringContaining('there is no baseline') },
    ]);
    expect(await doubts('says less')).toEqual([]);
  });

  it('is no pass under load, either', async () => {
    const resultOf = async (kind: Kind) => {
      const { gates } = await load(paying(kind, ['fault']), {
        seed: 1,
        load: { rate: 2, phases: { fault: '10 s' }, slo: { goodput: '>= 10 %' } },
      });
      return gates.find(({ gate }) => gate === 'discloses')?.result;
    };
    expect(await resultOf('goes on')).toBe('unknown');
    expect(await resultOf('says less')).toBe('pass');
  });
});
