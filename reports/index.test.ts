import { describe, expect, it } from 'vitest';
import { reporterNamed, reporters } from './index.ts';
import { summarize } from './summary/summarize.ts';
import {
  doubleBooking,
  hostile,
  mixedRuns,
  sampleMatrix,
  sampleMeta,
  sampleRun,
} from './testing/sample-runs.ts';
import { cleanSearch, sampleSearch } from './testing/sample-search.ts';

describe('the reporters', () => {
  it('have names and files of their own', () => {
    expect(new Set(reporters.map(({ name }) => name)).size).toBe(reporters.length);
    expect(new Set(reporters.map(({ file }) => file)).size).toBe(reporters.length);
  });

  it('are found by name; an unknown one says which there are', () => {
    expect(reporterNamed('html').file).toBe('report.html');
    expect(() => reporterNamed('pdf')).toThrow(/text, json, junit, markdown, html.*"pdf"/);
  });
});

describe.each(reporters.map((reporter) => [reporter.name, reporter] as const))(
  'the %s reporter',
  (name, { render }) => {
    it('says that a run was stopped in the middle, and is silent where it was not', () => {
      const whole = render(summarize(mixedRuns(), sampleMeta()));
      const part = render(summarize(mixedRuns(), sampleMeta({ partial: true })));
      expect(part).toMatch(/stopped in the middle|"partial": true/);
      expect(whole).not.toMatch(/stopped in the middle|"partial": true/);
    });

    it('says that nothing was run', () => {
      expect(render(summarize([], sampleMeta()))).toMatch(/not one run|"runs": 0/);
    });

    it('names files that could not be loaded', () => {
      const errors = [{ file: 'broken.scenario.ts', message: 'no such agent' }];
      const text = render(summarize([sampleRun()], sampleMeta({ errors })));
      expect(text).toContain('broken.scenario.ts');
      expect(text).toContain('no such agent');
    });

    it('says why, with which plan and how to see it again', () => {
      const text = render(summarize(mixedRuns(), sampleMeta()));
      expect(text).toContain('POST /book took effect 2 times');
      expect(text).toContain('lost-reply at flights POST /book, 1st call');
      expect(text).toContain('npx brownout replay .brownout/repros/booking-8.repro.json');
    });

    it('tells a mutant that was missed from one that was flagged', () => {
      const missed = /missed|did not flag|"flagged": false/i;
      const besideMutant = (isWhole: boolean) => {
        const matrix = sampleMatrix(isWhole);
        const text = render(summarize([sampleRun()], sampleMeta({ matrix })));
        return [...text.matchAll(/[^]{0,60}partial\.no-orphan[^]{0,160}/g)].join('\n');
      };
      expect(besideMutant(false)).toMatch(missed);
      expect(besideMutant(true)).toContain('partial.no-orphan');
      expect(besideMutant(true)).not.toMatch(missed);
    });

    it('tells what a search has shown, what it found, and how to go on', () => {
      const goOn = 'npx brownout explore a.scenario.ts --resume';
      const searches = [sampleSearch(), cleanSearch({ stopped: 'interrupted', goOn })];
      const text = render(summarize([], sampleMeta({ searches }))).replaceAll(/\s+/g, ' ');
      expect(text).toContain('every reachable schedule of at most 2 faults out of these 3 kinds');
      expect(text).toContain('it was interrupted');
      expect(text).toContain('run 23 of 60 (level 1)');
      expect(text).toContain('npx brownout replay .brownout/explore/abc/1-exactly-once.repro.json');
      if (name !== 'junit') expect(text).toContain(goOn);
    });

    it('gives the same bytes for the same summary', () => {
      const summary = summarize(mixedRuns(), sampleMeta());
      expect(render(summary)).toBe(render(structuredClone(summary)));
    });

    it('lets no control character through', () => {
      const run = doubleBooking({ scenario: hostile, output: [hostile] });
      const searches = [sampleSearch({ scenario: hostile, claim: hostile, faults: [hostile] })];
      const text = render(summarize([run], sampleMeta({ command: hostile, searches })));
      expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
    });
  },
);
