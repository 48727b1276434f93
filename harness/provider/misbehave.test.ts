import { describe, expect, it } from 'vitest';
import { conversationOf } from './conversation.ts';
import type { Message } from './dialects/dialect.ts';
import { callsUnknownTool, ignoresInstruction, makesThingsUp } from './misbehave.ts';
import { follow, type Script } from './script.ts';

const rule = 'Answer from sources only.';
const honest: Script = (past) => (past.text.includes(rule) ? 'I do not know.' : 'It is 42.');

function talk(found: string, key = 'k', tools: readonly string[] = ['find']) {
  const messages: readonly Message[] = [
    { role: 'system', text: `${rule} Be kind.`, toolCalls: [], callId: '' },
    { role: 'user', text: 'How much?', toolCalls: [], callId: '' },
    {
      role: 'assistant',
      text: '',
      toolCalls: [{ id: 'c1', name: 'find', arguments: '{}' }],
      callId: '',
    },
    { role: 'tool', text: found, toolCalls: [], callId: 'c1' },
  ];
  return conversationOf({ model: 'm', messages, tools, key }, 1);
}

describe('makesThingsUp', () => {
  const liar = makesThingsUp(honest, { invent: 'It is 7.' });

  it.each(['[]', '{}', 'null', '""', '{"hits":[],"total":0}', '{"error":"down","hits":[1]}'])(
    'invents where the tools gave %s',
    (found) => {
      expect(follow(liar, talk(found))).toBe('It is 7.');
    },
  );

  it('keeps to the script where there is evidence, or where it calls a tool', () => {
    expect(follow(liar, talk('[{"price":1}]'))).toBe('I do not know.');
    const asks: Script = () => ({ call: { name: 'find', args: {} } });
    expect(follow(makesThingsUp(asks, { invent: 'x' }), talk('[]'))).toEqual(asks(talk('[]')));
  });

  it('takes another idea of what is missing', () => {
    const picky = makesThingsUp(honest, { invent: (past) => past.user, missing: () => true });
    expect(follow(picky, talk('[1]'))).toBe('How much?');
  });

  it('does so in its share of conversations, the same ones each time', () => {
    const some = makesThingsUp(honest, { invent: 'x', chance: 0.3 });
    const hits = () =>
      Array.from({ length: 500 }, (_, i) => follow(some, talk('[]', `k${i}`)) === 'x');
    const share = hits().filter(Boolean).length / 500;
    expect(share).toBeGreaterThan(0.22);
    expect(share).toBeLessThan(0.38);
    expect(hits()).toEqual(hits());
    const never = makesThingsUp(honest, { invent: 'x', chance: 0 });
    expect(follow(never, talk('[]'))).toBe('I do not know.');
  });
});

describe('callsUnknownTool', () => {
  const lost = callsUnknownTool(honest, { name: 'teleport' });

  it('calls what is not on offer, and only where something is', () => {
    expect(follow(lost, talk('1'))).toEqual({ call: { name: 'teleport', args: {} } });
    expect(follow(lost, talk('1', 'k', []))).toBe('I do not know.');
    expect(follow(lost, talk('1', 'k', ['teleport']))).toBe('I do not know.');
  });
});

describe('ignoresInstruction', () => {
  it.each([rule, /answer from\b[^.]*\./gi])('acts as if it had not read %s', (instruction) => {
    expect(follow(honest, talk('1'))).toBe('I do not know.');
    expect(follow(ignoresInstruction(honest, { instruction }), talk('1'))).toBe('It is 42.');
  });

  it('reads all the rest', () => {
    const told: Script = (past) => past.told.trim();
    expect(follow(ignoresInstruction(told, { instruction: rule }), talk('1'))).toBe('Be kind.');
  });
});
