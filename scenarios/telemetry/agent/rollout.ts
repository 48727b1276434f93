import type { Fleet } from './fleet.ts';
import type { Safeguards } from './safeguards.ts';
import { timing } from './timing.ts';
import { wait } from './wait.ts';

/** How far a rollout went. */
export interface Rolled {
  readonly percent: number;
  /** Why it was taken back; left out where it was not. */
  readonly stopped?: string;
}

/** The shares of the nodes that get a version, one after another (%). */
const stages = [5, 25, 100];
/** The control plane may be in use for so much, also after the next stage. */
const mostBusy = 0.8;

/** Brings a version to the fleet stage by stage while users come, and takes it back where it does harm. */
export async function rollout(
  fleet: Fleet,
  version: string,
  { bakes }: Safeguards,
  signal: AbortSignal,
): Promise<Rolled> {
  let percent = 0;
  const busyBefore = bakes ? await fleet.control.busy() : 0;
  for (const [index, stage] of stages.entries()) {
    await fleet.control.roll(version, stage);
    fleet.setVersion(version, stage);
    percent = stage;
    const { asked, served } = await fleet.live(
      bakes ? timing.bake : timing.hastyBake,
      2_000,
      signal,
    );
    const isServing = served >= asked * 0.95;
    const growth = (stages[index + 1] ?? stage) / stage;
    const why = !isServing
      ? 'users were not served'
      : bakes
        ? await crowded(fleet, busyBefore, growth)
        : null;
    if (why === null) continue;
    await takeBack(fleet, signal);
    return { percent, stopped: why };
  }
  return { percent };
}

/** Why the control plane would not bear so many times more of the new version; null where it would. */
async function crowded(
  { control }: Fleet,
  busyBefore: number,
  growth: number,
): Promise<string | null> {
  const busy = await control.busy().catch(() => null);
  if (busy === null) return 'the control plane does not answer';
  const after = busyBefore + (busy - busyBefore) * growth;
  return after > mostBusy ? 'the control plane would be saturated' : null;
}

async function takeBack(fleet: Fleet, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    if (
      await fleet.control.rollBack().then(
        () => true,
        () => false,
      )
    )
      break;
    await wait(1_000, signal);
  }
  fleet.setVersion('agent-1', 100);
}
