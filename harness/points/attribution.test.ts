import { expect, test } from 'vitest';
import type { Incoming } from '../model/call.ts';
import { taskHeader, taskHeaders, taskPath } from '../model/trace/trace-context.ts';
import { attribution } from './attribution.ts';
import { whileAsking } from './context.ts';

const request = (path: string, headers: Incoming['headers'] = {}): Incoming => ({
  method: 'GET',
  path,
  headers,
  body: '',
});

/** Two tasks are open, so that only the request can tell. */
function crowded() {
  const whose = attribution();
  whose.begin('during-1');
  whose.begin('during-2');
  return whose;
}

const { traceparent, baggage } = taskHeaders('during-2');

test.each<[string, Incoming, string]>([
  ['its own address', request(`${taskPath('during-2')}/price?of=tea`), 'during-2'],
  ['the address of a task that there is not', request(`${taskPath('during-9')}/price`), ''],
  ['x-task-id', request('/price', { 'x-task-id': 'during-2' }), 'during-2'],
  ['traceparent', request('/price', { traceparent }), 'during-2'],
  ['baggage among others', request('/price', { baggage: `a=1, ${baggage};ttl=3` }), 'during-2'],
  ['baggage that cannot be decoded', request('/price', { baggage: 'brownout.task=%zz' }), ''],
  ['a path that cannot be decoded', request('/brownout-task/%zz/price'), ''],
  ['a trace of somebody else', request('/price', { traceparent: 'nonsense' }), ''],
  ['nothing', request('/price'), ''],
])('of two tasks that are open, a request is told by %s', (_, incoming, task) => {
  expect(crowded().of(incoming).task).toBe(task);
});

test('a point sees neither the address of a task nor the header of this process', () => {
  const path = `${taskPath('during-1')}/price?of=tea`;
  const { incoming } = crowded().of(request(path, { [taskHeader]: 'during-1', accept: '*/*' }));
  expect(incoming).toEqual(request('/price?of=tea', { accept: '*/*' }));
  expect(crowded().of(request('/t/during-1/price')).incoming.path).toBe('/t/during-1/price');
});

test('the code that makes the call comes first, the only task that is open last', () => {
  const whose = crowded();
  const told = request('/price', { 'x-task-id': 'during-2' });
  expect(whileAsking('during-1', () => whose.of(told).task)).toBe('during-1');
  whose.end('during-1');
  expect(whose.of(request('/price')).task).toBe('during-2');
});

test('what comes after the last task has ended is its own, until the next begins', () => {
  const whose = attribution();
  expect(whose.now()).toBe('');
  whose.begin('during-1');
  whose.end('during-1');
  expect(whose.now()).toBe('during-1');
  whose.begin('after-1');
  expect(whose.now()).toBe('after-1');
});
