import { spawn } from 'node:child_process';
import type { Writable } from 'node:stream';

/**
 * Has the process group of `pid` killed should this process end in a way that no handler sees
 * (`kill -9`, a terminated worker thread, out of memory); returns what ends the guard. A shell waits
 * for the end of its stdin, which the system closes for us however we die.
 */
export function guard(pid: number): () => void {
  const line = (watcher ??= startWatcher());
  line.write(`+ ${pid}\n`);
  return () => void line.write(`- ${pid}\n`);
}

let watcher: Writable | undefined;

const script = `
trap '' INT TERM HUP
groups=' '
while read -r sign group; do
  case $sign in
    +) groups="$groups$group " ;;
    -) groups="\${groups%% $group *} \${groups#* $group }" ;;
  esac
done
for group in $groups; do kill -s KILL -- "-$group"; done
`;

function startWatcher(): Writable {
  const shell = spawn('/bin/sh', ['-c', script], {
    // In a group of its own, so that what kills our group leaves it alive to do its work.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: '/',
    env: {},
  });
  const stdin = shell.stdin;
  // Without a shell there is no guard; the handlers of cleanup.ts still do their part.
  shell.on('error', () => {});
  stdin.on('error', () => {});
  shell.unref();
  (stdin as Writable & { unref?: () => void }).unref?.();
  return stdin;
}
