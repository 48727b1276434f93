import { describe, expect, it } from 'vitest';
import type { Happening } from '../../harness/model/trace/trace.ts';
import type { Target } from '../../harness/model/fault/plan.ts';
import { snippet } from './snippet.ts';
import { counted, eventWords, lasting, moment, strikeLine } from './wording.ts';

const fault = { name: 'lost-reply', params: {} };

describe('a strike line', () => {
  const line = (when: Target) => strikeLine({ fault, at: 'flights', when });

  it.each<[Target, string]>([
    [{ call: 'POST /book', calls: 1 }, 'lost-reply at flights POST /book, 1st call'],
    [{ calls: 2 }, 'lost-reply at flights, 2nd call'],
    [{ calls: [3, 5] }, 'lost-reply at flights, calls 3 to 5'],
    [{ calls: 11 }, 'lost-reply at flights, 11th call'],
    [{}, 'lost-reply at flights, every call'],
    [{ ms: [0, 1500] }, 'lost-reply at flights, 0 ms to 1.5 s into the fault phase'],
    [
      { turn: 2, model: 'small', tool: 'look', ms: [0, 6000], from: 'first call' },
      'lost-reply at flights, 2nd turn, of small, with the tool look, 0 ms to 6 s after its first call',
    ],
    [{ turn: [1, 3] }, 'lost-reply at flights, turns 1 to 3'],
    [{ chance: 0.25 }, 'lost-reply at flights, every call, 25 % of the time'],
    [
      { call: 'POST /book', site: { op: 'POST /book#k3', attempt: 2 } },
      'lost-reply at flights POST /book#k3, 2nd attempt',
    ],
  ])('%j', (when, words) => {
    expect(line(when)).toBe(words);
  });

  it('says parameters with their units', () => {
    const slow = { name: 'slow', params: { delayMs: 5000, where: 'reply', firstByteMs: 20 } };
    expect(strikeLine({ fault: slow, at: 'model', when: { calls: 3 } })).toBe(
      'slow (delay 5 s, where reply, first byte 20 ms) at model, 3rd call',
    );
    const late = { name: 'slow', params: { ms: 3000 } };
    expect(strikeLine({ fault: late, at: 'model', when: {} })).toBe(
      'slow (3 s) at model, every call',
    );
    const soon = { name: 'refuse', params: { retryAfterMs: 2 } };
    expect(strikeLine({ fault: soon, at: 'shop', when: {} })).toBe(
      'refuse (retry after 2 ms, 1 s in its header) at shop, every call',
    );
    const later = { name: 'refuse', params: { retryAfterMs: 3000 } };
    expect(strikeLine({ fault: later, at: 'shop', when: {} })).toBe(
      'refuse (retry after 3 s) at shop, every call',
    );
  });
});

