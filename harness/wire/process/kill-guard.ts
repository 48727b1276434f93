import { AsyncLocalStorage } from 'node:async_hooks';
import { spawn } from 'node:child_process';
import type { Writable } from 'node:stream';

/**
 * Has a process group (by its number) or all whose environment has a text in it killed, or a folder
 * (by its whole path) removed, should this process end in a way that no handler sees (`kill -9`, a terminated worker thread, out of memory);
 * returns what ends the guard. A shell waits for the end of its stdin, which the system closes for us
 * however we die.
 */
export function guard(what: number | string): () => void {
  const line = (watcher ??= outsideRuns(startWatcher));
  const say = (sign: string) => void outsideRuns(() => line.write(`${sign} ${what}\n`));
  say('+');
  return () => say('-');
}

// A run in virtual time waits for the processes that it starts, as for one of its agent's.
const outsideRuns = AsyncLocalStorage.snapshot();

let watcher: Writable | undefined;

const script = `
trap '' INT TERM HUP
nl='
'
all=$nl
while read -r sign one; do
  case $sign in
    +) all="$all$one$nl" ;;
    -) all="\${all%%"$nl$one$nl"*}$nl\${all#*"$nl$one$nl"}" ;;
  esac
done
IFS=$nl
for round in 1 2 3; do
  # A path may hold what means other paths to a shell.
  set -f
  for one in $all; do
    set +f
    case $one in
      */brownout-*) rm -rf -- "$one" ;;
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
