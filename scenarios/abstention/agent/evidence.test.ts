import { describe, expect, test } from 'vitest';
import { evidenceOn, premise, weighed, type Passage } from './evidence.ts';
import { careful, without } from './safeguards.ts';

const nowMs = Date.UTC(2026, 0, 1);
const dayMs = 86_400_000;

function passage(ageDays: number, change: Partial<Passage> = {}): Passage {
  const updatedAt = new Date(nowMs - ageDays * dayMs).toISOString();
  const what = { name: 'Aria 3', topic: 'price', value: 249, unit: 'euros' };
  return { source: 'handbook', id: `D${ageDays}`, updatedAt, ...what, ...change };
}

const on = (passages: readonly Passage[], safe = careful) =>
  evidenceOn('Aria 3', 'price', passages, nowMs, safe);

describe('evidence', () => {
  test('is about this product and this topic', () => {
    const others = [passage(1, { name: 'Aria 4' }), passage(1, { topic: 'weight' })];
    expect(on([...others, passage(2)])).toMatchObject({ passages: [{ id: 'D2' }], asOf: null });
  });

  test('old passages count only where there is no current one, and then with their date', () => {
    expect(on([passage(1), passage(20)])).toMatchObject({ passages: [{ id: 'D1' }], asOf: null });
    expect(on([passage(20), passage(30)]).asOf).toBe(passage(20).updatedAt);
    expect(on([passage(100)])).toMatchObject({ passages: [], asOf: null });
    expect(on([passage(100)], without('checksAge'))).toMatchObject({
      passages: [{ id: 'D100' }],
      asOf: null,
    });
  });

  test('conflicts by value or unit, not where an old passage says otherwise', () => {
    expect(on([passage(1), passage(2, { value: 199 })]).isConflict).toBe(true);
    expect(on([passage(1), passage(2, { unit: 'dollars' })]).isConflict).toBe(true);
    expect(on([passage(1), passage(2)]).isConflict).toBe(false);
    expect(on([passage(1), passage(30, { value: 199 })]).isConflict).toBe(false);
  });
});

test('a premise holds, fails, or cannot be told', () => {
  const product = { name: 'Aria 3', features: ['USB-C charging'] };
  expect(premise('Aria 3', [], null)).toBe('holds');
  expect(premise('Aria 3', ['USB-C charging'], product)).toBe('holds');
  expect(premise('Aria 3', ['solar charging'], product)).toBe('fails');
  expect(premise('Aria 3', ['solar charging'], null)).toBe('unknown');
  expect(premise('Aria 3', ['solar charging'], { ...product, name: 'Arden 3' })).toBe('unknown');
  expect(premise('Aria 3', ['USB-C charging'], { ...product, features: [] })).toBe('unknown');
});

test('a score counts for less where it rests on less', () => {
  const both = [passage(1), passage(1, { source: 'bulletins' })];
  const [one] = both;
  const scores = [
    weighed(0.9, both, null, careful),
    weighed(0.9, both, 'long ago', careful),
    weighed(0.9, [one!, one!], null, careful),
    weighed(0.9, [], null, careful),
  ];
  expect(scores.toSorted((a, b) => b - a)).toEqual(scores);
  expect(weighed(0.9, [], 'long ago', without('weighsEvidence'))).toBe(0.9);
});
