import { AsyncLocalStorage } from 'node:async_hooks';
import { HarnessError } from '../model/error.ts';
import type { Surroundings } from '../model/point.ts';
import { draws, type Draw } from '../model/random.ts';

const shared: unique symbol = Symbol.for('brownout.answering.1');

/** The call that a point is answering. */
interface Answering {
  readonly point: string;
  readonly seed: number;
  /** The stream of draws of this call and delivery. */
  readonly draw: Draw;
}

/** Of all copies of Brownout in this process: a scenario's `nonce` may come from another than the run. */
const copies = globalThis as { [shared]?: AsyncLocalStorage<Answering> };
const answering = (copies[shared] ??= new AsyncLocalStorage<Answering>());
const asking = new AsyncLocalStorage<{ readonly task: string }>();

/** Runs a point's answer so that `nonce` draws from the stream of this call and delivery. */
export function whileAnswering<T>({ call, seed, delivery }: Surroundings, answer: () => T): T {
  const { point, task, site } = call;
  const key = `${point} ${task} ${site.op} ${site.attempt} ${delivery}`;
  return answering.run({ point, seed, draw: draws(seed, 'nonce', key) }, answer);
}

/** Runs the agent so that its calls in this process are attributed to the task. */
export function whileAsking<T>(task: string, ask: () => T): T {
  return asking.run({ task }, ask);
}

/** The task whose code is running in this process, or undefined. */
export function askingFor(): string | undefined {
  return asking.getStore()?.task;
}

const letters = '0123456789abcdefghijklmnopqrstuvwxyz';

/**
 * A unique value, `BK-4f9a1c2b`: mocked tools put it into their replies, so that a claim in an
 * answer can be traced to the reply it came from. It is drawn by run and call; for a thing that
 * exists whoever asks (a document, an order), by run, point and thing, so that a second look shows
 * the same.
 *
 * @param prefix 1 to 8 capital letters or digits, a letter first.
 * @param of What the value belongs to, such as its name; this one reply where left out.
 * @example http.post('/book', () => HttpResponse.json({ booking: nonce('BK') }))
 * @example http.get('/docs/:name', ({ params: { name } }) => HttpResponse.json({ id: nonce('DOC', String(name)) }))
 */
export function nonce(prefix: string, of?: string): string {
  const at = answering.getStore();
  if (!at) throw outside(prefix);
  const draw = of === undefined ? at.draw : draws(at.seed, 'nonce of', at.point, prefix, of);
  if (!/^[A-Z][A-Z0-9]{0,7}$/.test(prefix)) {
    throw new RangeError(
      `a nonce's prefix is 1-8 capitals or digits, not ${JSON.stringify(prefix)}`,
    );
  }
  let text = '';
  for (let i = 0; i < 8; i += 1) text += letters.charAt(Math.floor(draw() * letters.length));
  // With a figure in it, no word of an answer looks like one.
  if (!/[0-9]/.test(text)) text = `${text.slice(1)}${Math.floor(draw() * 10)}`;
  return `${prefix}-${text}`;
}

function outside(prefix: string): HarnessError {
  return new HarnessError('bad-argument', {
    expected: 'nonce() to be called while a point answers: it draws for that call',
    got: `nonce('${prefix}') where no point answers`,
    fix: `Call it in a handler, or in \`answer\` of a point of your own; nonce('${prefix}', name) is the same for a name in every call of a run.`,
  });
}
