import { describe, expect, it } from 'vitest';
import { explorationSchema } from '../harness/model/trace/exploration.ts';
import { canonical } from '../harness/model/json/json.ts';
import { json } from './json.ts';
import { reportSchema } from './summary/summary.ts';
import { summarize } from './summary/summarize.ts';
import {
  doubleBooking,
  hostile,
  mixedRuns,
  sampleMatrix,
  sampleMeta,
} from './testing/sample-runs.ts';
import { cleanSearch, sampleSearch } from './testing/sample-search.ts';

describe('JSON', () => {
  it('comes back as the summary it was', () => {
    const runs = [...mixedRuns(), doubleBooking({ variant: 'partial.exactly-once' })];
    const errors = [{ file: 'a.ts', message: 'x' }];
    const searches = [sampleSearch(), cleanSearch({ goOn: 'x' })];
    const summary = summarize(runs, sampleMeta({ matrix: sampleMatrix(true), errors, searches }));
    expect(reportSchema.parse(JSON.parse(json.render(summary)))).toEqual(summary);
  });

  it('has its version first and its keys in order, so that equal reports are equal bytes', () => {
    const summary = summarize(mixedRuns(), sampleMeta());
    const text = json.render(summary);
    expect(text).toMatch(/^\{\n {2}"version": 3,/);
    const shuffled = Object.fromEntries(Object.entries(summary).toReversed());
    expect(json.render(shuffled as unknown as typeof summary)).toBe(text);
  });

  it('is whole whatever the text in it', () => {
    const summary = summarize([doubleBooking({ scenario: hostile })], sampleMeta());
    const back = reportSchema.parse(JSON.parse(json.render(summary)));
    expect(back.findings[0]?.title).toBe(hostile);
  });

  it('holds the answers of a finding to their end, however long', () => {
    const answer = { text: 'a word '.repeat(20_000) };
    const sample = doubleBooking();
    const events = sample.trace.events.map((event) =>
      event.kind === 'task.end' && event.ending.how === 'answered'
        ? { ...event, ending: { ...event.ending, answer } }
        : event,
    );
    const run = { ...sample, trace: { ...sample.trace, events } };
    const [finding] = summarize([run], sampleMeta()).findings;
    expect(finding?.tasks).toMatchObject([
      { task: 't2', expected: 'POST /book 1 time, an answer', ending: { how: 'answered', answer } },
    ]);
    const back = reportSchema.parse(JSON.parse(json.render(summarize([run], sampleMeta()))));
    expect(back.findings[0]?.tasks[0]?.ending).toMatchObject({ answer });
  });

  it('is refused where a count is not one', () => {
    const summary = summarize(mixedRuns(), sampleMeta());
    expect(reportSchema.safeParse({ ...summary, leftOut: -1 }).success).toBe(false);
  });
});

describe('an exploration', () => {
  it('comes back as it was, and is refused where it is of another version or shape', () => {
    const { exploration } = sampleSearch();
    expect(explorationSchema.parse(JSON.parse(canonical(exploration)))).toEqual(exploration);
    expect(explorationSchema.safeParse({ ...exploration, version: 2 }).success).toBe(false);
    expect(explorationSchema.safeParse({ ...exploration, stopped: 'tired' }).success).toBe(false);
  });
});
