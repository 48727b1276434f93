import { spawn } from 'node:child_process';
import type { Writable } from 'node:stream';

/**
 * Has a process group (by its number), or all whose environment has a text in it, killed should this
 * process end in a way that no handler sees (`kill -9`, a terminated worker thread, out of memory);
 * returns what ends the guard. A shell waits for the end of its stdin, which the system closes for us
 * however we die.
 */
export function guard(what: number | string): () => void {
  const line = (watcher ??= startWatcher());
  line.write(`+ ${what}\n`);
  return () => void line.write(`- ${what}\n`);
}

let watcher: Writable | undefined;

const script = `
trap '' INT TERM HUP
all=' '
while read -r sign one; do
  case $sign in
    +) all="$all$one " ;;
    -) all="\${all%% $one *} \${all#* $one }" ;;
  esac
done
for round in 1 2 3; do
  for one in $all; do
    case $one in
      *[!0-9]*)
        for file in /proc/[0-9]*/environ; do
          grep -qsF "$one" "$file" && pid=\${file#/proc/} && kill -s KILL "\${pid%/environ}"
        done ;;
      *) kill -s KILL -- "-$one" ;;
    esac
  done
done
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
