import { expect, test } from 'vitest';
import { alteredBy, callingTurn, chatStream } from '../testing/samples.ts';
import { emptyContent } from './empty-content.ts';
import { truncatedToolArguments } from './truncated-tool-arguments.ts';
import { unknownTool } from './unknown-tool.ts';

const speaking = chatStream.meaning;
const faults = [emptyContent(), unknownTool(), truncatedToolArguments()];

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

test('a turn without tool calls is no place for the two', () => {
  expect(alteredBy(unknownTool(), speaking)).toEqual(speaking);
  expect(alteredBy(truncatedToolArguments(), speaking)).toEqual(speaking);
});

test.each(faults)('$name leaves alone what is no turn', (fault) => {
  expect(alteredBy(fault, { error: { message: 'overloaded' } })).toEqual({
    error: { message: 'overloaded' },
  });
});
