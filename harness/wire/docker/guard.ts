import { spawn } from 'node:child_process';
import type { Writable } from 'node:stream';
import { onExit } from '../process/cleanup.ts';
import { owner, ownerLabel } from './owner.ts';
import { projectLabel } from './project.ts';

/**
 * Makes sure that containers are removed however this process ends: by `undo` on signals, and by a
 * shell with the docker command after an end without handlers (`kill -9`). Returns a function that
 * ends the guard. Without a docker command the next harness on the engine removes them.
 */
export function guardContainers(undo: () => Promise<void>): () => void {
  const forget = onExit(undo);
  watcher ??= startWatcher();
  held += 1;
  let isHeld = true;
  return () => {
    if (!isHeld) return;
    isHeld = false;
    held -= 1;
    forget();
    if (held > 0) return;
    watcher?.end('over\n');
    watcher = undefined;
  };
}

let watcher: Writable | undefined;
let held = 0;

// Twice, since the engine may be making one more container at the very moment of our end.
const script = `
trap '' INT TERM HUP
read -r word && [ "$word" = over ] && exit 0
of_project() {
  docker "$1" ls --format '{{.Name}} {{.Label "${projectLabel}"}}' | while read -r name project; do
    case $project in brownout-$OWNER-*) docker "$1" rm "$name" ;; esac
  done
}
for pause in 0 3; do
  sleep $pause
  docker ps -aq --filter "label=${ownerLabel}=$OWNER" | while read -r id; do docker rm -fv "$id"; done
  of_project network
  of_project volume
done
`;

function startWatcher(): Writable {
  const names = Object.keys(process.env).filter((name) => /^(PATH|HOME|DOCKER_\w+)$/.test(name));
  const settings = Object.fromEntries(names.map((name) => [name, process.env[name]]));
  const shell = spawn('/bin/sh', ['-c', script], {
    // In a group of its own, so that what kills our group leaves it alive to do its work.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: '/',
    env: { ...settings, OWNER: owner() },
  });
  const { stdin } = shell;
  shell.on('error', () => {});
  stdin.on('error', () => {});
  shell.unref();
  (stdin as Writable & { unref?: () => void }).unref?.();
  return stdin;
}
