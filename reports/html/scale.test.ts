import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { Bar, Instant } from '../summary/finding.ts';
import { scaleOf } from './scale.ts';

function bar(from: Instant, to: Instant | null): Bar {
  const named = {
    kind: 'call',
    lane: 'flights',
    label: 'GET /',
    ending: '',
    isAbout: false,
  } as const;
  return { ...named, from, to, isGood: true, marks: [], evidence: [] };
}

describe('the scale of a timeline', () => {
  it('keeps the order of events and stays on the page, whatever the times', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(gaps, (list) => {
        let atMs = 0;
        const instants = list.map((ms, seq): Instant => ({ seq, atMs: (atMs += ms) }));
        const { at, ticks } = scaleOf(instants.map((instant) => bar(instant, null)));
        for (const [index, instant] of instants.entries()) {
          const before = instants[index - 1];
          if (before) expect(at(instant)).toBeGreaterThan(at(before));
          expect(at(instant)).toBeGreaterThanOrEqual(2);
          expect(at(instant)).toBeLessThanOrEqual(98.0001);
        }
        for (const [index, tick] of ticks.entries()) {
          const before = ticks[index - 1];
          if (before) expect(at(tick) - at(before)).toBeGreaterThanOrEqual(20);
        }
      }),
    );
  });

  it('draws a long wait short, and tells apart what one millisecond holds', () => {
    const [a, b, c] = [
      { seq: 4, atMs: 0 },
      { seq: 5, atMs: 0 },
      { seq: 9, atMs: 30_000 },
    ];
    const { at, ticks } = scaleOf([bar(a, b), bar(b, c)]);
    expect(at(b) - at(a)).toBeGreaterThan(5);
    expect(at(c)).toBe(98);
    expect(ticks).toEqual([a, c]);
  });

  it('has a place for one event, and for none', () => {
    const only = { seq: 7, atMs: 7 };
    expect(scaleOf([bar(only, null)]).at(only)).toBe(2);
    expect(scaleOf([]).ticks).toEqual([]);
  });
});
