import { randomInt } from 'node:crypto';
import { freePort } from '../process/port.ts';

/**
 * The first port; below the range for outgoing connections, which could take a port at any time.
 */
const from = 20_000;
const to = 32_000;
const tries = 20;

/**
 * Chooses a port of 127.0.0.1 to publish a container's port. The engine would choose another one at
 * every start; this one stays free while the container is down.
 */
export async function hostPort(who: string): Promise<number> {
  for (let tried = 0; tried < tries; tried += 1) {
    const port = randomInt(from, to);
    if (await isFree(port, who)) return port;
  }
  return freePort(0, who);
}

/** Whether an engine refused because the port was taken after it was chosen. */
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
