import { expect, test } from 'vitest';
import { dataEvent, splitEvents } from './server-sent-events.ts';

test('an event is a line of data and a blank one', () => {
  expect(dataEvent('{"a":1}')).toBe('data: {"a":1}\n\n');
});

test.each([
  ['data: 1\n\ndata: 2\n\n', ['data: 1\n\n', 'data: 2\n\n']],
  ['data: 1\r\n\r\nevent: x\r\ndata: 2', ['data: 1\r\n\r\n', 'event: x\r\ndata: 2']],
  ['{"a":"\\n\\n"}', ['{"a":"\\n\\n"}']],
])('%j is split behind each blank line', (text, events) => {
  expect(splitEvents(text)).toEqual(events);
});
