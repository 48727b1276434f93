import { simulate } from '../sim/kernel.ts';
import { simFetch, simUrl } from '../sim/points.ts';
import type { Gate } from '../points/gate.ts';
import { drawnLatency } from '../points/latency.ts';
import { perform } from './perform.ts';
import type { Recorder } from './recorder.ts';
import { inMemory, scratch, withScratch } from './scratch.ts';
import { castOf, noLink, openPoints, pointAt, type Played, type Setting } from './setting.ts';

/** What Date says when a sim run opens, unless a replay says otherwise: the first of January 2026, UTC. */
export const epochMs: number = Date.UTC(2026, 0, 1);

const limits = { virtualMs: 24 * 3_600_000, steps: 5_000_000, stuckMs: 2_000 };

/** Plays in this process, under virtual time. */
export async function onSim(setting: Setting): Promise<Played> {
  const folder = scratch(inMemory);
  const names = Object.keys(setting.scenario.points);
  let watched: Gate | undefined;
  let notes: Recorder | undefined;
  const gate = () => {
    if (!watched) throw new Error('a call before the run opened');
    return watched;
  };
  const toPoint = simFetch(gate, names);
  try {
    const end = await simulate(
      { seed: setting.seed, epochMs: setting.epochMs, limits, fetch: toPoint },
      async (sim) => {
        const points = openPoints(setting.scenario);
        const cast = castOf(setting, points, sim.clock, {
          at: withScratch(
            { url: (name) => simUrl(name, pointAt(points, name).basePath), address: noLink },
            folder,
          ),
          clock: sim.clock,
          vigil: sim.vigil,
          scope: () => sim.scope({ steps: 200_000 }),
          latency: drawnLatency(setting.seed),
          settleMs: 600_000,
        });
        watched = cast.gate;
        notes = cast.recorder;
        return perform(cast);
      },
    );
    if (end.how === 'failed') throw end.error;
    if (!notes) throw new Error('the run ended before it opened');
    if (end.how === 'done') return { recorder: notes, output: end.value };
    notes.record({ kind: 'harness.error', message: `the run met its cap: ${end.why}` });
    return { recorder: notes, output: [] };
  } finally {
    folder.remove();
  }
}
