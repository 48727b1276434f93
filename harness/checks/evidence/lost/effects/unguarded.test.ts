import { describe, expect, it } from 'vitest';
import type { Disposition } from '../../../../model/trace/trace.ts';
import { discloses } from '../../../discloses.ts';
import { traceBuilder, type CallSteps } from '../../../trace-builder.ts';

interface Case {
  readonly label?: string;
  readonly meaning: unknown;
  /** What the answer tells beside the booking. */
  readonly tells?: string;
  readonly asked?: CallSteps;
  readonly said?: Disposition;
  /** What another question is told first, which the booking passes on. */
  readonly first?: object;
  /** Another question, which is asked under faults alone. */
  readonly instead?: unknown;
  readonly mayMiss?: readonly string[];
}

const failed: CallSteps = { hit: 0, outcome: 'failed' };

/** The verdict on a task that asks something, and books, before, under and after the faults. */
function verdictOf({ label = 'POST /check', meaning, tells = '', mayMiss, ...under }: Case) {
  const { first } = under;
  const asked = { shouldDo: { 'POST /book': 1 }, ...(mayMiss && { mayMiss }) };
  const told = traceBuilder();
  const phases = [
    ['baseline', { meaning }, 'full'],
    ['fault', under.asked ?? failed, under.said ?? 'full'],
    ['recovery', { meaning }, 'full'],
  ] as const;
  for (const [n, [phase, how, said]] of phases.entries()) {
    const id = `BK-4f9a1c2${n}`;
    told.phase(phase).task(`t${n}`, { input: 'book the Sea View', ...asked });
    if (first) told.call('hotels', 'GET /rooms', { safe: true, meaning: first });
    told.call('hotels', label, { safe: label.startsWith('GET'), ...how });
    if (phase === 'fault' && under.instead !== undefined) {
      told.call('hotels', 'GET /instead', { safe: true, meaning: under.instead });
    }
    const input = { room: 'Sea View', ...first };
    told.call('flights', 'POST /book', { makes: id, meaning: { id }, input });
    told.answer(`Booked as ${id}.${phase === 'fault' ? '' : tells}`, said);
  }
  return discloses().judge(told.trace());
}

const resultOf = (one: Case) => verdictOf(one).result;

it.each<[string, Case]>([
  ['a check that allows it', { meaning: { allowed: true, score: 12 } }],
  ['a limit', { label: 'GET /limit', meaning: { left: 500 } }],
  ['a check that says no more than ok', { meaning: { ok: true } }],
  ['a check that repeats what was asked for', { meaning: { room: 'Sea View', allowed: true } }],
  [
    'a check that repeats an earlier reply',
    { first: { price: 90 }, meaning: { price: 90, verdict: 'fair' } },
  ],
  [
    'a check whose reply came changed',
    { meaning: { allowed: true }, asked: { hit: 0, meaning: { x: [] }, taint: 'wrong-shape' } },
  ],
])('is in doubt where an effect comes without %s', (_, one) => {
  expect(resultOf(one)).toBe('unknown');
});

it.each<[string, Case]>([
  ['where the answer says that it is less', { meaning: { allowed: true }, said: 'degraded' }],
  [
    'where the check answered late',
    { meaning: { allowed: true }, asked: { hit: 0, effect: 'delay' } },
  ],
  [
    'where a false reply still says so',
    {
      meaning: { allowed: true, by: 'A' },
      asked: { hit: 0, meaning: { allowed: true, by: 7 }, taint: 'x' },
    },
  ],
  ['where somebody else was asked', { meaning: { allowed: true }, instead: { clear: true } }],
  ['where it only noted something', { label: 'POST /log', meaning: { ok: true } }],
  ['where it only repeats what was asked for', { meaning: { room: 'Sea View' } }],
  [
    'where it only noted what was asked for',
    { label: 'POST /log', meaning: { room: 'Sea View', ok: true } },
  ],
  ['where there is nothing to know', { label: 'GET /notes', meaning: { notes: [] } }],
])('is in no doubt %s', (_, one) => {
  expect(resultOf(one)).toBe('pass');
});

describe('a question that the task may do without', () => {
  const hints: Case = { label: 'GET /hints', meaning: { hint: 'take the aisle' } };
  const may: Case = { ...hints, mayMiss: ['GET /hints'] };

  it('leaves no doubt where its reply is lost, which is what the doubt about another advises', () => {
    expect(verdictOf(hints)).toMatchObject({
      result: 'unknown',
      reason: expect.stringContaining("expect: { optional: ['GET /hints'] }"),
    });
    expect(resultOf({ ...hints, mayMiss: ['GET /limit'] })).toBe('unknown');
    expect(resultOf(may)).toBe('pass');
    expect(resultOf({ ...may, tells: ' Take the aisle.' })).toBe('pass');
  });

  it('leaves one where its reply was false', () => {
    const asked: CallSteps = { hit: 0, meaning: { x: [] }, taint: 'wrong-shape' };
    expect(resultOf({ ...may, asked })).toBe('unknown');
  });
});
