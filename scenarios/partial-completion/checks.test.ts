import { describe, expect, test } from 'vitest';
import type { Trace } from '../../index.ts';
import { blocks, failedUndoIsTold, keyConflict } from './checks.ts';
import type { Answer } from './answer.ts';

const answer: Answer = {
  state: 'done',
  text: '',
  booked: [],
  undone: [],
  reconcile: [],
  pending: [],
  needs: null,
  why: null,
};

describe('key-conflict', () => {
  const two = [
    ...call(1, 'POST /hotels', { name: 'A' }, 201),
    effect(1, 'HT-1'),
    ...call(2, 'POST /hotels', { name: 'B' }, 201),
    effect(2, 'HT-1'),
  ];

  test('fails when the first reply is given out for the second request', () => {
    const verdict = keyConflict.judge(trace(...two, end({ ...answer, booked: ['HT-1'] })));
    expect(verdict).toMatchObject({ result: 'fail', evidence: [5, 6] });
  });

  test('passes when it is not, when a request is only repeated, and on no events', () => {
    const same = two.map((event) =>
      'input' in event ? { ...event, input: { name: 'A' } } : event,
    );
    const booked = end({ ...answer, booked: ['HT-1'] });
    expect(keyConflict.judge(trace(...two, end(answer))).result).toBe('pass');
    expect(keyConflict.judge(trace(...same, booked)).result).toBe('pass');
    expect(keyConflict.judge(trace()).result).toBe('pass');
  });
});

describe('failed-undo-is-told', () => {
  const lost = call(1, 'DELETE /flights/:id', '/flights/FL-1', 503);
  const alert = call(2, 'POST /alerts', {}, 200);
  const told = end({ ...answer, state: 'needs-reconciliation', reconcile: ['FL-1'] });

  test('fails when it is called compensated, or nobody is alerted', () => {
    const swallowed = trace(...lost, ...alert, end({ ...answer, state: 'compensated' }));
    expect(failedUndoIsTold.judge(swallowed)).toMatchObject({
      result: 'fail',
      signature: 'a failed cancellation is not told',
    });
    expect(failedUndoIsTold.judge(trace(...lost, told))).toMatchObject({
      result: 'fail',
      signature: 'nobody is alerted',
    });
  });

  test('passes when both are done', () => {
    expect(failedUndoIsTold.judge(trace(...lost, ...alert, told)).result).toBe('pass');
  });

  test('cannot tell where every cancellation went well in the end', () => {
    const again = call(2, 'DELETE /flights/:id', '/flights/FL-1', 200);
    expect(failedUndoIsTold.judge(trace(...lost, ...again, end(answer))).result).toBe('unknown');
    expect(failedUndoIsTold.judge(trace()).result).toBe('unknown');
  });
});

describe('blocks', () => {
  const denied = call(1, 'POST /hotels', {}, 403);
  const made = effect(2, 'FL-1');
  const told: Answer = {
    ...answer,
    state: 'blocked',
    booked: ['FL-1'],
    pending: ['hotel', 'car'],
    needs: 'the permission',
  };

  test('fails when it is late, leaves out what is done, or never comes', () => {
    expect(blocks(10).judge(trace(made, ...denied, end(told, 999))).result).toBe('fail');
    const silent = end({ ...told, booked: [] });
    expect(blocks(1000).judge(trace(made, ...denied, silent)).result).toBe('fail');
    expect(blocks(1000).judge(trace(made, ...denied)).result).toBe('fail');
  });

  test('passes when it says so in time', () => {
    expect(blocks(1000).judge(trace(made, ...denied, end(told))).result).toBe('pass');
  });

  test('passes when the same call is allowed soon after, not when it waited for it', () => {
    const allowed = call(2, 'POST /hotels', {}, 201);
    expect(blocks(1000).judge(trace(...denied, ...allowed, end(answer))).result).toBe('pass');
    expect(blocks(1000).judge(trace(...denied, ...allowed, end(answer, 9999))).result).toBe('fail');
  });

  test('cannot tell where nothing was forbidden', () => {
    expect(blocks(1000).judge(trace()).result).toBe('unknown');
  });
});

type Happening = Record<string, unknown>;

function call(id: number, label: string, input: unknown, status: number): Happening[] {
  const site = { op: `${label}#${JSON.stringify(input)}`, attempt: 1 };
  const of = { call: id, point: 'tool', task: 'during-1' };
  return [
    { kind: 'call.start', ...of, label, site, input },
    { kind: 'call.end', ...of, outcome: status < 400 ? 'replied' : 'failed', status },
  ];
}

function effect(of: number, id: string): Happening {
  const what = { point: 'tool', does: 'POST /hotels', id, key: 'K', undoes: false };
  return { kind: 'effect', call: of, task: 'during-1', ...what };
}

function end(said: Answer, atMs = 5): Happening {
  const ending = { how: 'answered', answer: said, disposition: 'full', correct: null };
  return { kind: 'task.end', task: 'during-1', ending, atMs };
}

function trace(...happenings: readonly Happening[]): Trace {
  const events = happenings.map((event, seq) => ({ atMs: 0, ...event, seq }));
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
