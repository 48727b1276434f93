import { AsyncLocalStorage } from 'node:async_hooks';
import { draws, type Draw } from '../model/random.ts';

/** The call that a mocked tool is answering just now. */
interface Answering {
  readonly draw: Draw;
}

const answering = new AsyncLocalStorage<Answering>();
const asking = new AsyncLocalStorage<{ readonly task: string }>();

/** Runs a tool's handlers so that `nonce` draws from this call's own stream. */
export function whileAnswering<T>(seed: number, key: string, answer: () => T): T {
  return answering.run({ draw: draws(seed, 'nonce', key) }, answer);
}

/** Runs the agent so that its calls in this process can be told to belong to the task. */
export function whileAsking<T>(task: string, ask: () => T): T {
  return asking.run({ task }, ask);
}

/** The task whose code is running in this process, or undefined. */
export function askingFor(): string | undefined {
  return asking.getStore()?.task;
}

const letters = '0123456789abcdefghijklmnopqrstuvwxyz';

/**
 * A value that exists nowhere else, `BK-4f9a1c2b`: mocked tools put it into their replies, so that
 * what an answer claims can be traced to the reply it came from. Seeded by run and call.
 *
 * @param prefix 1 to 8 capital letters or digits, a letter first.
 * @example http.post('/book', () => HttpResponse.json({ booking: nonce('BK') }))
 */
export function nonce(prefix: string): string {
  const draw = answering.getStore()?.draw;
  if (!draw) throw new Error('nonce() belongs in the handler of a mocked tool');
  if (!/^[A-Z][A-Z0-9]{0,7}$/.test(prefix)) {
    throw new RangeError(
      `a nonce's prefix is 1-8 capitals or digits, not ${JSON.stringify(prefix)}`,
    );
  }
  let text = '';
  for (let i = 0; i < 8; i += 1) text += letters.charAt(Math.floor(draw() * letters.length));
  return `${prefix}-${text}`;
}
