import { describe, expect, it } from 'vitest';
import type { WithoutStrike } from '../harness/model/fault/without-strike.ts';
import { reporters } from './index.ts';
import { summarize } from './summary/summarize.ts';
import { doubleBooking, sampleMeta } from './testing/sample-runs.ts';

const run = doubleBooking();
const { check, verdict } = run.verdicts[1]!;
const signature = verdict.result === 'fail' ? verdict.signature : '';

/** A report of a failure that was shrunk, and of which this is known. */
const shrunkTo = (without?: readonly WithoutStrike[]) => {
  const shrunk = [{ check, signature, run, ...(without && { without }) }];
  return summarize([{ ...run, shrunk }], sampleMeta());
};

const telling = reporters.filter(({ name }) => ['text', 'markdown', 'html'].includes(name));

describe.each(telling.map((one) => [one.name, one] as const))('%s', (_, { render }) => {
  it('tells of each strike of a minimal plan what the check says without it', () => {
    expect(render(shrunkTo(['passes']))).toContain('without it: passes');
    expect(render(shrunkTo(['fails']))).toContain('without it: fails all the same');
  });

  it('says so where that was not tried', () => {
    expect(render(shrunkTo())).toContain('without it: not tried');
    expect(render(summarize([run], sampleMeta()))).toContain('without it: not tried');
  });
});

it('JSON has the word alone', () => {
  expect(shrunkTo(['passes']).findings[0]?.without).toEqual(['passes']);
});
