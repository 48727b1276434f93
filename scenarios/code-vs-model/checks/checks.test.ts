import { describe, expect, it, test } from 'vitest';
import { run, type Checker, type Event, type Scenario, type Trace } from '../../../index.ts';
import closedSetScenario from '../closed-set.scenario.ts';
import { queues, type Answer, type Decision } from '../agent/decision.ts';
import rulePathScenario from '../rule-path.scenario.ts';
import ruleWinsScenario from '../rule-wins.scenario.ts';
import sameAnswerScenario from '../same-answer.scenario.ts';
import thresholdScenario from '../threshold.scenario.ts';
import { limitCents } from '../world.ts';
import { closedSet } from './closed-set.ts';
import { rulePath } from './rule-path.ts';
import { ruleWins } from './rule-wins.ts';
import { sameAnswer } from './same-answer.ts';
import { withinLimit } from './within-limit.ts';

/** The trace with what it says of one claim in the fault phase changed. */
function edited(trace: Trace, claim: string, change: Partial<Decision>): Trace {
  const events = trace.events.map((event): Event => {
    if (event.kind !== 'task.end' || !event.task.startsWith('during')) return event;
    if (event.ending.how !== 'answered') return event;
    const answer = event.ending.answer as Answer;
    const decisions = answer.decisions.map((it) =>
      it.claim === claim ? { ...it, ...change } : it,
    );
    return { ...event, ending: { ...event.ending, answer: { ...answer, decisions } } };
  });
  return { ...trace, events };
}

/** The trace with what the fault phase asked of the till changed. */
function paying(trace: Trace, order: { readonly claimId: string; readonly cents: number }): Trace {
  const events = trace.events.map((event): Event =>
    event.kind === 'call.start' && event.point === 'payouts' && event.task.startsWith('during')
      ? { ...event, input: order }
      : event,
  );
  return { ...trace, events };
}

async function traceOf(scenario: Scenario): Promise<Trace> {
  return (await run(scenario, { mode: 'sim', seed: 1 })).trace;
}

const result = (checker: Checker, trace: Trace) => checker.judge(trace).result;

describe('rule-path', () => {
  it('fails where rules settle wrongly, or others decide', async () => {
    const trace = await traceOf(rulePathScenario);
    expect(result(rulePath, trace)).toBe('pass');
    for (const change of [{ taxCents: 584 }, { queue: 'manager' }, { by: 'model' }] as const) {
      expect(result(rulePath, edited(trace, 'R1', change))).toBe('fail');
    }
  });

  it('fails where the model was asked all the same', async () => {
    const trace = await traceOf(rulePathScenario);
    const events = trace.events.map((event): Event =>
      event.kind === 'call.start' && event.task === 'during-1'
        ? { ...event, point: 'model' }
        : event,
    );
    expect(result(rulePath, { ...trace, events })).toBe('fail');
  });

  it('leaves out tasks that lost more than the model', async () => {
    const { trace } = await run(rulePathScenario, {
      mode: 'sim',
      seed: 1,
      plan: [{ fault: { name: 'outage', params: {} }, at: 'rulebook', when: {} }],
    });
    expect(result(rulePath, trace)).toBe('unknown');
  });
});

describe('same-answer', () => {
  it('fails on another queue, total or tax, and takes people for no answer', async () => {
    const trace = await traceOf(sameAnswerScenario);
    expect(result(sameAnswer, trace)).toBe('pass');
    for (const change of [{ queue: 'rejected' }, { totalCents: 1 }, { taxCents: 1 }] as const) {
      expect(result(sameAnswer, edited(trace, 'M2', change))).toBe('fail');
    }
    const left = edited(trace, 'M2', { queue: 'people', by: 'nobody' });
    expect(result(sameAnswer, left)).toBe('pass');
  });
});

describe('within-limit', () => {
  it('fails on a payout over the limit, or of another sum', async () => {
    const trace = await traceOf(thresholdScenario);
    const judge = withinLimit(limitCents);
    expect(result(judge, trace)).toBe('pass');
    expect(result(judge, paying(trace, { claimId: 'L1', cents: 5040 }))).toBe('fail');
    expect(result(judge, paying(trace, { claimId: 'L1', cents: 5000 }))).toBe('fail');
    expect(result(judge, paying(trace, { claimId: 'L4', cents: 1200 }))).toBe('fail');
  });
});

describe('closed-set', () => {
  it('fails on a queue that is none', async () => {
    const trace = await traceOf(closedSetScenario);
    expect(result(closedSet(queues), trace)).toBe('pass');
    expect(result(closedSet(['approved']), trace)).toBe('fail');
  });
});

describe('rule-wins', () => {
  it('fails where the model decides, or it is paid', async () => {
    const trace = await traceOf(ruleWinsScenario);
    expect(result(ruleWins, trace)).toBe('pass');
    for (const change of [
      { queue: 'approved', by: 'model' },
      { queue: 'manager', by: 'model' },
      { payout: 'PO-00000001' },
    ] as const) {
      expect(result(ruleWins, edited(trace, 'F2', change))).toBe('fail');
    }
    const left = edited(trace, 'F2', { queue: 'people', by: 'nobody' });
    expect(result(ruleWins, left)).toBe('pass');
  });
});

test.each([rulePath, sameAnswer, withinLimit(limitCents), closedSet(queues), ruleWins])(
  '$name cannot tell from an empty trace',
  async (checker) => {
    const trace = await traceOf(ruleWinsScenario);
    expect(result(checker, { ...trace, events: [] })).toBe('unknown');
  },
);
