import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { unknown } from '../harness/model/trace/verdict.ts';
import { summarize } from './summary/summarize.ts';
import {
  doubleBooking,
  hostile,
  mixedRuns,
  sampleMatrix,
  sampleMeta,
  sampleRun,
} from './testing/sample-runs.ts';
import { renderText } from './text.ts';

const mixed = summarize(mixedRuns(), sampleMeta());
const matrix = summarize(
  [sampleRun(), doubleBooking({ variant: 'partial.exactly-once' })],
  sampleMeta({ matrix: sampleMatrix(false) }),
);
const plain = { color: false, width: 80 };

describe('text for a terminal', () => {
  it('gives each scenario a line with its verdict and outcomes', () => {
    const lines = renderText(mixed, plain).split('\n');
    const line = lines.find((each) => each.startsWith('  FAIL'));
    expect(line).toMatch(
      /^ {2}FAIL +books once, whatever is lost +10 runs {2}7 recovered, 3 unsafe$/,
    );
    expect(lines).toContainEqual(expect.stringMatching(/^ {2}unknown +gives up in time +1 run/));
    expect(lines).toContainEqual(
      expect.stringContaining('never struck: slow (delay 5 s) at hotels, every call (1 run)'),
    );
  });

  it('tells the checks that one reason holds back in one line', () => {
    const verdict = unknown('its answer may be read in two ways');
    const verdicts = ['honest', 'discloses', 'never-unsafe'].map((check) => ({ check, verdict }));
    const run = sampleRun({ verdicts, result: 'unknown' });
    expect(renderText(summarize([run], sampleMeta()), { ...plain, width: 140 })).toContain(
      'honest, discloses, never-unsafe unknown in 1 run: its answer may be read in two ways\n',
    );
  });

  it('says all that is needed to act on a finding', () => {
    const text = renderText(mixed, plain);
    expect(text).toContain('1. books once, whatever is lost');
    expect(text).toMatch(/check +exactly-once/);
    expect(text).toMatch(/reason +POST \/book took effect 2 times/);
    expect(text).toMatch(/plan +lost-reply at flights POST \/book, 1st call/);
    expect(text).toMatch(/outcome +unsafe/);
    expect(text).toMatch(
      /task +t2: Fly me to Rome on Friday\n +expected +POST \/book 1 time, an answer\n/,
    );
    expect(text).toMatch(/came +answered in full, as expected: Your flight to Rome/);
    expect(text).toMatch(/> +1\.455 s {2}flights POST \/book takes effect: BK-4f9a1c2b/);
    expect(text).toContain('| WARN ECONNRESET, trying again');
    expect(text).toMatch(
      /replay +npx brownout replay \.brownout\/repros\/booking-8\.repro\.json\n/,
    );
    expect(text.trimEnd().split('\n').slice(-2)).toEqual([
      '1 of 3 scenarios failed, 1 could not be judged.',
      '1 passed, 1 failed, 1 inconclusive (12 runs in 12.4 s)',
    ]);
  });

  it.each([40, 80, 120])('keeps to %i columns, but for what is to be copied', (width) => {
    const wordy = summarize(
      [
        doubleBooking({
          family: 'f'.repeat(200),
          file: 'folder/'.repeat(30),
          scenario: 'a claim of many words '.repeat(12),
          output: ['x'.repeat(400)],
        }),
      ],
      sampleMeta({
        command: `brownout run ${'path '.repeat(40)}`,
        matrix: sampleMatrix(false),
        partial: true,
        errors: [{ file: 'e'.repeat(200), message: 'm '.repeat(200) }],
      }),
    );
    for (const summary of [mixed, matrix, wordy]) {
      const lines = renderText(summary, { color: false, width }).split('\n');
      const wide = lines.filter((line) => line.length > width && !line.includes('npx brownout'));
      expect(wide).toEqual([]);
    }
  });

  it('shows the matrix as a table, with what was missed first', () => {
    const lines = renderText(matrix, { color: false, width: 120 }).split('\n');
    const head = lines.findIndex((line) => /^mutant +flagged +by its check +strikes/.test(line));
    expect(lines[head + 1]).toMatch(/^partial\.no-orphan +MISSED +exactly-once +-/);
    expect(lines[head + 2]).toMatch(/^partial\.exactly-once +yes +exactly-once +1 +\.brownout/);
  });

  it.for([60, 80, 120])('tells how mutants were found to the end, in %i columns', (width) => {
    const { careful, mutants } = sampleMatrix(true);
    const how = 'flights, all the time: slow, run 1234';
    const found = { careful, mutants: mutants.map((row) => ({ ...row, how })) };
    const text = renderText(summarize([sampleRun()], sampleMeta({ matrix: found })), {
      color: false,
      width,
    });
    const words = text.replaceAll(/\s+/g, ' ');
    for (const word of how.split(' ')) expect(words.split(word).length).toBeGreaterThan(2);
  });

  it.for([40, 80, 120])('tells a claim to its end, in %i columns', (width) => {
    const claim = 'what a write has sold is not sold again from a cached read, ever';
    const text = renderText(summarize([sampleRun({ scenario: claim })], sampleMeta()), {
      color: false,
      width,
    });
    const told = text.replaceAll(/ {2,}1 run( .*)?$/gm, '').replaceAll(/\s+/g, ' ');
    expect(told).toContain(`pass ${claim}`);
  });

  it('counts the careful runs of a matrix, and leaves to its table what the table says', () => {
    const mutant = doubleBooking({ variant: 'partial.exactly-once' });
    const whole = summarize([sampleRun(), mutant], sampleMeta({ matrix: sampleMatrix(true) }));
    const text = renderText(whole, plain);
    expect(text).toContain('(1,200 careful runs in ');
    expect(text).not.toMatch(/\b1 run\b|flagged here/);
    expect(renderText(matrix, plain)).toMatch(/\(1,200 careful runs in/);
    const none = { careful: { runs: 7, falseAlarms: 0, unknown: 0 }, mutants: [] };
    const without = renderText(summarize([sampleRun()], sampleMeta({ matrix: none })), plain);
    expect(without).toContain(
      'Kill matrix\nNo mutants, 0 false alarms in 7 careful runs\n\n' +
        'No false alarm, but these scenarios have no mutants to flag.\n',
    );
  });

  it('has no colour unless asked, and says the same with it', () => {
    const text = renderText(mixed, plain);
    const coloured = renderText(mixed, { ...plain, color: true });
    expect(text).not.toContain('\u001b');
    expect(coloured).toContain('\u001b[');
    expect(stripVTControlCharacters(coloured)).toBe(text);
    const table = { color: true, width: 80 };
    expect(stripVTControlCharacters(renderText(matrix, table))).toBe(renderText(matrix, plain));
  });

  it('lets no escape code through to the terminal', () => {
    const run = doubleBooking({ scenario: hostile, family: hostile, output: [hostile] });
    const summary = summarize([run], sampleMeta({ command: hostile }));
    expect(renderText(summary, plain)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });

  it('says how many findings it leaves out', () => {
    const runs = Array.from({ length: 30 }, (_, n) => doubleBooking({ scenario: `claim ${n}` }));
    expect(renderText(summarize(runs, sampleMeta()), plain)).toContain(
      '10 more findings not shown',
    );
  });
});
