import { describe, expect, it, test } from 'vitest';
import { catalogue } from '../../faults/catalogue.ts';
import type { Facet } from '../../harness/model/fault/facet.ts';
import type { Happening, Trace } from '../../harness/model/trace/trace.ts';
import { failed, type Verdict } from '../../harness/model/trace/verdict.ts';
import { outcomes } from '../../harness/model/trace/outcome.ts';
import { eventsAt } from '../testing/booking-events.ts';
import { sampleRun } from '../testing/sample-runs.ts';
import { harmWords } from './harm.ts';

type Failed = Extract<Verdict, { result: 'fail' }>;

/** A trace in which faults struck points, and effects landed. */
function traceOf(
  hits: readonly { readonly fault: string; readonly effect: string; readonly at: string }[],
  effects: readonly string[] = [],
  has: readonly Facet[] = [],
): Trace {
  const { trace } = sampleRun();
  const happenings: readonly Happening[] = [
    ...hits.map(({ fault, effect }, strike): Happening => {
      return { kind: 'fault.hit', strike, call: 1, fault, effect };
    }),
    ...effects.map((does, n): Happening => {
      return {
        kind: 'effect',
        call: 1,
        point: 'p',
        task: 't',
        does,
        id: `${n}`,
        key: '',
        undoes: false,
      };
    }),
  ];
  return {
    ...trace,
    plan: hits.map(({ fault, at }) => ({ fault: { name: fault, params: {} }, at, when: {} })),
    points: Object.fromEntries(hits.map(({ at }) => [at, { kind: 'any', has, effects: [] }])),
    events: eventsAt(happenings.map((one) => [0, one] as const)),
  };
}

const lost = { fault: 'lost-reply', effect: 'lose', at: 'payments' };
const fail = (evidence: readonly number[] = [], signature = 's') =>
  failed('r', evidence, signature) as Failed;

const whenLost = 'when the reply of payments is lost';

test.each([
  [['POST /refunds', 'POST /refunds'], 'There may be two refunds where one was asked for'],
  [
    ['POST /v1/orders', 'POST /v1/orders', 'POST /v1/orders'],
    'There may be three orders where one was asked for',
  ],
  [['DELETE /orders/:id'], 'There may be more deletions of orders than asked for'],
  [['POST /book', 'POST /book'], '“POST /book” may take effect more often than asked for'],
  [['send_email', 'send_email'], '“send_email” may take effect more often than asked for'],
  [['POST /status'], '“POST /status” may take effect more often than asked for'],
  [[], 'Something may be done more often than asked for'],
])('exactly-once over %j', (effects, words) => {
  const trace = traceOf([lost], effects);
  const evidence = trace.events.map(({ seq }) => seq);
  const verdict = fail(evidence);
  expect(harmWords({ trace, check: 'exactly-once', verdict, outcome: 'unsafe' })).toBe(
    `${words} ${whenLost}`,
  );
});

test('what was sent again under its key landed again, and is counted once', () => {
  const twice = traceOf([lost], ['POST /rides', 'POST /rides', 'POST /rides']);
  const events = twice.events.map((one) =>
    one.kind === 'effect' && one.id === '2' ? { ...one, id: '1', key: 'K-1' } : one,
  );
  const verdict = fail(events.map(({ seq }) => seq));
  const told = { trace: { ...twice, events }, check: 'exactly-once', verdict };
  expect(harmWords({ ...told, outcome: 'unsafe' })).toContain('There may be two rides where one');
});

describe('a sentence of harm', () => {
  const say = (
    check: string,
    trace: Trace,
    more: { outcome?: (typeof outcomes)[number]; signature?: string } = {},
  ) =>
    harmWords({ trace, check, verdict: fail([], more.signature), outcome: more.outcome ?? null });

  it('names two troubles at most', () => {
    const hits = ['a', 'b', 'c'].map((at) => ({ fault: 'slow', effect: 'delay', at }));
    expect(say('recovers', traceOf(hits.slice(0, 2)))).toBe(
      'The agent may not get back to normal when a is slow and b is slow',
    );
    expect(say('recovers', traceOf(hits))).toMatch(
      /when a is slow and b is slow and more goes wrong$/,
    );
  });

  it('says so where there was no fault', () => {
    expect(say('completes', traceOf([]), { signature: 'completes: hung (idle)' })).toBe(
      'The user may wait for an answer that never comes even without any fault',
    );
    const broken = traceOf([lost]);
    expect(say('steady-state', broken, { outcome: 'failed-loud' })).toBe(
      'The user may get an error in place of an answer even without any fault',
    );
  });

  it.each([
    ['failed', 'The user may get an error in place of an answer when'],
    ['answered that it failed', 'The user may get an error in place of an answer when'],
    ['failed too late', 'The user may wait too long for an answer when'],
    ['answered too late', 'The user may wait too long for an answer when'],
  ])('says what was not completed as it should be: %s', (what, harm) => {
    const signature = `completes: ${what}`;
    expect(say('completes', traceOf([lost]), { signature, outcome: 'unsafe' })).toContain(harm);
  });

  it("goes by the outcome for a check of the user's own, and by its name where that says nothing", () => {
    expect(say('my check', traceOf([lost]), { outcome: 'unsafe' })).toMatch(
      /^Something may be done twice or left half done when/,
    );
    expect(say('my check', traceOf([lost]), { outcome: 'recovered' })).toMatch(
      /^“my check” may not hold when/,
    );
  });

  it('tells a false success from another lie', () => {
    const lie = { signature: 'honest: success without POST /refunds' };
    expect(say('honest', traceOf([lost]), lie)).toMatch(
      /^The user may be told that it worked, though it did not,/,
    );
    expect(say('honest', traceOf([lost]))).toMatch(/^The user may be told what is not so/);
  });

  it('tells what is left behind from what is told of as undone besides', () => {
    const told = say('no-orphans', traceOf([lost]), { signature: 'POST /book told as undone' });
    expect(told).toMatch(/left behind, and told of as undone, when/);
    expect(say('no-orphans', traceOf([lost]))).toMatch(/left behind, neither undone nor told of,/);
  });

  it('knows the effect of a fault that it does not know by name', () => {
    const own = { fault: 'my-fault', effect: 'alter', at: 'prices' };
    expect(say('honest', traceOf([own]))).toMatch(/when prices gives a wrong answer$/);
  });
});

const checks = [
  'abstains',
  'backs-off',
  'bounded',
  'completes',
  'degrades',
  'discloses',
  'exactly-once',
  'faithful',
  'honest',
  'no-orphans',
  'recovers',
  'steady-state',
  "a user's own",
];

test('every fault, check and outcome makes a sentence', () => {
  for (const kind of catalogue.kinds) {
    const effect = 'condition' in kind ? kind.name : 'rewrite';
    const trace = traceOf(
      [{ fault: kind.name, effect, at: 'thing' }],
      ['POST /things'],
      kind.needs,
    );
    for (const check of checks) {
      for (const outcome of [...outcomes, null]) {
        const words = harmWords({ trace, check, verdict: fail([1]), outcome });
        expect(words).toMatch(/^[A-Z“][^.]+ (when \S.* \S+|even without any fault)$/);
        expect(words).not.toMatch(/undefined|null| {2}/);
      }
    }
  }
});
