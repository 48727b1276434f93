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

async function both(scenario: Scenario, variant: string) {
  const [sim, wire] = await Promise.all([
    run(scenario, { mode: 'sim', seed: 1, variant }),
    run(scenario, { mode: 'wire', seed: 1, variant }),
  ]);
  return { sim: shown(sim), wire: shown(wire) };
}

const found = await allScenarios();
const variants = found.flatMap(({ file, scenario }) =>
  ['careful', ...scenario.mutants.map(({ id }) => id)].map((variant) => ({
    file,
    variant,
    scenario,
  })),
);

describe('sim and wire give the same verdicts', { concurrent: true }, () => {
  test.each(variants)('$file, $variant', { timeout: 60_000 }, async ({ scenario, variant }) => {
    const { sim, wire } = await both(scenario, variant);
    expect(wire).toEqual(sim);
  });
});
