import { describe, expect, it, type TestContext } from 'vitest';
import { run, type Checker, type Event, type Scenario, type Trace } from '../../../index.ts';
import admission from '../admission.scenario.ts';
import failOpen from '../fail-open.scenario.ts';
import { needsRedis } from '../needs-redis-fixture.ts';
import nearMiss from '../near-miss.scenario.ts';
import readYourWrites from '../read-your-writes.scenario.ts';
import type { Answer, Reply } from '../agent/request.ts';
import schema from '../schema.scenario.ts';
import stampede from '../stampede.scenario.ts';
import tenant from '../tenant.scenario.ts';
import { asOrdered } from './as-ordered.ts';
import { failsOpen } from './fails-open.ts';
import { falseHits } from './false-hits.ts';
import { keepsOnlyGood } from './keeps-only-good.ts';
import { noOversell } from './no-oversell.ts';
import { ownAnswer } from './own-answer.ts';
import { sparesModel } from './spares-model.ts';

async function traceOf(scenario: Scenario, { skip }: TestContext): Promise<Trace> {
  await needsRedis((why) => skip(why));
  return (await run(scenario, { mode: 'wire', seed: 1 })).trace;
}

/** The trace with the replies of the fault phase changed; `n` counts those of all its tasks. */
function replying(trace: Trace, change: (reply: Reply, n: number) => Reply): Trace {
  let n = 0;
  const events = trace.events.map((event): Event => {
    if (event.kind !== 'task.end' || !event.task.startsWith('during')) return event;
    if (event.ending.how !== 'answered') return event;
    const answer = event.ending.answer as Answer;
    const replies = answer.replies.map((reply) => change(reply, n++));
    return { ...event, ending: { ...event.ending, answer: { ...answer, replies } } };
  });
  return { ...trace, events };
}

/** The reply that many places before, in place of each. */
function shifted(trace: Trace, by: number): Trace {
  const all: Reply[] = [];
  return replying(trace, (reply, n) => {
    all.push(reply);
    return all[n - by] ?? reply;
  });
}

const result = (checker: Checker, trace: Trace) => checker.judge(trace).result;

it('own-answer fails on another tenant, role, model or prompt', async (test) => {
  const trace = await traceOf(tenant, test);
  expect(result(ownAnswer, trace)).toBe('pass');
  expect(result(ownAnswer, shifted(trace, 1))).toBe('fail');
  for (const [was, is] of [
    ['desk-2', 'desk-1'],
    ['prompt 8', 'prompt 7'],
  ] as const) {
    const mixed = replying(trace, (reply) => ({ ...reply, text: reply.text.replace(was, is) }));
    expect(result(ownAnswer, mixed)).toBe('fail');
  }
});

it('false-hits fails on more wrong answers than it allows, and needs a hit', async (test) => {
  const trace = await traceOf(nearMiss, test);
  expect(result(falseHits(0), trace)).toBe('pass');
  const wrong = replying(trace, (reply, n) => (n === 5 ? textOf(trace, 1) : reply));
  expect(result(falseHits(0.02), wrong)).toBe('fail');
  expect(result(falseHits(0.5), wrong)).toBe('pass');
  const alone = replying(trace, (reply, n) => (n > 8 ? { status: 'busy', text: '' } : reply));
  expect(result(falseHits(0), alone)).toBe('unknown');
});

/** The nth reply of the fault phase. */
function textOf(trace: Trace, nth: number): Reply {
  const all: Reply[] = [];
  replying(trace, (reply) => {
    all.push(reply);
    return reply;
  });
  return all[nth] ?? { status: 'failed', text: '' };
}

it('no-oversell fails on one order more than there is', async (test) => {
  const trace = await traceOf(readYourWrites, test);
  expect(result(noOversell, trace)).toBe('pass');
  const events = trace.events.flatMap((event): Event[] =>
    event.kind === 'effect' && event.does.endsWith('/orders')
      ? [event, { ...event, id: 'OR-00000002' }]
      : [event],
  );
  expect(result(noOversell, { ...trace, events })).toBe('fail');
});

describe('fails-open', () => {
  const allowance = { point: 'model', burst: 4, perSecond: 4, callsPerRequest: 2 };

  it('fails on a request that fails, on nobody answered, on too many calls', async (test) => {
    const trace = await traceOf(failOpen, test);
    expect(result(failsOpen(allowance), trace)).toBe('pass');
    const edits: readonly ((reply: Reply, n: number) => Reply)[] = [
      (reply, n) => (n === 3 ? { ...reply, status: 'failed' } : reply),
      (reply) => ({ ...reply, status: 'busy' }),
    ];
    for (const edit of edits) {
      expect(result(failsOpen(allowance), replying(trace, edit))).toBe('fail');
    }
    expect(result(failsOpen({ ...allowance, burst: 1, perSecond: 0 }), trace)).toBe('fail');
  });
});

it('spares-model fails on more calls at once than are allowed', async (test) => {
  const trace = await traceOf(stampede, test);
  expect(result(sparesModel('model', 4), trace)).toBe('pass');
  expect(result(sparesModel('model', 1), trace)).toBe('fail');
  expect(result(sparesModel('embedder', 1), { ...trace, events: [] })).toBe('unknown');
});

it('keeps-only-good fails on words given again that were no whole answer', async (test) => {
  const trace = await traceOf(admission, test);
  expect(result(keepsOnlyGood, trace)).toBe('pass');
  const poisons = ['policy: topic hours, ref', 'I cannot tell: that could not be looked up.'];
  for (const text of poisons) {
    const poisoned = replying(trace, () => ({ status: 'full', text }));
    expect(result(keepsOnlyGood, poisoned)).toBe('fail');
  }
});

it('as-ordered fails where the shop understood another number', async (test) => {
  const trace = await traceOf(schema, test);
  expect(result(asOrdered, trace)).toBe('pass');
  const events = trace.events.map((event): Event => {
    if (event.kind !== 'call.end' || !event.task.startsWith('during')) return event;
    const { meaning } = event as { readonly meaning: { readonly units?: number } };
    return meaning?.units === undefined ? event : { ...event, meaning: { ...meaning, units: 6 } };
  });
  expect(result(asOrdered, { ...trace, events })).toBe('fail');
});

it.for<Checker>([
  asOrdered,
  failsOpen({ point: 'model', burst: 4, perSecond: 4, callsPerRequest: 2 }),
  falseHits(0),
  keepsOnlyGood,
  noOversell,
  ownAnswer,
  sparesModel('model', 4),
])('$name cannot tell from an empty trace', ({ judge }) => {
  const about = {
    version: 2,
    reader: 'default',
    scenario: 'nothing',
    variant: 'careful',
    mode: 'wire',
    seed: 1,
  } as const;
  const bare = { plan: [], points: {}, events: [], truncated: null };
  expect(judge({ ...about, ...bare }).result).toBe('unknown');
});
