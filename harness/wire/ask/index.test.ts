import { expect, test } from 'vitest';
import { service } from '../agent/service.ts';
import { container } from '../agent/container.ts';
import { url } from '../agent/url.ts';

test.each([
  [
    'chat',
    /'POST \/chat', 'a2a \/path', 'ag-ui \/path', 'list name \S+', 'stream name \S+' or a function/,
  ],
  ['stdin', /Write how your agent is asked/],
  ['post /chat', /a method and a path/],
  ['/chat', /a method and a path/],
  ['a2a agents', /'a2a' or 'a2a \/path'/],
  ['A2A', /'a2a' or 'a2a \/path'/],
  ['agui', /'ag-ui' or 'ag-ui \/path'/],
  ['list tasks', /redis:\/\//],
  ['ag-ui /a b', /'ag-ui' or 'ag-ui \/path'/],
])('%j is no way to ask, and the error says what is', (ask, says) => {
  expect(() => url('http://127.0.0.1:1', { ask })).toThrow(says);
  expect(() => container({ image: 'a:1', port: 1, ask })).toThrow(says);
});

test('a command may also be asked by its words', () => {
  expect(() => service({ command: ['a'], ask: 'stdi' })).toThrow(/'stdin', 'argument'/);
});

test('an answer is read by the function that asks', () => {
  const ask = () => Promise.resolve('');
  expect(() => url('http://127.0.0.1:1', { ask, answer: 'all' })).toThrow('both');
});
