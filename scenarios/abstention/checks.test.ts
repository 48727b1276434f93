import { describe, expect, test } from 'vitest';
import type { Checker, Disposition, Trace } from '../../index.ts';
import { ageTold, answersOnlyWith, monotone, riskAtMost } from './checks.ts';

describe('risk', () => {
  const right = task('during-1', 'full', { correct: true });
  const wrong = task('during-2', 'degraded', { correct: false });

  test('fails where more than its share of the answers is wrong', () => {
    const verdict = riskAtMost(0.4).judge(trace(...right, ...wrong));
    expect(verdict).toMatchObject({ result: 'fail', reason: expect.stringContaining('1 of 2') });
  });

  test('passes up to its share; who abstains is not wrong', () => {
    expect(riskAtMost(0.5).judge(trace(...right, ...wrong)).result).toBe('pass');
    const silent = task('during-2', 'abstained', { correct: false });
    expect(riskAtMost(0).judge(trace(...right, ...silent)).result).toBe('pass');
  });

  test('cannot tell where nothing was answered, or nothing says what is right', () => {
    const silent = task('during-1', 'abstained', { correct: false });
    const open = task('during-1', 'full', {});
    expectUnknown(riskAtMost(0), [], silent, open);
  });
});

describe('answers-only-with', () => {
  const only = answersOnlyWith('scorer');
  const silent = call({ point: 'scorer', outcome: 'unanswered' });
  const sound = call({ point: 'scorer' });

  test.each([
    ['was not asked', []],
    ['did not answer', silent],
    ['was falsified', call({ point: 'scorer', taint: 'wrong-shape' })],
    ['was another one', call({ point: 'other' })],
  ])('fails where it answered and the point %s', (_, calls) => {
    const verdict = only.judge(trace(...task('during-1', 'full', { calls })));
    expect(verdict).toMatchObject({ result: 'fail', evidence: [calls.length + 1] });
  });

  test('passes where it abstained, or got its word in the end', () => {
    const quiet = task('during-1', 'abstained', { calls: silent });
    const retried = task('during-2', 'full', { calls: [...silent, ...sound] });
    expect(only.judge(trace(...quiet, ...retried)).result).toBe('pass');
  });

  test('cannot tell where the point never failed', () => {
    expectUnknown(only, [], task('during-1', 'full', { calls: sound }));
  });
});

describe('age-told', () => {
  const meaning = { results: [{ updatedAt: '2024-11-26T00:00:00.000Z' }] };
  const calls = call({ point: 'handbook', taint: 'stale', meaning });
  const of = (disposition: Disposition, text: string) =>
    task('during-1', disposition, { calls, answer: { text } });

  test('fails where the age is not told, or told as if it did not matter', () => {
    expect(ageTold.judge(trace(...of('full', '249 euros'))).result).toBe('fail');
    expect(ageTold.judge(trace(...of('degraded', '249 euros'))).result).toBe('fail');
    expect(ageTold.judge(trace(...of('full', 'as of 2024-11-26'))).result).toBe('fail');
  });

  test('passes where it is told, or nothing is answered', () => {
    expect(ageTold.judge(trace(...of('degraded', 'as of 2024-11-26'))).result).toBe('pass');
    expect(ageTold.judge(trace(...of('abstained', ''))).result).toBe('pass');
  });

  test('cannot tell where nothing was old', () => {
    expectUnknown(ageTold, [], task('during-1', 'full', { calls: call({ point: 'handbook' }) }));
  });
});

describe('monotone', () => {
  const at = (id: string, confidence: unknown, isHit = true) =>
    task(id, 'full', { answer: { confidence }, calls: call({ point: 'bulletins', isHit }) });
  const before = at('before-1', 0.8, false);

  test('fails where it is surer under a fault than without', () => {
    const verdict = monotone.judge(trace(...before, ...at('during-1', 0.81)));
    expect(verdict).toMatchObject({ result: 'fail', reason: expect.stringContaining('0.810') });
  });

  test('passes where it is as sure, or less', () => {
    for (const confidence of [0.8, 0.3, 0]) {
      const verdict = monotone.judge(trace(...before, ...at('during-1', confidence)));
      expect(verdict.result).toBe('pass');
    }
  });

  test('cannot tell where no pair can be compared', () => {
    const unstruck = [...before, ...at('during-1', 0.9, false)];
    expectUnknown(monotone, [], at('during-1', 0.9), unstruck, [
      ...before,
      ...at('during-1', null),
    ]);
  });
});

type Happening = Record<string, unknown>;

function expectUnknown(checker: Checker, ...traces: readonly (readonly Happening[])[]): void {
  for (const happenings of traces) {
    expect(checker.judge(trace(...happenings)).result).toBe('unknown');
  }
}

interface Course {
  readonly calls?: readonly Happening[];
  readonly answer?: unknown;
  readonly correct?: boolean;
}

/** A task of the phase that its id names. */
function task(id: string, disposition: Disposition, course: Course): Happening[] {
  const { calls = [], answer = {}, correct = null } = course;
  const role = id.split('-')[0];
  return [
    {
      kind: 'task.start',
      task: id,
      phase: role,
      role,
      input: 'Q',
      shouldAbstain: null,
      shouldDo: null,
    },
    ...calls.map((event) => ({ ...event, task: id })),
    { kind: 'task.end', task: id, ending: { how: 'answered', answer, disposition, correct } },
  ];
}

let lastCall = 0;

function call(what: {
  readonly point: string;
  readonly outcome?: string;
  readonly taint?: string;
  readonly meaning?: unknown;
  readonly isHit?: boolean;
}): Happening[] {
  const { point, outcome = 'replied', taint = '', meaning = null, isHit = false } = what;
  lastCall += 1;
  const of = { call: lastCall, point };
  const site = { op: 'GET /', attempt: 1 };
  const hit = { kind: 'fault.hit', strike: 0, call: lastCall, fault: 'outage', effect: 'refuse' };
  return [
    { kind: 'call.start', ...of, label: 'GET /', site, input: null },
    ...(isHit ? [hit] : []),
    { kind: 'call.end', ...of, outcome, status: 200, meaning, taint, tokens: 0 },
  ];
}

function trace(...happenings: readonly Happening[]): Trace {
  const events = happenings.map((event, seq) => ({ ...event, seq, atMs: 0 }));
  return {
    version: 2,
    scenario: 'a test',
    variant: 'careful',
    mode: 'sim',
    seed: 1,
    plan: [],
    reader: 'default',
    points: {},
    events: events as unknown as Trace['events'],
    truncated: null,
  };
}
