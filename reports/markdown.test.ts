import { describe, expect, it } from 'vitest';
import { failed } from '../harness/model/trace/verdict.ts';
import { markdown } from './markdown.ts';
import { summarize } from './summary/summarize.ts';
import {
  doubleBooking,
  hostile,
  mixedRuns,
  sampleMatrix,
  sampleMeta,
  sampleRun,
} from './testing/sample-runs.ts';

function rendered(...args: Parameters<typeof summarize>): string {
  return markdown.render(summarize(...args));
}

describe('Markdown', () => {
  it('has a row a scenario, failures first, and folds findings up', () => {
    const text = rendered(mixedRuns(), sampleMeta());
    expect(text).toMatch(/^# Brownout: 1 of 3 scenarios failed, 1 could not be judged\n/);
    const rows = text.split('\n').filter((line) => /^\| (\*\*FAIL|unknown|pass)/.test(line));
    expect(rows.map((row) => row.split('|')[1]?.trim())).toEqual(['**FAIL**', 'unknown', 'pass']);
    expect(text).toMatch(/<details><summary><b>books once, whatever is lost<\/b> — exactly-once/);
    expect(text).toContain('npx brownout replay .brownout/repros/booking-8.repro.json');
    expect(text).toMatch(/^> +1\.455 s {2}flights POST \/book takes effect/m);
  });

  it('tells who is to fix a finding how to see it again, what may be the cause, and what shows it', () => {
    const text = rendered([doubleBooking()], sampleMeta());
    const parts = [
      'says `fixed` (0) once it is',
      'npx brownout replay .brownout/repros/booking-1.repro.json',
      '**Plan:** ',
      'What may be the cause:',
      '- flights POST /book took effect 2 times, ',
      '`>` marks the evidence',
      'Beside the same task without faults',
      'Last output of the process:',
    ].map((part) => [part, text.indexOf(part)] as const);
    expect(parts.filter(([, at]) => at === -1)).toEqual([]);
    expect(parts.toSorted(([, a], [, b]) => a - b)).toEqual(parts);
  });

  it('shows the matrix as a table, with what was missed first', () => {
    const text = rendered([sampleRun()], sampleMeta({ matrix: sampleMatrix(false) }));
    expect(text.indexOf('**MISSED**')).toBeGreaterThan(0);
    expect(text.indexOf('**MISSED**')).toBeLessThan(text.indexOf('| yes |'));
  });

  it('lets foreign text be neither HTML nor a table nor a fence', () => {
    const evil = `${hostile}\n| cell |\n\`\`\`\n</details>`;
    const text = rendered(
      [doubleBooking({ scenario: evil, family: evil, output: [evil, '```` and out'] })],
      sampleMeta({ command: evil }),
    );
    const fences = /^(`{3,})text\n[^]*?\n\1$/gm;
    const outside = text.replace(fences, '').replaceAll(/<\/?(?:details|summary|code|b|br)>/g, '');
    expect(outside).not.toContain('<');
    expect(text.match(/<details>/g)).toHaveLength(1);
    const row = text.split('\n').find((line) => line.startsWith('| **FAIL**'));
    expect(row?.split('|')).toHaveLength(7);
  });

  it('stays under 1 MB, and says what it leaves out', () => {
    const runs = Array.from({ length: 1000 }, (_, n) =>
      doubleBooking({
        scenario: `claim ${n} ${'"<&'.repeat(100)}`,
        verdicts: [{ check: 'x', verdict: failed(`${n} ${'<'.repeat(5000)}`) }],
        output: Array.from({ length: 50 }, () => '&'.repeat(500)),
      }),
    );
    const text = rendered(runs, sampleMeta());
    expect(Buffer.byteLength(text)).toBeLessThan(1_000_000);
    expect(text).toMatch(/more findings had no room here/);
    expect(text).toMatch(/500 more scenarios had no room here/);
  });
});
