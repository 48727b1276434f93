import { expect, test } from 'vitest';
import type { Event, Trace } from '../../model/trace/trace.ts';
import { epochMs } from '../../run/on-sim.ts';
import { learnMarks, timeless } from './time-marks.ts';

const lateMs = 1013;

/** When a request says that it is made, in ms since the run opened. */
function timeOf(input: unknown): number {
  const sentMs = typeof input === 'object' && input !== null && 'sentMs' in input && input.sentMs;
  return typeof sentMs === 'number' ? sentMs - epochMs : 0;
}

/** A run in which a task asks a shop for these things, one after the other. */
function asking(...inputs: readonly unknown[]): Trace {
  const events = inputs.map((input, n): Event => {
    const atMs = timeOf(input);
    const site = { op: `POST /orders#${JSON.stringify(input)}`, attempt: 1 };
    const call = { point: 'shop', label: 'POST /orders', task: 'during-1', site };
    return { seq: n, atMs, kind: 'call.start', call: n + 1, ...call, input };
  });
  const points = {
    shop: { kind: 'api', has: ['request', 'value', 'memory'], effects: [] },
  } as const;
  const about = { scenario: '', variant: 'careful', mode: 'sim', seed: 1, plan: [] } as const;
  return { version: 2, reader: 'default', ...about, points, events, truncated: null };
}

const who = 'asks shop POST /orders';

/** Whether the two are the same, once what was learnt to tell the time is taken out. */
function isSameBut(one: unknown, other: unknown, byMs = lateMs): boolean {
  const learnt = learnMarks(asking(one), asking(other), byMs);
  return learnt?.isAll ?? false;
}

/** What says the time in many ways, said `afterMs` after the run opened. */
function telling(afterMs: number) {
  const now = epochMs + afterMs;
  return {
    at: new Date(now).toISOString(),
    expires: Math.floor(now / 1000) + 60,
    sentMs: now,
    clockMs: afterMs + 12.25,
    seal: `3b${now.toString(16).padStart(30, 'f')}`,
    prompt: `It is ${new Date(now).toISOString()}. You sell shoes.`,
  };
}

test('times in all their forms are told by how they move, and signatures of them', () => {
  expect(isSameBut(telling(5), telling(5 + lateMs))).toBe(true);
  const { marks } = learnMarks(asking(telling(5)), asking(telling(5 + lateMs)), lateMs) ?? {};
  expect([...(marks?.get(who) ?? [])]).toEqual([
    '/at#0',
    '/expires#0',
    '/sentMs#0',
    '/clockMs#0',
    '/seal#0',
    '/prompt#2',
  ]);
});

test('at any other time they say the same, and a word beside them that changed is seen', () => {
  const { marks = new Map() } = learnMarks(asking(telling(0)), asking(telling(1013)), lateMs) ?? {};
  const said = (what: object, atMs: number) => timeless({ who, what, atMs }, marks);
  const [now, later] = [telling(400), telling(60_700)];
  expect(said(later, 60_700)).toEqual(said(now, 400));
  const other = { ...later, prompt: later.prompt.replace('shoes', 'hats') };
  expect(said(other, 60_700)).not.toEqual(said(now, 400));
  expect(timeless({ who: 'answers shop POST /orders', what: later, atMs: 0 }, marks)).toBe(later);
});

test('what is much older than it would be does not say the same, what is a little older does', () => {
  const { marks = new Map() } = learnMarks(asking(telling(0)), asking(telling(1013)), lateMs) ?? {};
  const said = (what: object, atMs: number) => timeless({ who, what, atMs }, marks);
  const nowMs = 86_400_000;
  const [fresh, recent, stale] = [telling(nowMs), telling(nowMs - 300), telling(nowMs - 3_600_000)];
  for (const key of ['at', 'expires', 'sentMs', 'clockMs', 'prompt'] as const) {
    const is = said({ [key]: fresh[key] }, nowMs);
    expect([key, said({ [key]: recent[key] }, nowMs)]).toEqual([key, is]);
    expect([key, said({ [key]: stale[key] }, nowMs)]).not.toEqual([key, is]);
  }
});

test('another word in the place of a time is another word', () => {
  const { marks = new Map() } = learnMarks(asking(telling(0)), asking(telling(1013)), lateMs) ?? {};
  const said = (what: object) => timeless({ who, what, atMs: 0 }, marks);
  expect(said({ seal: 'none', at: 'never' })).toEqual({ seal: 'none', at: 'never' });
  expect(said({ seal: telling(0).seal })).toEqual({ seal: '·' });
});

test.each([
  ['a version', 'v1', 'v2'],
  ['a count', 3, 4],
  ['a word', 'open', 'closed'],
  ['a number of another kind', 20, 700],
  ['more words', 'at 2026-01-01T00:00:00Z', 'not before 2026-01-01T00:00:01Z'],
  ['another shape', { at: 1 }, [1]],
  ['nothing', null, 'x'],
])('%s that changes is not the time', (_, one, other) => {
  expect(isSameBut({ told: one }, { told: other })).toBe(false);
  expect(learnMarks(asking({ told: one }), asking({ told: other }), lateMs)?.marks.size).toBe(0);
});

test('a run that goes another way teaches nothing', () => {
  expect(learnMarks(asking({}), asking({}, {}), lateMs)).toBeNull();
});

test('where the time alone tells two requests of a task apart, it stays', () => {
  const at = (afterMs: number) => ({ sentMs: epochMs + afterMs });
  const [polls, late] = [asking(at(0), at(9)), asking(at(lateMs), at(9 + lateMs))];
  expect(learnMarks(polls, late, lateMs)).toMatchObject({ marks: new Map(), isAll: false });
});
