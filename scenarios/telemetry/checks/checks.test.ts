import { describe, expect, it } from 'vitest';
import { run, type Checker, type Event, type Trace } from '../../../index.ts';
import bakeTime from '../bake-time.scenario.ts';
import breakGlass from '../break-glass.scenario.ts';
import herd from '../herd.scenario.ts';
import perNodeCost from '../per-node-cost.scenario.ts';
import recovers from '../recovers.scenario.ts';
import sink from '../sink.scenario.ts';
import staticStability from '../static-stability.scenario.ts';
import { bakes } from './bakes.ts';
import { comesBack } from './comes-back.ts';
import { loadPerNode } from './load-per-node.ts';
import { noHerd } from './no-herd.ts';
import { rollsBack } from './rolls-back.ts';
import { servesOn } from './serves-on.ts';
import { unharmed } from './unharmed.ts';

const lookUp = 'GET /endpoints/:service';

/** Each check, a scenario that it passes, and the same check where it asks for more than that. */
const rows = [
  { scenario: perNodeCost, check: loadPerNode('control', 1), strict: loadPerNode('control', 0.5) },
  { scenario: bakeTime, check: bakes('control', 30_000), strict: bakes('control', 300_000) },
  { scenario: herd, check: noHerd('control', lookUp, 14), strict: noHerd('control', lookUp, 1) },
  {
    scenario: breakGlass,
    check: rollsBack(['control', 'admin'], 10_000),
    strict: rollsBack(['control'], 10_000),
  },
  { scenario: sink, check: unharmed(1_000), strict: unharmed(0) },
];

/** The trace without the replies of one point in one phase on. */
function unanswered(trace: Trace, point: string, role: 'during' | 'after'): Trace {
  const fromSeq = trace.events.find((one) => one.kind === 'phase' && one.role === role)?.seq ?? 0;
  const events = trace.events.map((event): Event => {
    const isMeant = event.kind === 'call.end' && event.point === point && event.seq > fromSeq;
    return isMeant ? { ...event, outcome: 'unanswered' } : event;
  });
  return { ...trace, events };
}

describe('the checks of this family', () => {
  it.each(rows)('$check.name fails where less is allowed', async ({ scenario, check, strict }) => {
    const { trace } = await run(scenario, { mode: 'sim', seed: 1 });
    expect(check.judge(trace).result).toBe('pass');
    expect(strict.judge(trace).result).toBe('fail');
  });

  it('serves-on fails where users no longer reach the catalog', async () => {
    const { trace } = await run(staticStability, { mode: 'sim', seed: 1 });
    const check = servesOn('catalog');
    expect(check.judge(trace).result).toBe('pass');
    expect(check.judge(unanswered(trace, 'catalog', 'during')).result).toBe('fail');
  });

  it('comes-back fails where calls go unanswered after the faults', async () => {
    const { trace } = await run(recovers, { mode: 'sim', seed: 1 });
    const check = comesBack('control', 40_000);
    expect(check.judge(trace).result).toBe('pass');
    expect(check.judge(unanswered(trace, 'control', 'after')).result).toBe('fail');
  });

  it.each<Checker>([
    ...rows.map(({ check }) => check),
    servesOn('catalog'),
    comesBack('control', 40_000),
  ])('$name cannot tell from an empty trace', async ({ judge }) => {
    const { trace } = await run(sink, { mode: 'sim', seed: 1 });
    expect(judge({ ...trace, events: [] }).result).toBe('unknown');
  });
});
