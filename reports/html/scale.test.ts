import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { Bar } from '../summary.ts';
import { scaleOf } from './scale.ts';

function bar(fromMs: number, toMs: number | null): Bar {
  const named = { kind: 'call', lane: 'flights', label: 'GET /', ending: '' } as const;
  return { ...named, fromMs, toMs, isGood: true, marks: [], evidence: [] };
}

describe('the scale of a timeline', () => {
  it('keeps order and stays on the page, whatever the times', () => {
    const times = fc.array(fc.integer({ min: 0, max: 10_000_000 }), {
      minLength: 1,
      maxLength: 30,
    });
    fc.assert(
      fc.property(times, (list) => {
        const { at, ticks } = scaleOf(list.map((ms) => bar(ms, ms + 5)));
        const places = list.toSorted((a, b) => a - b).map(at);
        expect(places).toEqual(places.toSorted((a, b) => a - b));
        for (const place of places) {
          expect(place).toBeGreaterThanOrEqual(2);
          expect(place).toBeLessThanOrEqual(98.0001);
        }
        for (const [index, tick] of ticks.entries()) {
          const before = ticks[index - 1];
          if (before !== undefined) expect(at(tick) - at(before)).toBeGreaterThanOrEqual(20);
        }
      }),
    );
  });

  it('draws a long wait short, and a short call so that it can be seen', () => {
    const { at } = scaleOf([bar(0, 5), bar(5, 30_000)]);
    expect(at(5) - at(0)).toBeGreaterThan(10);
    expect(at(30_000)).toBe(98);
  });

  it('has a place for one moment, and for none', () => {
    expect(scaleOf([bar(7, null)]).at(7)).toBe(2);
    expect(scaleOf([]).ticks).toEqual([]);
  });
});
