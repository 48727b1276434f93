import type { Outlet } from '../stage.ts';

/**
 * Runs `run` once, `ms` after the toxic first acted on the connection, even if the toxic is changed
 * meanwhile; returns a function that cancels it.
 */
export function runAfter(outlet: Outlet, ms: number, run: () => void): () => void {
  const { clock, memory } = outlet;
  const metMs = memory.get('met-ms') ?? clock.nowMs();
  memory.set('met-ms', metMs);
  return clock.after(Math.max(0, metMs + ms - clock.nowMs()), () => {
    outlet.strike();
    run();
  });
}
