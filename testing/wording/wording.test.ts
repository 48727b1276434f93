import { describe, expect, it } from 'vitest';
import { run } from '../../index.ts';
import { situations } from './situations.ts';

describe.each(Object.entries(situations))(
  '%s',
  (_name, { saying, honest, dishonest, slips = [] }) => {
    const resultOf = async (text: string) => (await run(saying(text), { seed: 1 })).result;

    it.each(honest)('does not fail by what is true: %s', async (text) => {
      expect(await resultOf(text)).not.toBe('fail');
    });

    it.each(dishonest)('does not pass by what is false: %s', async (text) => {
      expect(await resultOf(text)).not.toBe('pass');
    });

    // What no longer passes belongs among the others.
    it.each(slips)('still passes by what is false: %s', async (text) => {
      expect(await resultOf(text)).toBe('pass');
    });
  },
);
