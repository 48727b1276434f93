import { afterAll, beforeAll, expect, test } from 'vitest';
import { install, uninstall } from './patches.ts';
import { valueOf } from '../trial.ts';

const RealDate = Date;
beforeAll(install);
afterAll(uninstall);

const epochMs = Date.UTC(2030, 5, 1, 12);

test('Date tells virtual time in all its forms', async () => {
  const seen = await valueOf(
    async () => {
      await new Promise((resolve) => setTimeout(resolve, 1500));
      return [Date.now(), new Date().getTime(), +new Date(Date()), Reflect.construct(Date, [])];
    },
    { epochMs },
  );
  const at = epochMs + 1500;
  // Text has whole seconds.
  expect(seen).toEqual([at, at, epochMs + 1000, new Date(at)]);
});

test('with arguments it is as ever', async () => {
  const check = async () => {
    expect(new Date(0).toISOString()).toBe('1970-01-01T00:00:00.000Z');
    expect(new Date(2020, 1, 3).getMonth()).toBe(1);
    expect(new Date('x').getTime()).toBeNaN();
    expect(new Date(new Date(5)).getTime()).toBe(5);
    expect(Date.UTC(2020)).toBe(Date.parse('2020-01-01T00:00:00Z'));
    expect([Date.length, Date.name, Date.now.name]).toEqual([7, 'Date', 'now']);
  };
  await check();
  await valueOf(check);
});

test('instanceof holds both ways, and classes may extend it', async () => {
  class Stamp extends Date {
    readonly kind = 'stamp';
  }
  const made = await valueOf(async () => [new Date(), new Stamp()] as const, { epochMs });
  for (const date of [...made, new Date(), new RealDate()]) {
    expect(date instanceof Date && date instanceof RealDate).toBe(true);
  }
  expect(made[1]).toBeInstanceOf(Stamp);
  expect([made[1].kind, made[1].getTime()]).toEqual(['stamp', epochMs]);
  expect(made[0].constructor).toBe(Date);
  expect(structuredClone(made[0]).getTime()).toBe(epochMs);
});

test('outside a run it is the real one', () => {
  const [from, now, to] = [RealDate.now(), Date.now(), RealDate.now()];
  expect(now >= from && now <= to).toBe(true);
  expect(typeof Date()).toBe('string');
  expect(new Date().getTime()).toBeGreaterThanOrEqual(to);
});
