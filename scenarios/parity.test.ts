import { describe, expect, test } from 'vitest';
import { run, type RunRecord, type Scenario } from '../index.ts';
import { allScenarios } from './all-scenarios.ts';

/**
 * What both modes must agree on: of a careful system every verdict, and how every task ended; of a
 * mutant, that its check fails. What else goes wrong with a mutant may hang on a few milliseconds.
 */
function shown({ trace, verdicts, outcomes }: RunRecord, by: string | null) {
  const seen = verdicts.filter(({ check }) => by === null || check === by);
  return {
    verdicts: seen.map(({ check, verdict }) => `${check}: ${verdict.result}`),
    outcomes: by === null ? outcomes.map(({ task, outcome }) => `${task}: ${outcome}`) : [],
    variant: trace.variant,
  };
}

async function both(scenario: Scenario, variant: string) {
  const [sim, wire] = await Promise.all([
    run(scenario, { mode: 'sim', seed: 1, variant }),
    run(scenario, { mode: 'wire', seed: 1, variant }),
  ]);
  const by = scenario.mutants.find(({ id }) => id === variant)?.by ?? null;
  return { sim: shown(sim, by), wire: shown(wire, by) };
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
