import { AsyncLocalStorage } from 'node:async_hooks';
import { Console } from 'node:console';
import { keepLines, type LineSink } from '../wire/process/lines.ts';

/** What the agent, and the tools, of one run print in this process. */
export interface Printed {
  /** Keeps what is printed by `work`, and by all that it starts, from the terminal. */
  readonly during: <T>(work: () => T) => T;
  /** The last lines, oldest first. */
  readonly lines: () => readonly string[];
}

/** Nothing is printed yet. What `console` and the standard streams are given is told by async context. */
export function printed(): Printed {
  install();
  const kept = keepLines();
  const streams = { stdout: kept.open(), stderr: kept.open() };
  const page: Page = { ...streams, console: undefined };
  return {
    during: (work) => pages.run(page, work),
    lines: () => {
      for (const stream of Object.values(streams)) stream.end();
      return kept.last();
    },
  };
}

interface Page {
  readonly stdout: LineSink;
  readonly stderr: LineSink;
  /** Made when it is first asked for: most agents print nothing. */
  console: Console | undefined;
}

const pages = new AsyncLocalStorage<Page>();
const routed = new WeakSet<object>();

/** Vitest puts a console of its own in place of Node's: what is there now is routed, each once. */
function install(): void {
  for (const name of ['stdout', 'stderr'] as const)
    once(process[name], (it) => routeStream(it, name));
  once(globalThis.console, routeConsole);
}

function once<T extends object>(target: T, route: (target: T) => void): void {
  if (routed.has(target)) return;
  routed.add(target);
  route(target);
}

function routeStream(stream: object, name: 'stdout' | 'stderr'): void {
  route(stream, 'write', (page, chunk, ...more) => {
    const encoding = typeof more[0] === 'string' ? more[0] : 'utf8';
    // Of bytes the encoding is of no account.
    page[name].push(Buffer.from(chunk as string, encoding as BufferEncoding));
    const done = more.at(-1);
    if (typeof done === 'function') process.nextTick(done);
    return true;
  });
}

function routeConsole(target: object): void {
  const names = Object.keys(target).filter((name) => name !== 'Console');
  for (const name of names) {
    if (typeof Reflect.get(target, name) !== 'function') continue;
    route(target, name, (page, ...given) => {
      page.console ??= consoleOf(page);
      return Reflect.apply(Reflect.get(page.console, name) as Method, page.console, given);
    });
  }
}

type Method = (...given: unknown[]) => unknown;

/** What `target[name]` does inside of a run; outside it does what it did. */
function route(
  target: object,
  name: string,
  inRun: (page: Page, ...given: unknown[]) => unknown,
): void {
  const original = Reflect.get(target, name) as Method;
  const replaced: Method = function (this: unknown, ...given) {
    const page = pages.getStore();
    return page === undefined ? Reflect.apply(original, this, given) : inRun(page, ...given);
  };
  Object.defineProperty(target, name, {
    value: replaced,
    writable: true,
    configurable: true,
    enumerable: true,
  });
}

function consoleOf({ stdout, stderr }: Page): Console {
  const stream = (sink: LineSink) =>
    ({ write: (text: string) => sink.push(Buffer.from(text)) }) as unknown as NodeJS.WritableStream;
  return new Console({
    stdout: stream(stdout),
    stderr: stream(stderr),
    ignoreErrors: false,
    colorMode: false,
  });
}
