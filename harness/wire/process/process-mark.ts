import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { sleep } from '../../model/clock.ts';
import { onExit } from './cleanup.ts';
import { guard } from './kill-guard.ts';

/** An environment variable that marks every process an agent starts. */
export interface ProcessMark {
  readonly env: Readonly<Record<string, string>>;
  /** Kills every marked process. */
  readonly end: () => Promise<void>;
}

/**
 * Makes a mark for one agent. Marked processes are killed however this process ends: also daemons
 * that left the process group, unless started with another environment. Needs `/proc` (Linux).
 */
export function mark(): ProcessMark {
  const value = randomUUID();
  const text = `${markName}=${value}`;
  const release = guard(text);
  const forget = onExit(() => void killMarked(text));
  const end = async () => {
    // One that forks while it is looked for leaves another behind.
    for (let round = 1; round <= mostRounds && killMarked(text) > 0; round += 1) await sleep(10);
    forget();
    release();
  };
  return { env: { [markName]: value }, end };
}

const markName = 'BROWNOUT_AGENT';
const mostRounds = 100;

/** Kills every marked process; returns how many. */
function killMarked(text: string): number {
  let count = 0;
  for (const pid of processes()) {
    if (!bears(pid, text)) continue;
    try {
      process.kill(Number(pid), 'SIGKILL');
      count += 1;
    } catch {
      // It has gone by itself.
    }
  }
  return count;
}

function processes(): readonly string[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

function bears(pid: string, text: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1').includes(text);
  } catch {
    // It has gone, or is somebody else's.
    return false;
  }
}
