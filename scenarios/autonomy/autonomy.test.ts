import { describe, expect, it } from 'vitest';
import { run, type Scenario } from '../../index.ts';
import approvalBound from './approval-bound.scenario.ts';
import blastCap from './blast-cap.scenario.ts';
import monitorOutage from './monitor-outage.scenario.ts';
import noSilentApproval from './no-silent-approval.scenario.ts';
import promptFlood from './prompt-flood.scenario.ts';
import segmentGate from './segment-gate.scenario.ts';

const family: readonly Scenario[] = [
  blastCap,
  noSilentApproval,
  approvalBound,
  promptFlood,
  monitorOutage,
  segmentGate,
];
// Each plan has three variants at most.
const seeds = [0, 1, 2];

describe.each(family.map((scenario) => ({ claim: scenario.title, scenario })))(
  '$claim',
  ({ scenario }) => {
    it('holds for the careful desk', async () => {
      for (const seed of seeds) {
        const { verdicts } = await run(scenario, { mode: 'sim', seed });
        const short = verdicts.filter(({ verdict }) => verdict.result !== 'pass');
        expect(short, `seed ${seed}`).toEqual([]);
      }
    });

    it.each(scenario.mutants.map(({ id, by }) => ({ id, by })))(
      'does not for $id, as $by says on every seed',
      async ({ id, by }) => {
        for (const seed of seeds) {
          const { verdicts } = await run(scenario, { mode: 'sim', seed, variant: id });
          const verdict = verdicts.find(({ check }) => check === by)?.verdict;
          expect(verdict?.result, `seed ${seed}`).toBe('fail');
        }
      },
    );
  },
);

it('holds on the wire as in sim', async () => {
  const { result } = await run(approvalBound, { mode: 'wire', seed: 0 });
  expect(result).toBe('pass');
});
