import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Turn } from '../model/turn.ts';
import { fitted, tokensIn, tokensOf } from './tokens.ts';

const turns: fc.Arbitrary<Turn> = fc.record({
  text: fc.string({ unit: 'binary', maxLength: 60 }),
  toolCalls: fc.array(
    fc.record({ id: fc.string(), name: fc.string({ minLength: 1 }), arguments: fc.json() }),
    { maxLength: 3 },
  ),
  finish: fc.constantFrom('stop', 'tool-calls'),
});

it('counts a token for every four characters, rounded up', () => {
  expect(['', 'a', 'abcd', 'abcde'].map(tokensIn)).toEqual([0, 1, 1, 2]);
});

it('counts text, names and arguments of a turn', () => {
  const call = { id: 'c', name: 'find', arguments: '{"q":1}' };
  expect(tokensOf({ text: 'abcde', toolCalls: [call], finish: 'stop' })).toBe(2 + 1 + 2);
});

it('cuts a turn to what it may use, says so, and splits no character', () => {
  fc.assert(
    fc.property(turns, fc.integer({ min: 0, max: 40 }), (turn, maxTokens) => {
      const cut = fitted(turn, maxTokens);
      if (tokensOf(turn) <= maxTokens) return void expect(cut).toBe(turn);
      expect(tokensOf(cut)).toBeLessThanOrEqual(maxTokens);
      expect(cut.finish).toBe('length');
      expect(turn.text.startsWith(cut.text)).toBe(true);
      expect(cut.text.isWellFormed() || !turn.text.isWellFormed()).toBe(true);
      for (const [i, call] of cut.toolCalls.entries()) {
        expect(turn.toolCalls[i]?.arguments.startsWith(call.arguments)).toBe(true);
      }
    }),
    { seed: 3, numRuns: 300 },
  );
});
