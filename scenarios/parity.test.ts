import { describe, expect, test } from 'vitest';
import { run, type RunRecord, type Scenario } from '../index.ts';
import { allScenarios } from './all-scenarios.ts';

/**
 * What both modes must agree on: every verdict, and how every task ended. How a mutant's tasks end
 * may hang on a few milliseconds: that is often what is wrong with it.
 */
function shown({ trace, verdicts, outcomes }: RunRecord) {
  const isCareful = trace.variant === 'careful';
  return {
    verdicts: verdicts.map(({ check, verdict }) => `${check}: ${verdict.result}`),
    outcomes: isCareful ? outcomes.map(({ task, outcome }) => `${task}: ${outcome}`) : [],
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
