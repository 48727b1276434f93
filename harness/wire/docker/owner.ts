import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** The label for the process that owns a container. */
export const ownerLabel = 'brownout.owner';

/**
 * A unique name of a process: place, boot, process id, start time. Valid as a label and in names.
 */
export function ownerOf(pid: number): string | null {
  const started = startOf(pid);
  return started === null ? null : `${place()}-${boot()}-${pid}-${started}`;
}

/** The name of this process. */
export function owner(): string {
  own ??= ownerOf(process.pid) ?? `${place()}-${boot()}-${process.pid}-0`;
  return own;
}

let own: string | undefined;

/**
 * Whether the process with this name has ended. A process of another machine or process namespace
 * counts as alive, since nothing is known of it.
 */
export function hasGone(name: string): boolean {
  const [where, when, pid] = name.split('-');
  if (where !== place() || pid === undefined) return false;
  return when !== boot() || ownerOf(Number(pid)) !== name;
}

/** The owner in a name such as `brownout-<owner>-3`. */
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
