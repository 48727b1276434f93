import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { run, type RunRecord, type Scenario } from '../index.ts';
import { allScenarios } from './all-scenarios.ts';

/**
 * What both modes must agree on: every verdict, and how every task ended; of tasks at once only how
 * many of a phase ended so, since which of them calls first, and is struck, is the machine's choice.
 */
function shown({ atOnce }: Scenario, { verdicts, outcomes }: RunRecord) {
  const named = (task: string) => (atOnce > 1 ? task.replace(/-\d+$/, '') : task);
  return {
    verdicts: verdicts.map(({ check, verdict }) => `${check}: ${verdict.result}`),
    outcomes: outcomes.map(({ task, outcome }) => `${named(task)}: ${outcome}`).toSorted(),
  };
}

const tickMs = 20;
/** What a tick may be late on a machine with nothing else to do (ms). */
const usualMs = 3;
/** Agents here give a call 250 ms or more: to be so late in a whole run costs none of them. */
const mostLateMs = 60;

/** A run on the wire, and how late timers came while it lasted, in all (ms). */
async function onWire(scenario: Scenario) {
  let lateMs = 0;
  let at = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    lateMs += Math.max(0, now - at - tickMs - usualMs);
    at = now;
  }, tickMs);
  try {
    const wire = shown(scenario, await run(scenario, { mode: 'wire', seed: 1 }));
    return { wire, lateMs: lateMs + Math.max(0, performance.now() - at - tickMs) };
  } finally {
    clearInterval(timer);
  }
}

/** Every sixth system; `npm run test:long` compares the others, except the fleet: it is in process alone, and lives through minutes. */
const found = (await allScenarios())
  .filter(({ modes, scenario }) => modes.length === 2 && scenario.family !== 'telemetry')
  .filter((_, at) => (at % 6 === 0) === (process.env['BROWNOUT_LONG'] === undefined));

// Mutants are left out: what goes wrong with them often hangs on a few real milliseconds.
describe('sim and wire give the same verdicts', { concurrent: true }, () => {
  test.for(found)('$file', async ({ scenario }, { skip }) => {
    const sim = shown(scenario, await run(scenario, { mode: 'sim', seed: 1 }));
    const late: number[] = [];
    for (let looks = 0; looks < 3; looks += 1) {
      const { wire, lateMs } = await onWire(scenario);
      // Of a run on time every difference counts, at once; of a late one only that there is none.
      if (lateMs <= mostLateMs) expect(wire).toEqual(sim);
      if (isDeepStrictEqual(wire, sim)) return;
      late.push(Math.round(lateMs));
    }
    skip(`they differ, but timers were late by ${late.join(', ')} ms: a deadline may have passed`);
  });
});
