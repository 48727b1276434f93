import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { coalescer } from './coalescer.ts';
import { without, type Safeguards } from './safeguards.ts';
import { UpstreamError } from './upstream.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A model that says two words to the nth question, or fails it. */
function model(fails: (nth: number) => boolean = () => false) {
  const calls: { readonly signal: AbortSignal }[] = [];
  return {
    calls,
    ask: async function* (_question: string, signal: AbortSignal) {
      const nth = calls.push({ signal });
      await new Promise((resolve) => setTimeout(resolve, 10));
      if (fails(nth)) throw new UpstreamError('down');
      yield `one ${nth}`;
      await new Promise((resolve) => setTimeout(resolve, 10));
      signal.throwIfAborted();
      yield ', two';
    },
  };
}

async function readAll(words: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const word of words) text += word;
  return text;
}

const staying = new AbortController().signal;

async function answered(reading: Promise<string>): Promise<string> {
  const told = reading.catch((error: Error) => `failed: ${error.message}`);
  await vi.advanceTimersByTimeAsync(500);
  return told;
}

test('an answer is given again for a moment, and then no more', async () => {
  const { ask, calls } = model();
  const answers = coalescer({ ask }, without());
  const first = readAll(answers('when?', staying));
  await vi.advanceTimersByTimeAsync(50);
  expect([await first, await readAll(answers('when?', staying))]).toEqual([
    'one 1, two',
    'one 1, two',
  ]);
  await vi.advanceTimersByTimeAsync(200);
  expect(await answered(readAll(answers('when?', staying)))).toBe('one 2, two');
  expect(calls).toHaveLength(2);
});

test('who comes when it was tried often enough is told so, until some time has passed', async () => {
  const { ask, calls } = model((nth) => nth <= 3);
  const answers = coalescer({ ask }, without());
  const first = readAll(answers('when?', staying)).catch(() => 'failed');
  // Three tries of 10 ms, and two pauses of 40 ms.
  await vi.advanceTimersByTimeAsync(115);
  expect(await first).toBe('failed');
  await expect(readAll(answers('when?', staying))).rejects.toThrow('down');
  expect(calls).toHaveLength(3);
  await vi.advanceTimersByTimeAsync(200);
  expect(await answered(readAll(answers('when?', staying)))).toBe('one 4, two');
});

test('nothing is asked for once all have left', async () => {
  const { ask, calls } = model();
  const answers = coalescer({ ask }, without());
  const leaving = [new AbortController(), new AbortController()] as const;
  const reading = leaving.map(({ signal }) =>
    readAll(answers('when?', signal)).catch((error: Error) => error.message),
  );
  leaving[0].abort(new Error('left'));
  await vi.advanceTimersByTimeAsync(5);
  expect(calls[0]?.signal.aborted).toBe(false);
  leaving[1].abort(new Error('left'));
  expect(await Promise.all(reading)).toEqual(['left', 'left']);
  expect(calls.map(({ signal }) => signal.aborted)).toEqual([true]);
});

test.each<[keyof Safeguards | undefined, number]>([
  [undefined, 2],
  ['promotesOne', 4],
  ['joinsCalls', 6],
])(
  'three ask, and the first call fails: without %s it is asked %i times',
  async (missing, most) => {
    const { ask, calls } = model((nth) => nth === 1 || (missing === 'joinsCalls' && nth <= 3));
    const answers = coalescer({ ask }, without(missing));
    const all = [1, 2, 3].map(() => answered(readAll(answers('when?', staying))));
    const told = await Promise.all(all);
    expect(told.every((text) => text.endsWith(', two'))).toBe(true);
    expect(calls).toHaveLength(most);
  },
);
