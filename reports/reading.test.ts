import { expect, test } from 'vitest';
import { reporterNamed, reporters } from './index.ts';
import { summarize } from './summary/summarize.ts';
import { doubleBooking, sampleMeta } from './testing/sample-runs.ts';

const shown = (name: string, restsOnReading: readonly string[]) =>
  reporterNamed(name).render(summarize([{ ...doubleBooking(), restsOnReading }], sampleMeta()));

test.for(reporters.filter(({ name }) => name !== 'json'))(
  '$name says where a finding rests on the default reading, and what to give',
  ({ name }) => {
    const words = (text: string) => text.replaceAll(/\s+/g, ' ');
    expect(words(shown(name, ['exactly-once']))).toContain(
      'the finding rests on it: where it is wrong, give',
    );
    expect(words(shown(name, ['honest']))).not.toContain('the finding rests on it');
  },
);

test('JSON says so as a fact', () => {
  expect(shown('json', ['exactly-once'])).toContain('"restsOnReading": true');
  expect(shown('json', [])).toContain('"restsOnReading": false');
});
