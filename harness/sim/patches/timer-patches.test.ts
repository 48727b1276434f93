import {
  clearTimeout as stop,
  setImmediate as nodeImmediate,
  setTimeout as start,
} from 'node:timers';
import { inspect, promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { install, uninstall } from './patches.ts';
import { valueOf } from '../trial.ts';

beforeAll(install);
afterAll(uninstall);

/** Runs `start`, lets `ms` pass, and gives what was noted, each with its time. */
function notesOf(begin: (note: (what: unknown) => void) => void, ms = 1000): Promise<string[]> {
  return valueOf(async ({ clock, backgroundSleep }) => {
    const notes: string[] = [];
    begin((what) => notes.push(`${clock.nowMs()} ${String(what)}`));
    await backgroundSleep(ms);
    return notes;
  });
}

test('delays are read as Node reads them', async () => {
  const notes = await notesOf((note) => {
    const delays: unknown[] = [5.9, NaN, -3, 0, undefined, 2 ** 31, '20', 'x', null, Infinity];
    for (const delay of delays) setTimeout(note, delay as number, delay);
  });
  expect(notes).toEqual([
    ...['NaN', '-3', '0', 'undefined', '2147483648', 'x', 'null', 'Infinity'].map((d) => `1 ${d}`),
    '5 5.9',
    '20 20',
  ]);
});

test('timers of one instant fire in order of creation, microtasks in between', async () => {
  const notes = await notesOf((note) => {
    const timer = (name: string, ms: number) =>
      setTimeout(() => {
        note(name);
        process.nextTick(note, `${name} tick`);
        void Promise.resolve()
          .then(() => null)
          .then(() => note(`${name} microtask`));
      }, ms);
    timer('a', 10);
    timer('b', 10);
    setTimeout(() => timer('d', 4), 6);
    timer('c', 10);
  });
  expect(notes.map((line) => line.slice(3))).toEqual(
    ['a', 'b', 'c', 'd'].flatMap((n) => [n, `${n} microtask`, `${n} tick`]),
  );
});

test('immediates come before time moves, and after the timers of this instant', async () => {
  const notes = await notesOf((note) => {
    setTimeout(() => {
      note('timer 1');
      setImmediate(() => {
        note('immediate 1');
        setImmediate(note, 'immediate 2');
      });
    }, 5);
    setTimeout(note, 5, 'timer 2');
    setTimeout(note, 6, 'timer 3');
    clearImmediate(setImmediate(note, 'cleared'));
  });
  expect(notes).toEqual(['5 timer 1', '5 timer 2', '5 immediate 1', '5 immediate 2', '6 timer 3']);
});

test('intervals go on until they are cleared, from within as well', async () => {
  const notes = await notesOf((note) => {
    let count = 0;
    const timer = setInterval(
      (name: string) => {
        count += 1;
        note(name);
        if (count === 3) clearInterval(timer);
      },
      10,
      'tick',
    );
    const other = setInterval(note, 15, 'other');
    setTimeout(() => clearTimeout(other), 31);
  });
  expect(notes).toEqual(['10 tick', '15 other', '20 tick', '30 other', '30 tick']);
});

test('refresh starts the wait anew, before and after it fired, not once cleared', async () => {
  const notes = await notesOf((note) => {
    const timer = setTimeout(note, 100, 'fired');
    setTimeout(() => timer.refresh(), 60);
    setTimeout(() => timer.refresh(), 500);
    const cleared = setTimeout(note, 100, 'cleared');
    clearTimeout(cleared);
    cleared.refresh();
  });
  expect(notes).toEqual(['160 fired', '600 fired']);
});

test('a timeout can do what Node’s can', async () => {
  const notes = await notesOf((note) => {
    const timer = setTimeout(note, 10, 'kept');
    note(timer.hasRef());
    note(timer.unref() === timer && timer.hasRef());
    note(timer.ref().hasRef());
    setTimeout(note, 1, 'closed').close();
    setTimeout(note, 1, 'disposed')[Symbol.dispose]();
    clearTimeout(Number(setTimeout(note, 1, 'by number')));
    clearTimeout(String(Number(setTimeout(note, 1, 'by text'))));
    setTimeout(function (this: unknown) {
      note(Object.getPrototypeOf(this) === Object.getPrototypeOf(timer));
    }, 2);
    const soon = setImmediate(note, 'soon');
    note(soon.hasRef() && soon.unref().hasRef());
    clearTimeout(undefined);
    clearTimeout({} as unknown as string);
  });
  expect(notes).toEqual(['0 true', '0 false', '0 true', '0 false', '0 soon', '2 true', '10 kept']);
});

test('the number of a timer is the same in every run', async () => {
  const numbers = () => valueOf(async () => [1, 2].map((ms) => Number(setTimeout(() => {}, ms))));
  const first = await numbers();
  expect(new Set(first).size).toBe(2);
  expect(await numbers()).toEqual(first);
});

test('an unrefed timer fires while somebody waits for it', async () => {
  const late = () => new Promise<string>((resolve) => void setTimeout(resolve, 9, 'late').unref());
  expect(await valueOf(late)).toBe('late');
});

test('named imports, promisify and bad arguments are routed, too', async () => {
  const notes = await notesOf((note) => {
    start(note, 7, 'by name');
    stop(start(note, 7, 'stopped'));
    nodeImmediate(note, 'immediate');
    void promisify(setTimeout)(8, 'promised').then(note);
    void promisify(setImmediate)('promised soon').then(note);
    expect(() => setTimeout('code' as unknown as () => void, 1)).toThrow(/callback/);
  });
  expect(notes).toEqual(['0 immediate', '0 promised soon', '7 by name', '8 promised']);
});

test('outside a run timers are real, and a run may clear them', async () => {
  const real = setTimeout(() => {}, 1e6);
  expect(real.constructor.name).toBe('Timeout');
  expect(await promisify(setTimeout)(1, 'real')).toBe('real');
  const order: string[] = [];
  const ticking = new Promise<void>((resolve) => {
    setTimeout(() => {
      order.push('real');
      resolve();
    }, 5);
  });
  await valueOf(async () => {
    await new Promise((resolve) => setTimeout(resolve, 1e6));
    order.push('virtual');
    clearTimeout(real);
  });
  await ticking;
  expect(order).toEqual(['virtual', 'real']);
  expect(inspect(real)).toContain('_destroyed: true');
});
