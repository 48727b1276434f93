import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * Ends this process as SIGTERM does when its parent is gone and was npm, npx or similar: these do
 * not pass on the signal that ends them, so a server would keep its port. A process that leads its
 * own group (`setsid`) stays.
 */
export function endWithParent(): void {
  const { env, pid, ppid, platform } = process;
  const isFromNpm = env['npm_execpath'] !== undefined || env['npm_lifecycle_event'] !== undefined;
  if (!isFromNpm || platform === 'win32' || ppid <= 1 || familyOf(pid)?.group === pid) return;
  // npm starts commands by way of a shell, which may outlive it.
  const parent = familyOf(ppid);
  const shell = parent && /^-?(ba|da|a|z|k)?sh$/.test(parent.name) ? parent : null;
  const isThere = () => process.ppid === ppid && (shell === null || isChildOf(ppid, shell.parent));
  const timer = setInterval(() => {
    if (isThere()) return;
    clearInterval(timer);
    process.kill(pid, 'SIGTERM');
  }, lookMs);
  timer.unref();
}

const lookMs = 300;

/** The parent and the group of a process. */
interface Family {
  readonly parent: number;
  readonly group: number;
  readonly name: string;
}

/** Whether a process still has this parent; without `/proc`, whether the parent is alive. */
function isChildOf(pid: number, parent: number): boolean {
  const family = fromProc(pid);
  if (family) return family.parent === parent;
  try {
    return process.kill(parent, 0);
  } catch {
    return false;
  }
}

function familyOf(pid: number): Family | null {
  return fromProc(pid) ?? fromPs(pid);
}

function fromProc(pid: number): Family | null {
  try {
    const [, name = '', parent, group] =
      /\((.*)\) \S (\d+) (\d+) /s.exec(readFileSync(`/proc/${pid}/stat`, 'latin1')) ?? [];
    return parent === undefined ? null : { name, parent: Number(parent), group: Number(group) };
  } catch {
    return null;
  }
}

function fromPs(pid: number): Family | null {
  const args = ['-o', 'ppid=,pgid=,comm=', '-p', String(pid)];
  const { stdout } = spawnSync('ps', args, { encoding: 'utf8' });
  const [, parent, group, file = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/m.exec(stdout ?? '') ?? [];
  if (parent === undefined) return null;
  return { name: file.replace(/^.*\//, ''), parent: Number(parent), group: Number(group) };
}
