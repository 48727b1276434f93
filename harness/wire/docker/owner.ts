import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** The label that says which process a container belongs to. */
export const ownerLabel = 'brownout.owner';

/**
 * A process, named so that no other ever has the name: place, boot, process id, time of its start.
 * Fit for a label, and for a part of a name.
 */
export function ownerOf(pid: number): string | null {
  const started = startOf(pid);
  return started === null ? null : `${place()}-${boot()}-${pid}-${started}`;
}

/** This process. */
export function owner(): string {
  own ??= ownerOf(process.pid) ?? `${place()}-${boot()}-${process.pid}-0`;
  return own;
}

let own: string | undefined;

/**
 * Whether the process of that name has gone. Of one that ran elsewhere (another machine that shares
 * the engine, another process namespace) nothing is known: it counts as living.
 */
export function hasGone(name: string): boolean {
  const [where, when, pid] = name.split('-');
  if (where !== place() || pid === undefined) return false;
  return when !== boot() || ownerOf(Number(pid)) !== name;
}

/** The owner in a name that begins with one: `brownout-<owner>-3`. */
export function ownerIn(text: string): string | null {
  return /^\/?brownout-([0-9a-f]{8}-[0-9a-f]{8}-\d+-\w+)-/.exec(text)?.[1] ?? null;
}

function place(): string {
  return short(`${hostname()} ${attempt(() => readlinkSync('/proc/self/ns/pid'))}`);
}

function boot(): string {
  return short(attempt(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')));
}

function startOf(pid: number): string | null {
  const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  // The name of the program may hold spaces and brackets; the 20th field after it is the start.
  const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  if (ticks !== undefined) return ticks;
  if (process.platform === 'linux') return null;
  const { stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.trim() === '' ? null : short(stdout.trim());
}

function attempt(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}

function short(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
