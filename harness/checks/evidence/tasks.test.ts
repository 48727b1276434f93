import { describe, expect, it } from 'vitest';
import { byOp, phaseAt, readTasks } from './tasks.ts';
import { traceBuilder } from '../trace-builder.ts';

describe('a trace read by task', () => {
  it('gives each task its calls, hits and effects, and keeps strays apart', () => {
    const trace = traceBuilder()
      .phase('fault')
      .task('a')
      .call('flights', 'POST /book', { makes: 'B', hit: 0 });
    trace.call('model', 'chat', { task: '' }).wait(4).answer('x');
    const records = readTasks(trace.trace());
    const [task] = records.tasks;
    expect(task?.calls.map((call) => call.start.label)).toEqual(['POST /book']);
    expect(task?.hits).toHaveLength(1);
    expect(task?.effects.map((effect) => effect.id)).toEqual(['B']);
    expect(task?.tookMs).toBe(6);
    expect(records.stray.calls).toHaveLength(1);
    expect(phaseAt(records, 3)).toMatchObject({ phase: 'fault', role: 'during' });
  });

  it('pairs the same task of several phases, repeated inputs in order', () => {
    const trace = traceBuilder()
      .phase('baseline')
      .task('a', { input: { x: 1, y: 2 } })
      .answer('');
    trace
      .task('b', { input: { x: 1, y: 2 } })
      .answer('')
      .phase('fault');
    trace
      .task('c', { input: { y: 2, x: 1 } })
      .answer('')
      .task('d', { input: { x: 1, y: 2 } });
    const [a, b, c, d] = readTasks(trace.trace()).tasks.map((task) => task.twin);
    expect([c, d]).toEqual([a, b]);
    expect(a).not.toBe(b);
  });

  it('reads a task that is asked anew under the same id as another task', () => {
    const trace = traceBuilder().phase('baseline').task('a').call('flights', 'GET /').answer('');
    trace.phase('fault').task('a').call('flights', 'GET /').call('flights', 'GET /').answer('');
    const sizes = readTasks(trace.trace()).tasks.map((task) => task.calls.length);
    expect(sizes).toEqual([1, 2]);
  });

  it('groups attempts by operation', () => {
    const trace = traceBuilder().task('a').call('flights', 'GET /').call('hotels', 'GET /');
    trace.call('flights', 'GET /').answer('');
    const ops = byOp(readTasks(trace.trace()).tasks[0]?.calls ?? []);
    expect(ops.map((op) => op.length)).toEqual([2, 1]);
  });
});
