import { expect, it } from 'vitest';
import { slotsOf } from './slots.ts';

it.each(['2026-01-01T00:00:01.027Z', 'rooms/7 (north)', 'a+b', '[x]{2}', 'c:\\d'])(
  'a text with signs of patterns is found as it stands: %s',
  (text) => {
    const values = slotsOf(`It is for ${text} today.`, text).map(({ value }) => value);
    expect(values).toContain(text);
  },
);
