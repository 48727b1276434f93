import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { run, type RunRecord, type Scenario } from '../index.ts';
import { allScenarios } from './all-scenarios.ts';

/** What both modes must agree on: every verdict, and how every task ended. */
function shown({ verdicts, outcomes }: RunRecord) {
  return {
    verdicts: verdicts.map(({ check, verdict }) => `${check}: ${verdict.result}`),
    outcomes: outcomes.map(({ task, outcome }) => `${task}: ${outcome}`),
  };
}

async function both(scenario: Scenario) {
  const sim = await run(scenario, { mode: 'sim', seed: 1 });
  const wire = await run(scenario, { mode: 'wire', seed: 1 });
  return { sim: shown(sim), wire: shown(wire) };
}

const found = (await allScenarios()).filter(({ modes }) => modes.length === 2);

// Mutants are left out: what goes wrong with them often hangs on a few real milliseconds.
describe('sim and wire give the same verdicts', { concurrent: true }, () => {
  test.each(found)('$file', { timeout: 60_000 }, async ({ scenario }) => {
    // In real time an agent of tight deadlines may miss one on a machine with too much to do.
    for (let left = 2; ; left -= 1) {
      const { sim, wire } = await both(scenario);
      if (left > 0 && !isDeepStrictEqual(wire, sim)) continue;
      expect(wire).toEqual(sim);
      return;
    }
  });
});