describe('an event in words', () => {
  const calls = new Map([[1, 'flights POST /book']]);
  const words = (happening: Happening) => eventWords({ seq: 0, atMs: 0, ...happening }, calls);
  const onCall = { call: 1, point: 'flights', task: 't' };

  it.each<[Happening, string]>([
    [
      { kind: 'phase', phase: 'fault', role: 'during' },
      'the fault phase begins: faults may strike',
    ],
    [
      {
        kind: 'task.start',
        task: 't',
        phase: 'fault',
        role: 'during',
        input: 'Rome',
        shouldAbstain: null,
        shouldDo: null,
      },
      'task t begins: Rome',
    ],
    [
      {
        kind: 'task.turn',
        task: 't',
        turn: 2,
        input: 'Book it.',
        ending: { how: 'answered', answer: 'Noted.', disposition: 'full', correct: null },
      },
      'task t answered in full: Noted.; message 2: Book it.',
    ],
    [
      { kind: 'task.end', task: 't', ending: { how: 'failed', error: 'no\nway' } },
      'task t ended in an error: no way',
    ],
    [
      { kind: 'task.end', task: 't', ending: { how: 'hung', why: 'idle' } },
      'task t hung: nothing was left to wait for',
    ],
    [
      {
        kind: 'task.end',
        task: 't',
        ending: { how: 'answered', answer: { ok: true }, disposition: 'degraded', correct: false },
      },
      'task t gave less, and said so, wrong: {"ok":true}',
    ],
    [
      {
        kind: 'task.end',
        task: 't',
        ending: { how: 'answered', answer: 'no', disposition: 'failed', correct: false },
      },
      'task t said that it failed: no',
    ],
    [
      {
        kind: 'task.end',
        task: 't',
        ending: {
          how: 'answered',
          answer: 'no',
          disposition: 'failed',
          correct: false,
          wrong: true,
        },
      },
      'task t said that it failed, wrong: no',
    ],
    [
      {
        ...onCall,
        kind: 'call.start',
        label: 'POST /book',
        site: { op: 'x', attempt: 1 },
        input: { a: 1 },
      },
      'flights POST /book is called: {"a":1}',
    ],
    [
      {
        ...onCall,
        kind: 'call.end',
        outcome: 'failed',
        status: 429,
        meaning: null,
        taint: '',
        tokens: 0,
        retryAfterMs: 2000,
      },
      'flights POST /book failed 429, retry after 2 s',
    ],
    [
      {
        ...onCall,
        kind: 'call.end',
        outcome: 'replied',
        status: 200,
        meaning: { price: 1 },
        taint: 'stale',
        tokens: 0,
        retryAfterMs: null,
      },
      'flights POST /book replied 200 (not true: stale): {"price":1}',
    ],
    [{ kind: 'fault.on', strike: 0 }, 'strike 1 is armed'],
    [{ kind: 'fault.off', strike: 0 }, 'strike 1 is taken back'],
    [
      { kind: 'fault.hit', strike: 0, call: 1, fault: 'lost-reply', effect: 'lose' },
      'lost-reply strikes flights POST /book: it acts, reply lost',
    ],
    [
      { kind: 'fault.hit', strike: 0, call: 9, fault: 'cancel', effect: 'cancel' },
      'cancel strikes call 9: the caller withdraws the task',
    ],
    [
      { kind: 'fault.hit', strike: 0, call: 9, fault: 'odd', effect: 'new-effect' },
      'odd strikes call 9: new-effect',
    ],
    [
      { ...onCall, kind: 'effect', does: 'POST /book', id: 'BK-1', key: 'k', undoes: false },
      'flights POST /book takes effect: BK-1, key k',
    ],
    [
      { ...onCall, kind: 'effect', does: 'POST /book', id: 'BK-1', key: '', undoes: true },
      'flights POST /book is taken back: BK-1',
    ],
    [
      { kind: 'process', what: 'crashed', detail: 'SIGKILL' },
      "the agent's process crashed: SIGKILL",
    ],
    [{ kind: 'harness.error', message: 'boom' }, 'Brownout itself went wrong: boom'],
  ])('%j', (happening, expected) => {
    expect(words(happening)).toBe(expected);
  });
});

describe('what was said', () => {
  it('is text as it is, JSON for the rest', () => {
    expect(snippet('hello')).toBe('hello');
    expect(snippet([1])).toBe('[1]');
    expect(snippet(undefined)).toBe('nothing');
  });

  it("tells a model's turn by what it says and calls", () => {
    const call = { id: '1', name: 'book', arguments: '{"to":"Rome"}' };
    expect(snippet({ text: 'Well', toolCalls: [call], finish: 'tool-calls' })).toBe(
      'Well; calls book {"to":"Rome"}',
    );
    expect(snippet({ text: '', toolCalls: [], finish: 'stop' })).toBe('says nothing');
    expect(snippet({ text: '', toolCalls: [null], finish: 'stop' })).toBe('a broken call');
  });
});

describe('numbers', () => {
  it('have their units', () => {
    expect([0, 0.25, 999, 1000, 59_900, 60_000, 125_000].map(lasting)).toEqual([
      '0 ms',
      '0.3 ms',
      '999 ms',
      '1 s',
      '59.9 s',
      '1 min',
      '2 min 5 s',
    ]);
    expect(moment(1415)).toBe('1.415 s');
    expect([counted(1, 'run'), counted(1200, 'run'), counted(0, 'reply', 'replies')]).toEqual([
      '1 run',
      '1,200 runs',
      '0 replies',
    ]);
  });
});
