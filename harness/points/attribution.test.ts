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
  whose.begin('storm-1');
  whose.begin('storm-2');
  return whose;
}

const { traceparent, baggage } = taskHeaders('storm-2');

test.each<[string, Incoming, string]>([
  ['its own address', request(`${taskPath('storm-2')}/price?of=tea`), 'storm-2'],
  ['the address of a task that there is not', request(`${taskPath('storm-9')}/price`), ''],
  ['x-task-id', request('/price', { 'x-task-id': 'storm-2' }), 'storm-2'],
  ['traceparent', request('/price', { traceparent }), 'storm-2'],
  ['baggage among others', request('/price', { baggage: `a=1, ${baggage};ttl=3` }), 'storm-2'],
  ['baggage that cannot be decoded', request('/price', { baggage: 'brownout.task=%zz' }), ''],
  ['a path that cannot be decoded', request('/brownout-task/%zz/price'), ''],
  ['a trace of somebody else', request('/price', { traceparent: 'nonsense' }), ''],
  ['nothing', request('/price'), ''],
])('of two tasks that are open, a request is told by %s', (_, incoming, task) => {
  expect(crowded().of(incoming).task).toBe(task);
});

test('a point sees neither the address of a task nor the header of this process', () => {
  const path = `${taskPath('storm-1')}/price?of=tea`;
  const { incoming } = crowded().of(request(path, { [taskHeader]: 'storm-1', accept: '*/*' }));
  expect(incoming).toEqual(request('/price?of=tea', { accept: '*/*' }));
  expect(crowded().of(request('/t/storm-1/price')).incoming.path).toBe('/t/storm-1/price');
});

test('the code that makes the call comes first, the only task that is open last', () => {
  const whose = crowded();
  const told = request('/price', { 'x-task-id': 'storm-2' });
  expect(whileAsking('storm-1', () => whose.of(told).task)).toBe('storm-1');
  whose.end('storm-1');
  expect(whose.of(request('/price')).task).toBe('storm-2');
});

test('what comes after the last task has ended is its own, until the next begins', () => {
  const whose = attribution();
  expect(whose.now()).toBe('');
  whose.begin('storm-1');
  whose.end('storm-1');
  expect(whose.now()).toBe('storm-1');
  whose.begin('calm-1');
  expect(whose.now()).toBe('calm-1');
});
