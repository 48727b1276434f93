import { describe, expect, it } from 'vitest';
import type { Event, Happening } from './trace.ts';
import type { RunRecord } from './run-record.ts';
import { runRecordSchema } from './run-record.ts';
import { eventSchema, traceSchema } from './trace.ts';

const onCall = { call: 1, point: 'flights', task: 't' };

const happenings: { readonly [K in Event['kind']]: Extract<Happening, { kind: K }> } = {
  phase: { kind: 'phase', phase: 'fault', role: 'during' },
  'task.start': {
    kind: 'task.start',
    task: 't',
    phase: 'fault',
    role: 'during',
    input: { to: 'Rome' },
    shouldAbstain: null,
    shouldDo: { 'POST /book': 1 },
  },
  'task.turn': {
    kind: 'task.turn',
    task: 't',
    turn: 2,
    input: 'And?',
    ending: { how: 'answered', answer: 'Yes.', disposition: 'full', correct: null },
  },
  'task.end': { kind: 'task.end', task: 't', ending: { how: 'hung', why: 'idle' } },
  'call.start': {
    ...onCall,
    kind: 'call.start',
    label: 'POST /book',
    site: { op: 'POST /book#k3', attempt: 2 },
    input: null,
  },
  'call.end': {
    ...onCall,
    kind: 'call.end',
    outcome: 'broken',
    status: 0,
    meaning: null,
    taint: '',
    tokens: 0,
    retryAfterMs: null,
  },
  'fault.on': { kind: 'fault.on', strike: 0 },
  'fault.off': { kind: 'fault.off', strike: 0 },
  'fault.hit': { kind: 'fault.hit', strike: 0, call: 1, fault: 'lost-reply', effect: 'lose' },
  effect: { ...onCall, kind: 'effect', does: 'POST /book', id: 'BK-1', key: '', undoes: false },
  foreign: { kind: 'foreign', host: 'example.com', task: 't' },
  process: { kind: 'process', what: 'crashed', detail: '' },
  'harness.late': { kind: 'harness.late', task: 't', lateMs: 15_000 },
  'harness.error': { kind: 'harness.error', message: 'boom' },
};

const events = Object.values(happenings).map((one, seq): Event => ({ seq, atMs: seq, ...one }));

const record: RunRecord = {
  version: 2,
  id: 'a',
  family: 'f',
  file: 'a.scenario.ts',
  trace: {
    version: 2,
    scenario: 'books once',
    variant: 'careful',
    mode: 'sim',
    seed: 1,
    plan: [{ fault: { name: 'lost-reply', params: {} }, at: 'flights', when: { calls: [1, 2] } }],
    reader: 'default',
    points: {
      flights: { kind: 'api', has: ['request', 'value', 'memory'], effects: ['POST /book'] },
    },
    events,
    truncated: { dropped: 3, why: 'a cap' },
  },
  verdicts: [
    { check: 'x', verdict: { result: 'pass' } },
    { check: 'y', verdict: { result: 'unknown', reason: 'thin' } },
    { check: 'z', verdict: { result: 'fail', reason: 'r', evidence: [1], signature: 's' } },
  ],
  outcomes: [{ task: 't', role: 'during', outcome: 'hung' }],
  result: 'fail',
  why: null,
  output: ['bye'],
  repro: null,
  tookMs: 1,
};

describe('the schema of a run record', () => {
  it('takes one of every kind, unchanged by JSON', () => {
    expect(runRecordSchema.parse(JSON.parse(JSON.stringify(record)))).toEqual(record);
  });

  it.each([
    ['another version', { version: 1 }],
    ['no verdicts', { verdicts: undefined }],
    ['an outcome of its own', { outcomes: [{ task: 't', role: 'during', outcome: 'fine' }] }],
    ['a field of its own', { extra: 1 }],
    ['an empty id', { id: '' }],
    ['a better result than that of its checks', { result: 'pass' }],
    ['a failure that no check has', { verdicts: [] }],
  ])('refuses %s', (_, change) => {
    expect(runRecordSchema.safeParse({ ...record, ...change }).success).toBe(false);
  });
});

describe('the schema of a trace', () => {
  it.each(events.map((event) => [event.kind, event] as const))(
    'takes %s, and no less',
    (_, event) => {
      expect(eventSchema.parse(event)).toEqual(event);
      for (const key of Object.keys(event)) {
        if (['input', 'meaning'].includes(key)) continue;
        const { [key]: _gone, ...rest } = event as unknown as Record<string, unknown>;
        expect(eventSchema.safeParse(rest).success, `without ${key}`).toBe(false);
      }
    },
  );

  it('reads what JSON dropped for being undefined as null', () => {
    const { input: _gone, ...rest } = happenings['task.start'];
    expect(eventSchema.parse({ seq: 0, atMs: 0, ...rest })).toMatchObject({ input: null });
  });

  it('names the place of an unknown kind', () => {
    const wrong = { ...record.trace, events: [{ seq: 0, atMs: 0, kind: 'surprise' }] };
    const { error } = traceSchema.safeParse(wrong);
    expect(error?.issues[0]?.path).toEqual(['events', 0, 'kind']);
  });
});
