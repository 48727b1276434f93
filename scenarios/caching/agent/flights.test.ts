import { describe, expect, it } from 'vitest';
import { door, flights } from './flights.ts';

describe('flights', () => {
  it('share work of one name while it goes on, and begin anew after it', async () => {
    let begun = 0;
    const work = () => Promise.resolve(++begun);
    const { share } = flights(true);
    expect(await Promise.all([share('a', work), share('a', work), share('b', work)])).toEqual([
      1, 1, 2,
    ]);
    expect(await share('a', work)).toBe(3);
  });

  it('fail together, and are forgotten', async () => {
    const { share } = flights(true);
    const fails = () => Promise.reject(new Error('no'));
    const both = await Promise.allSettled([share('a', fails), share('a', fails)]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await share('a', () => Promise.resolve('yes'))).toBe('yes');
  });

  it('are not shared where they must not be', async () => {
    let begun = 0;
    const { share } = flights(false);
    await Promise.all(['a', 'a'].map((name) => share(name, () => Promise.resolve(++begun))));
    expect(begun).toBe(2);
  });
});

describe('a door', () => {
  it('lets so many in at a time, also when they fail', async () => {
    const { pass } = door(2);
    let inside = 0;
    let most = 0;
    const visit = async (n: number) => {
      most = Math.max(most, ++inside);
      await new Promise((resolve) => setImmediate(resolve));
      inside -= 1;
      if (n % 3 === 0) throw new Error('no');
      return n;
    };
    const all = await Promise.allSettled(Array.from({ length: 9 }, (_, n) => pass(() => visit(n))));
    expect(most).toBe(2);
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(6);
    expect(await pass(() => visit(1))).toBe(1);
  });
});
