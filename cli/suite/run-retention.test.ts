import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { ScenarioTally } from '../../reports/summary/scenario-tally.ts';
import { doubleBooking, missedRun, sampleRun } from '../../reports/testing/sample-runs.ts';
import { runRetention } from './run-retention.ts';

const out = mkdtempSync(path.join(tmpdir(), 'brownout-keeper-'));

it('wants the first runs of each kind, and all where no number is given', () => {
  const { wants } = runRetention({ out, keepRuns: 2 });
  const passing = [1, 2, 3].map((seed) => wants(sampleRun({ seed })));
  const failing = [4, 5, 6].map((seed) => wants(doubleBooking({ seed })));
  const doubtful = [7, 8, 9].map((seed) => wants(missedRun({ seed })));
  for (const kind of [passing, failing, doubtful]) expect(kind).toEqual([true, true, false]);

  const all = runRetention({ out, keepRuns: null });
  expect([1, 2, 3].map((seed) => all.wants(sampleRun({ seed })))).toEqual([true, true, true]);
});

it('adds what it drops to one file', async () => {
  const { drop } = runRetention({ out, keepRuns: 1 });
  const first = await drop(sampleRun({ seed: 1 }));
  expect(await drop(doubleBooking({ seed: 2 }))).toBe(first);
  const tally = JSON.parse(readFileSync(first, 'utf8')) as ScenarioTally;
  expect(tally).toMatchObject({ runs: 2, struck: { pass: 1, fail: 1 } });
});
