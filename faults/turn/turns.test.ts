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

test('a turn without tool calls is no place for the two', () => {
  expect(alteredBy(unknownTool(), speaking)).toEqual(speaking);
  expect(alteredBy(truncatedToolArguments(), speaking)).toEqual(speaking);
});

test.each(faults)('$name leaves alone what is no turn', (fault) => {
  expect(alteredBy(fault, { error: { message: 'overloaded' } })).toEqual({
    error: { message: 'overloaded' },
  });
});
