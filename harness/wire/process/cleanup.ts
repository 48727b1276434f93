import { sleep } from '../../model/clock.ts';

/** Undoes one change to the machine: kills a child, closes a proxy. */
export type Undo = () => void | Promise<void>;

/**
 * Registers an undo for the case that this process has to go; returns what unregisters it. Undos
 * run latest first and once each. On SIGINT, SIGTERM, SIGHUP, or when the parent of a forked worker
 * has gone, each may take 5 s, and then the signal is raised again, so that the exit code is right
 * (130, 143). At `exit` (also after an uncaught error, and when a worker thread ends) only their
 * synchronous part can run: an undo must do what matters before its first `await`.
 */
export function onExit(undo: Undo): () => void {
  const entry = { undo };
  install();
  stack.push(entry);
  return () => {
    const index = stack.indexOf(entry);
    if (index >= 0) stack.splice(index, 1);
    if (stack.length === 0 && !undoing) uninstall();
  };
}

/**
 * Leaves the first SIGINT or SIGTERM to a command that stops its work in order, and so undoes all of it;
 * returns what takes that back. What is left by the time it ends the process is undone at `exit`.
 */
export function leaveSignals(): () => void {
  left += 1;
  return () => {
    left -= 1;
  };
}

let left = 0;

const undoLimitMs = 5000;
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const stack: { readonly undo: Undo }[] = [];
let installed = false;
let undoing = false;

function install(): void {
  if (installed) return;
  installed = true;
  for (const signal of signals) process.on(signal, onSignal);
  process.on('exit', undoNow);
  process.on('disconnect', onDisconnect);
}

function uninstall(): void {
  installed = false;
  for (const signal of signals) process.off(signal, onSignal);
  process.off('exit', undoNow);
  process.off('disconnect', onDisconnect);
}

function onSignal(signal: NodeJS.Signals): void {
  if (left > 0 && signal !== 'SIGHUP') return;
  // A second signal: somebody will not wait, and gets the part that needs no waiting.
  if (undoing) die(signal);
  else void undoAll().then(() => die(signal));
}

function onDisconnect(): void {
  if (!undoing) void undoAll().then(uninstall);
}

function die(signal: NodeJS.Signals): void {
  undoNow();
  uninstall();
  // Raised again even if others listen: libraries such as signal-exit leave the dying to us as long
  // as we listen, and would wait for ever.
  process.kill(process.pid, signal);
}

async function undoAll(): Promise<void> {
  undoing = true;
  for (let entry = stack.pop(); entry; entry = stack.pop()) await bounded(entry.undo);
  undoing = false;
}

function undoNow(): void {
  for (let entry = stack.pop(); entry; entry = stack.pop()) void attempt(entry.undo);
}

async function bounded(undo: Undo): Promise<void> {
  const done = new AbortController();
  const limit = sleep(undoLimitMs, done.signal);
  await Promise.race([attempt(undo), limit]);
  done.abort();
}

async function attempt(undo: Undo): Promise<void> {
  try {
    await undo();
  } catch (error) {
    // One that fails must not keep the others from running.
    process.emitWarning(`brownout: an undo failed: ${String(error)}`);
  }
}
