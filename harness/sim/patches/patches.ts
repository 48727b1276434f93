import { syncBuiltinESMExports } from 'node:module';
import { abortPatch } from './abort-patch.ts';
import { fetchPatch } from './fetch-patch.ts';
import { externalWorkersPatch } from '../external-workers.ts';
import { newPatch, type Patch } from './patch.ts';
import { randomPatches } from './random-patches.ts';
import { realWorkPatch } from '../real-work.ts';
import { timerPatches } from './timer-patches.ts';
import { timerPromisePatches } from './timer-promise-patches.ts';
import { uncaughtPatch } from './uncaught-patch.ts';
import { clockPatches } from './virtual-clock.ts';
import { datePatch } from './virtual-date.ts';
import { stopWatchdog } from '../watchdog/watchdog.ts';

/**
 * Routes time, randomness and `fetch` of this process by the run that asks; code outside every run
 * gets the originals. Does nothing the second time. Code that keeps a function for itself
 * (`const { fetch } = globalThis` in an SDK's client) must do so after this.
 */
export function install(): void {
  if (installed !== undefined) return;
  installed = newPatch();
  for (const patch of patches) patch(installed);
  syncBuiltinESMExports();
}

/** Puts the originals back and ends the watchdog; for tests, when no run is under way. */
export async function uninstall(): Promise<void> {
  installed?.undo();
  installed = undefined;
  syncBuiltinESMExports();
  await stopWatchdog();
}

const patches = [
  timerPatches,
  timerPromisePatches,
  datePatch,
  clockPatches,
  abortPatch,
  randomPatches,
  realWorkPatch,
  externalWorkersPatch,
  fetchPatch,
  uncaughtPatch,
];
let installed: Patch | undefined;
