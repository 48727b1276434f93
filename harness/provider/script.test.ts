import { describe, expect, it } from 'vitest';
import { HarnessError } from '../model/error.ts';
import { conversationOf } from './conversation.ts';
import type { Message } from './dialects/dialect.ts';
import { callId } from './call-id.ts';
import { follow, turnOf, type Script, type When } from './script.ts';

const none = { toolCalls: [], callId: '' };
const system: Message = { role: 'system', text: 'Be brief.', ...none };
const user: Message = { role: 'user', text: 'Fly me to Rome', ...none };
const calling = (...names: readonly string[]): Message => ({
  role: 'assistant',
  text: '',
  toolCalls: names.map((name) => ({ id: `id_${name}`, name, arguments: '{}' })),
  callId: '',
});
const result = (name: string, text: string): Message => ({
  role: 'tool',
  text,
  toolCalls: [],
  callId: `id_${name}`,
});

function talk(...messages: readonly Message[]) {
  return conversationOf({ model: 'gpt-5', messages, tools: ['find', 'book'], key: 'k1' }, 1);
}

describe('a table', () => {
  const matching = (when: When, ...messages: readonly Message[]) =>
    follow([{ when, reply: 'yes' }, { reply: 'no' }], talk(...messages)) === 'yes';

  it('answers by the first rule that matches', () => {
    const script: Script = [
      { when: { user: 'Paris' }, reply: 'a' },
      { when: { user: 'Rome' }, reply: 'b' },
      { reply: 'c' },
    ];
    expect(follow(script, talk(user))).toBe('b');
    expect(follow(script, talk())).toBe('c');
  });

  it('matches the last user text, by part or pattern, and again the second time', () => {
    const when = { user: /rome/gi };
    expect(matching(when, user)).toBe(true);
    expect(matching(when, user)).toBe(true);
    expect(matching(when, user, { ...user, text: 'Thanks' })).toBe(false);
    expect(matching({ told: 'brief' }, system, user)).toBe(true);
    expect(matching({ told: 'brief' }, user)).toBe(false);
  });

  it('matches what the latest results are of, all of a parallel pair', () => {
    const pair = [calling('find', 'book'), result('find', '1'), result('book', '2')];
    expect(matching({ after: 'find' }, user, ...pair)).toBe(true);
    expect(matching({ after: 'book' }, user, ...pair)).toBe(true);
    expect(matching({ after: 'find' }, user, ...pair, user)).toBe(false);
    const next = [calling('pay'), result('pay', '3')];
    expect(matching({ after: 'find' }, user, ...pair, ...next)).toBe(false);
    expect(matching({ after: 'find' }, user)).toBe(false);
  });

  it('matches what was called, and what is on offer; all conditions must hold', () => {
    const past = [user, calling('find'), result('find', '1')];
    expect(matching({ called: 'find' }, ...past)).toBe(true);
    expect(matching({ called: 'book' }, ...past)).toBe(false);
    expect(matching({ notCalled: 'find' }, ...past)).toBe(false);
    expect(matching({ notCalled: 'book' }, ...past)).toBe(true);
    expect(matching({ offered: 'book' }, user)).toBe(true);
    expect(matching({ offered: 'pay' }, user)).toBe(false);
    expect(matching({ offered: 'book', user: 'Paris' }, user)).toBe(false);
  });

  it('names the end of a conversation that no rule matches', () => {
    const script: Script = [{ when: { user: 'Paris' }, reply: 'a' }];
    expect(() => follow(script, talk(user))).toThrow(HarnessError);
    expect(() => follow(script, talk(user))).toThrow(/Fly me to Rome/);
  });
});

describe('a conversation', () => {
  it('has its results by tool, as JSON where they are', () => {
    const past = talk(user, calling('find'), result('find', '{"price":480}'), user);
    expect(past.toolResults).toEqual([{ tool: 'find', callId: 'id_find', value: { price: 480 } }]);
    expect(past.result('find')).toEqual({ price: 480 });
    expect(past.result('book')).toBeUndefined();
    expect(talk(result('find', 'oops')).toolResults[0]).toMatchObject({ tool: '', value: 'oops' });
  });

  it('counts turns and gathers text', () => {
    const past = talk(system, user, calling('find'), result('find', 'x'));
    expect(past).toMatchObject({ turn: 1, user: user.text, told: 'Be brief.' });
    expect(past.text).toBe('Be brief.\nFly me to Rome\n\nx');
  });

  it('draws the same numbers each time, others with another seed or key', () => {
    const of = (seed: number, key: string) => {
      const { draw } = conversationOf({ model: 'm', messages: [], tools: [], key }, seed);
      return [draw(), draw()];
    };
    expect(of(1, 'a')).toEqual(of(1, 'a'));
    expect(of(1, 'a')).not.toEqual(of(2, 'a'));
    expect(of(1, 'a')).not.toEqual(of(1, 'b'));
  });
});

describe('turnOf', () => {
  it('makes a turn of a text, a call, or a list of both', () => {
    const of = (reply: Parameters<typeof turnOf>[0]) =>
      turnOf(reply, talk(user), (n) => `call_${n}`);
    expect(of('Hi')).toEqual({ text: 'Hi', toolCalls: [], finish: 'stop' });
    expect(of({})).toEqual({ text: '', toolCalls: [], finish: 'stop' });
    expect(of({ say: 'Hm', finish: 'length' }).finish).toBe('length');
    const both = of(['Let me ', 'look.', { call: { name: 'find', args: { q: 1 } } }]);
    expect(both).toMatchObject({ text: 'Let me look.', finish: 'tool-calls' });
    expect(both.toolCalls[0]).toMatchObject({ name: 'find', arguments: '{"q":1}' });
    const raw = of({ call: [{ name: 'find', args: '{"q":' }], finish: 'length' });
    expect(raw).toMatchObject({ toolCalls: [{ arguments: '{"q":' }], finish: 'length' });
  });

  it('gives each call an id of its own, another one in each delivery', () => {
    const find = { name: 'find', args: {} };
    const ids = (requestId: string) =>
      turnOf({ call: [find, find] }, talk(user), (nth) => callId(requestId, nth)).toolCalls.map(
        ({ id }) => id,
      );
    expect(new Set([...ids('req_1'), ...ids('req_2')]).size).toBe(4);
    expect(ids('req_1')).toEqual(ids('req_1'));
  });

  it('says so when a script returns nothing', () => {
    const script = (() => undefined) as unknown as Script;
    const past = talk(user);
    expect(() => turnOf(follow(script, past), past, String)).toThrow(
      /undefined for a conversation/,
    );
  });
});

describe('what a script throws', () => {
  const throws = (what: unknown) => () => {
    throw what;
  };
  it.each<[string, Script, RegExp]>([
    [
      'itself',
      throws(new Error('mine')),
      /^mine \(thrown by the script for .* ends \[user: .*Rome/,
    ],
    [
      'by a rule',
      [{ when: { user: 'Bonn' }, reply: 'No.' }, { reply: throws('mine') }],
      /^mine \(thrown by rule 2 of the script for .* ends \[user: .*Rome/,
    ],
  ])('%s is told with its conversation, once', (_, script, says) => {
    for (let times = 0; times < 2; times += 1) {
      expect(() => follow(script, talk(user))).toThrow(says);
      expect(() => follow(script, talk(user))).not.toThrow(/thrown by.*thrown by/);
    }
  });
});
