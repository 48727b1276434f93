import { spawnSync } from 'node:child_process';

/** Whether a process still runs: a zombie, dead but not yet collected by its parent, does not. */
export function lives(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  const state = stdout.trim();
  return state !== '' && !state.startsWith('Z');
}
