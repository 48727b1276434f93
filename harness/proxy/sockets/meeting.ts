import type { Outlet } from '../stage.ts';

/**
 * Runs `run` once, `ms` after the toxic and the connection met, however often the toxic is changed
 * until then; the returned function calls it off.
 */
export function afterMeeting(outlet: Outlet, ms: number, run: () => void): () => void {
  const { clock, memory } = outlet;
  const metMs = memory.get('met-ms') ?? clock.nowMs();
  memory.set('met-ms', metMs);
  return clock.after(Math.max(0, metMs + ms - clock.nowMs()), () => {
    outlet.strike();
    run();
  });
}
