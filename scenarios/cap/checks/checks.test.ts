import { describe, expect, it } from 'vitest';
import { run, type Checker, type Event, type Trace } from '../../../index.ts';
import boundedThrash from '../bounded-thrash.scenario.ts';
import criticalWrite from '../critical-write.scenario.ts';
import { noBlindWrite } from './no-blind-write.ts';
import { oneProbe } from './one-probe.ts';
import { readsGoOn } from './reads-go-on.ts';
import { saysWhy } from './says-why.ts';
import { sparesNeighbours } from './spares-neighbours.ts';
import { staleWithin } from './stale-within.ts';

/** The trace with a field of each answer left out. */
function without(field: string, trace: Trace): Trace {
  const edited = trace.events.map((event): Event => {
    if (event.kind !== 'task.end' || event.ending.how !== 'answered') return event;
    const fields = Object.entries(event.ending.answer as object);
    const answer = Object.fromEntries(fields.filter(([name]) => name !== field));
    return { ...event, ending: { ...event.ending, answer } };
  });
  return { ...trace, events: edited };
}

describe('the checks of this family', () => {
  it('says-why fails where the reason is left out', async () => {
    const { trace } = await run(boundedThrash, { mode: 'sim', seed: 1 });
    expect(saysWhy.judge(trace).result).toBe('pass');
    expect(saysWhy.judge(without('stop', trace)).result).toBe('fail');
  });

  it('reads-go-on fails where an answer does without the tool that is up', async () => {
    const { trace } = await run(criticalWrite, { mode: 'sim', seed: 1 });
    expect(readsGoOn('prices').judge(trace).result).toBe('pass');
    expect(readsGoOn('prices').judge(without('used', trace)).result).toBe('fail');
    expect(readsGoOn('stock').judge(trace).result).toBe('fail');
  });

  it.each<Checker>([
    noBlindWrite('payments', 'orders'),
    oneProbe('prices', 3, 1000),
    readsGoOn('prices'),
    saysWhy,
    sparesNeighbours('prices'),
    staleWithin('prices', 1000),
  ])('$name cannot tell from an empty trace', async ({ judge }) => {
    const { trace } = await run(criticalWrite, { mode: 'sim', seed: 1 });
    expect(judge({ ...trace, events: [] }).result).toBe('unknown');
  });
});
