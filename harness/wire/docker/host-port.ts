import { randomInt } from 'node:crypto';
import { freePort } from '../process/port.ts';

/** Below those that systems give to outgoing connections: one of them could take ours at any time. */
const from = 20_000;
const to = 32_000;
const tries = 20;

/**
 * A port of 127.0.0.1 to publish a container's under. Of our own choice, for the engine would choose
 * another one at every start, and one that stays free while the container is down.
 */
export async function hostPort(who: string): Promise<number> {
  for (let tried = 0; tried < tries; tried += 1) {
    const port = randomInt(from, to);
    if (await isFree(port, who)) return port;
  }
  return freePort(0, who);
}

/** Whether an engine refused since somebody else took the port after we had looked. */
export function isPortTaken(says: string): boolean {
  return /port is already allocated|address already in use/.test(says);
}

async function isFree(port: number, who: string): Promise<boolean> {
  try {
    await freePort(port, who);
    return true;
  } catch {
    return false;
  }
}
