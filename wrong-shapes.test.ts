import { describe, expect, test } from 'vitest';
import { traceBuilder } from './harness/checks/trace-builder.ts';
import * as api from './index.ts';

const { api: tool, http, HttpResponse, inProcess, run, scenario } = api;
const points = { tool: tool([http.get('/a', () => HttpResponse.json({}))]) };
const asks = scenario('asks', {
  points,
  system: inProcess((at) => async () => (await fetch(`${at.url('tool')}/a`)).status),
  tasks: [{ input: 'ask' }],
  plan: [],
  checks: [api.completes()],
});

/** Values that no function of the API takes, or not in any place. */
const wrong: readonly unknown[] = [
  null,
  0,
  'x',
  true,
  Number.NaN,
  {},
  [],
  [null],
  ['x'],
  { x: 1 },
  new Map(),
  () => 1,
  { points: null },
  { points: { a: 1 } },
  { points, faults: ['x'] },
  { faults: null },
];

// MSW's own, and what takes any value.
const others = ['delay', 'HttpResponse', 'HarnessError', 'jsonReply'];
const functions = Object.entries(api).filter(
  ([name, value]) => typeof value === 'function' && !others.includes(name),
) as unknown as readonly (readonly [string, (...args: unknown[]) => unknown])[];

/** What a call throws or rejects with that is no `HarnessError`. */
async function raw(call: () => unknown): Promise<string | null> {
  try {
    await call();
    return null;
  } catch (error) {
    return error instanceof api.HarnessError ? null : String(error);
  }
}

describe('what is of a wrong shape is refused with what is expected', () => {
  test.each(functions)('by %s', async (_, take) => {
    const { trace } = await run(asks);
    const came = new Set<string | null>([await raw(() => take())]);
    for (const value of wrong) {
      for (const args of [[value], [value, value], [asks, value], [trace, value]]) {
        came.add(await raw(() => take(...args)));
      }
    }
    expect([...came]).toEqual([null]);
  });

  test('by the steps of a trace that is built', async () => {
    const steps = ['wait', 'phase', 'task', 'call', 'answer', 'fail', 'hang'] as const;
    for (const value of [undefined, ...wrong]) {
      expect(await raw(() => traceBuilder(value as never).trace())).toBeNull();
      for (const step of steps) {
        const take = traceBuilder().task('a')[step] as (...args: unknown[]) => unknown;
        for (const args of [[value], ['a', value], ['a', 'b', value]]) {
          expect(await raw(() => take(...args)), `${step} ${String(args)}`).toBeNull();
        }
      }
    }
  });
});

test.each<[string, () => unknown, RegExp]>([
  [
    'faults of a scenario that are a list',
    () => api.faultsAt({ points, faults: ['x'] } as never, 'tool'),
    /faults to draw from|plans\(\{ points \}/,
  ],
  ['no name', () => api.faultsAt(asks, 3 as never), /a text.* got 3\. Write faultsAt\(booksOnce/],
  ['a point by itself, wrong', () => api.faultsAt({} as never), /a point such as api/],
  ['points', () => api.plans({ points: { a: 1 } } as never), /`points` as an object of points/],
  ['a record for a trace', () => api.eventsOf({ trace: {} } as never, 'effect'), /the `trace` of/],
  ['no checks', () => api.judge(traceBuilder().trace(), 'x' as never), /a list of checks, got "x"/],
  ['no scenario', () => run(undefined as never), /run\(…\) to be given a scenario, got none/],
])('an error names what was wrong: %s', (_, call, words) => {
  expect(call).toThrow(words);
});
