import { describe, expect, test } from 'vitest';
import { catalogue } from '../../faults/catalogue.ts';
import { strikeOfWords } from './fault-words.ts';

const has = ['request', 'value', 'rpc', 'memory'] as const;
const strike = (words: string) => strikeOfWords(words, { at: 'mcp', has, faults: catalogue });

describe('a fault in words', () => {
  test.each([
    ['hang', { name: 'hang', params: { acts: false } }, {}],
    ['slow ms=5s where=request', { name: 'slow', params: { ms: 5_000, where: 'request' } }, {}],
    ['hang acts=true', { name: 'hang', params: { acts: true } }, {}],
    [
      'lostReply tool=pay',
      { name: 'lost-reply', params: { as: 'ECONNRESET' } },
      { call: 'tools/call pay' },
    ],
    ['lost-reply as=504 calls=2', { name: 'lost-reply', params: { as: 504 } }, { calls: 2 }],
    [
      'rpc-error code=-32602 calls=2-4',
      { name: 'rpc-error', params: { code: -32_602 } },
      { calls: [2, 4] },
    ],
    ['tool-error says="it is so"', { name: 'tool-error', params: { says: 'it is so' } }, {}],
    [
      "repeat call='tools/call pay'",
      { name: 'repeat', params: { times: 2 } },
      { call: 'tools/call pay' },
    ],
    ['vanished-tool tool=pay', { name: 'vanished-tool', params: { tool: 'pay' } }, {}],
    [
      'forget from=1s to=2s chance=0.5',
      { name: 'forget', params: {} },
      { ms: [1_000, 2_000], chance: 0.5 },
    ],
    ['forget from=1s', { name: 'forget', params: {} }, { ms: [1_000, Number.MAX_SAFE_INTEGER] }],
    [
      "hang site='tools/call pay#ab12cd' attempt=2",
      { name: 'hang', params: { acts: false } },
      { site: { op: 'tools/call pay#ab12cd', attempt: 2 } },
    ],
  ])('%s', (words, fault, when) => {
    expect(strike(words)).toEqual({ fault, at: 'mcp', when });
  });

  test.each([
    ['slw', 'unknown-fault', /Did you mean slow\?/],
    ['', 'unknown-fault', /a fault that can strike here: .*\bhang\b.*\bwrong-id\b/],
    ['latency', 'unknown-fault', /can strike here/],
    ['crash', 'unknown-fault', /can strike here/],
    ['slow mss=5', 'bad-plan', /Did you mean ms\?/],
    ['slow ms', 'bad-plan', /Write name=value/],
    ['slow ms=soon', 'bad-fault', /a length of time/],
    ['hang acts=maybe', 'bad-fault', /one of false, true/],
    ['hang calls=x', 'bad-plan', /the number of a call/],
    ['hang from=soon', 'bad-argument', /a length of time/],
  ])('%j is refused', (words, code, says) => {
    expect(() => strike(words)).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(says) }),
    );
  });

  test('those that can strike are listed by what there is to strike', () => {
    const http = () =>
      strikeOfWords('forget', { at: 'mcp', has: ['request', 'rpc'], faults: catalogue });
    expect(http).toThrow(/can strike here: (?!.*\bforget\b.*, got)/);
  });
});
