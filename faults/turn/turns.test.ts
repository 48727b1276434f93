import { expect, test } from 'vitest';
import { alteredBy, callingTurn, chatStream, momentOf, sampleCall } from '../testing/samples.ts';
import { isStanding } from '../../harness/model/fault/fault.ts';
import { contentFilter } from './content-filter.ts';
import { emptyContent } from './empty-content.ts';
import { otherModel } from './other-model.ts';
import { refusal } from './refusal.ts';
import { sameCallId } from './same-call-id.ts';
import { thoughtsAlone } from './thoughts-alone.ts';
import { truncatedToolArguments } from './truncated-tool-arguments.ts';
import { unknownTool } from './unknown-tool.ts';
import { wrongArguments } from './wrong-arguments.ts';
import { wrongUsage } from './wrong-usage.ts';

const speaking = chatStream.meaning;
const faults = [
  emptyContent(),
  thoughtsAlone(),
  refusal(),
  contentFilter(),
  unknownTool(),
  truncatedToolArguments(),
  wrongArguments(),
  sameCallId(),
  otherModel(),
  wrongUsage(),
];

test('empty-content says nothing and calls nothing', () => {
  const silence = { text: '', toolCalls: [], finish: 'stop' };
  expect(alteredBy(emptyContent(), speaking)).toEqual(silence);
  expect(alteredBy(emptyContent(), callingTurn)).toEqual(silence);
  expect(alteredBy(emptyContent(), silence)).toEqual(silence);
});

test('unknown-tool renames the first call only', () => {
  expect(alteredBy(unknownTool({ name: 'run_command' }), callingTurn)).toEqual({
    ...callingTurn,
    toolCalls: [{ ...callingTurn.toolCalls[0], name: 'run_command' }, callingTurn.toolCalls[1]],
  });
});

test('truncated-tool-arguments breaks off in the last call', () => {
  expect(alteredBy(truncatedToolArguments({ keep: 0.5 }), callingTurn)).toEqual({
    text: '',
    toolCalls: [
      callingTurn.toolCalls[0],
      { ...callingTurn.toolCalls[1], arguments: '{"flight":"B' },
    ],
    finish: 'length',
  });
  expect(alteredBy(truncatedToolArguments({ finish: 'tool-calls' }), callingTurn)).toMatchObject({
    finish: 'tool-calls',
  });
});

test('truncated-tool-arguments breaks off in the last value, which then looks like another', () => {
  const cut = (text: string, keep = 0.5) => {
    const turn = { ...callingTurn, toolCalls: [{ id: 'c', name: 'f', arguments: text }] };
    const after = alteredBy(truncatedToolArguments({ of: 'last-value', keep }), turn);
    return (after as typeof turn).toolCalls[0]?.arguments;
  };
  expect(cut('{"id":"m101"}')).toBe('{"id":"m1');
  expect(cut('{"to":"rome","n":1}')).toBe('{"to":"ro');
  expect(cut('{"total": 1250, "now": true}')).toBe('{"total": 12');
  expect(cut('{"by":-1.5}')).toBe('{"by":-1');
  expect(cut('{"list":["ab","cd"],"last key":{}}')).toBe('{"list":["ab","c');
  expect(cut('{"id":"m101"}', 0)).toBe('{"id":"m');
  expect(cut('{"id":"m101"}', 0.95)).toBe('{"id":"m10');
  // Never in the middle of an escape or of a character.
  expect(cut(String.raw`{"a":"x\"\u00e9y"}`, 0.75)).toBe(String.raw`{"a":"x\"\u00e9`);
  expect(cut('{"a":"𝄞𝄞"}')).toBe('{"a":"𝄞');
  for (const whole of ['{}', '{"n":1}', '"a text"', '120', 'no JSON'])
    expect(cut(whole)).toBe(whole);
});

test('refusal and content-filter end the turn in their own way, without calls', () => {
  expect(alteredBy(refusal(), callingTurn)).toEqual({
    text: expect.stringMatching(/can't help/),
    toolCalls: [],
    finish: 'refusal',
  });
  const filtered = { text: '', toolCalls: [], finish: 'content-filter' };
  expect(alteredBy(contentFilter(), callingTurn)).toEqual(filtered);
  expect(alteredBy(contentFilter({ keep: 0.5 }), speaking)).toEqual({ ...filtered, text: 'Hello' });
});

test('thoughts-alone keeps the thoughts that there are', () => {
  const own = { ...callingTurn, thoughts: 'Hm.' };
  const alone = { text: '', toolCalls: [], finish: 'stop', thoughts: 'Hm.' };
  expect(alteredBy(thoughtsAlone(), own)).toEqual(alone);
  expect(alteredBy(thoughtsAlone({ finish: 'length' }), callingTurn)).toEqual({
    ...alone,
    finish: 'length',
    thoughts: expect.stringMatching(/\w/),
  });
});

test('same-call-id gives every call one id', () => {
  const { toolCalls } = alteredBy(sameCallId({ id: 'c' }), callingTurn) as typeof callingTurn;
  expect(toolCalls).toEqual(callingTurn.toolCalls.map((call) => ({ ...call, id: 'c' })));
});

test.each([
  ['type', '{"to":"rome","n":1}', '{"to":{"value":"rome"},"n":1}'],
  ['type', '{"list":[1],"n":1}', '{"list":"[1]","n":1}'],
  ['type', '{"none":null}', '{"none":{"value":null}}'],
  ['missing', '{"to":"rome","n":1}', '{"n":1}'],
  ['name', '{"to":"rome","n":1}', '{"to_value":"rome","n":1}'],
  ['type', '{}', '{}'],
  ['missing', '{"to":', '{"to":'],
  ['name', '[1]', '[1]'],
] as const)('wrong-arguments, %s: %s becomes %s', (how, given, becomes) => {
  const [first, second] = callingTurn.toolCalls;
  const turn = { ...callingTurn, toolCalls: [{ ...first, arguments: given }, second] };
  expect(alteredBy(wrongArguments({ how }), turn)).toEqual({
    ...turn,
    toolCalls: [{ ...first, arguments: becomes }, second],
  });
});

test('other-model and wrong-usage change what the reply states, and no word of the turn', () => {
  expect(alteredBy(otherModel({ model: 'm-2' }), speaking)).toEqual({
    ...(speaking as object),
    stated: { model: 'm-2' },
  });
  const twice = { ...(speaking as object), stated: { model: 'm-2' } };
  expect(alteredBy(wrongUsage({ share: 3 }), twice)).toEqual({
    ...twice,
    stated: { model: 'm-2', usage: 3 },
  });
});

test('they do not strike where nothing would be another', () => {
  expect(alteredBy(wrongUsage({ share: 1 }), speaking)).toEqual(speaking);
  const { kind, params } = otherModel({ model: 'm-2' });
  if (isStanding(kind)) throw new Error('it strikes calls');
  const chat = { turn: 1, model: 'm-2', tools: [] };
  const effect = kind.effect(params, { ...sampleCall, chat }, momentOf());
  expect(effect).toMatchObject({ kind: 'alter', isTrue: true });
  expect(effect.kind === 'alter' && effect.alter(speaking)).toEqual(speaking);
});

test('a turn without tool calls is no place for the two', () => {
  expect(alteredBy(unknownTool(), speaking)).toEqual(speaking);
  expect(alteredBy(truncatedToolArguments(), speaking)).toEqual(speaking);
});

test.each(faults)('$name leaves alone what is no turn', (fault) => {
  expect(alteredBy(fault, { error: { message: 'overloaded' } })).toEqual({
    error: { message: 'overloaded' },
  });
});
