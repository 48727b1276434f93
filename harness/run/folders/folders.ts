import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { HarnessError } from '../../model/error.ts';
import type { FolderMaker, WatchedFolder } from '../../model/point.ts';
import type { System } from '../../model/scenario.ts';
import type { Gate } from '../../points/gate.ts';
import { tempFolder } from '../../wire/process/temp-folder.ts';
import type { Recorder } from '../recorder.ts';

/** The folders of a run, and the home of its agent; all are removed with it. */
export interface Folders {
  /** The home, with `tmp` in it; absent without a folder. */
  readonly home?: string;
  /** The folder of a point, of one task where several are open at once. */
  readonly path: (point: string, task?: string) => string;
  /** Makes the folders anew for a task. */
  readonly begin: (task: string) => void;
  /** Records what the task has changed. */
  readonly end: (task: string) => void;
  /** Records what changed after the last task; the agent is closed by then. */
  readonly close: () => void;
  readonly remove: () => void;
}

/** What the folders need of their run. */
export interface FoldersOptions {
  readonly makers: ReadonlyMap<string, FolderMaker>;
  readonly atOnce: number;
  readonly system: Pick<System, 'name' | 'perTask'>;
  readonly gate: Pick<Gate, 'change'>;
  readonly recorder: Pick<Recorder, 'truncate'>;
}

/** No folders: a run without them has nothing to look at. */
export const noFolders: Folders = {
  path: (point) => {
    throw noFolder(point, []);
  },
  begin: () => {},
  end: () => {},
  close: () => {},
  remove: () => {},
};

/**
 * Opens the folders of a run.
 * @throws HarnessError `not-supported` where several tasks are open at once in one agent.
 */
export function openFolders(options: FoldersOptions): Folders {
  const { makers, atOnce, gate, recorder } = options;
  const [first] = makers;
  if (!first) return noFolders;
  if (atOnce > 1) demandApart(options);
  const base = tempFolder('files');
  const home = join(base.path, 'home');
  mkdirSync(join(home, 'tmp'), { recursive: true });
  const asked = new Set<string>();
  const watched = new Map<string, readonly [name: string, folder: WatchedFolder]>();
  const underWay = new Set<string>();
  let isRemoved = false;
  let homeSeen: WatchedFolder | null = null;
  const placeOf = (name: string, task = '') =>
    join(base.path, atOnce > 1 && task !== '' ? task : 'run', name);
  const note = (name: string, folder: WatchedFolder, task: string) => {
    const { found, unseen } = folder.changes();
    for (const change of found) gate.change(name, task, change);
    if (unseen !== null) recorder.truncate(`not all of ${name} was seen: ${unseen}`);
  };
  const noteHome = (task: string) => {
    if (homeSeen) note(first[0], homeSeen, underWay.size > 1 ? '' : task);
  };
  const each = (task: string, use: (name: string, place: string, maker: FolderMaker) => void) => {
    for (const [name, maker] of makers) use(name, placeOf(name, task), maker);
  };
  return {
    home,
    path: (name, task) => {
      if (!makers.has(name)) throw noFolder(name, [...makers.keys()]);
      asked.add(name);
      const place = placeOf(name, task);
      // Who asks once the run is over must not bring it back.
      if (!isRemoved) mkdirSync(place, { recursive: true });
      return place;
    },
    begin: (task) => {
      // What came after the task before belongs to none.
      if (underWay.size === 0) noteHome('');
      underWay.add(task);
      homeSeen ??= first[1].watchHome(home);
      each(task, (name, place, maker) => {
        const before = watched.get(place);
        if (before) note(...before, '');
        watched.set(place, [name, maker.open(place)]);
      });
    },
    end: (task) => {
      noteHome(task);
      underWay.delete(task);
      each(task, (_, place) => {
        const seen = watched.get(place);
        if (seen) note(...seen, task);
      });
    },
    close: () => {
      noteHome('');
      for (const seen of watched.values()) note(...seen, '');
      for (const name of makers.keys()) {
        if (asked.has(name)) continue;
        recorder.truncate(`the agent was not told of the folder ${name}, by at.path('${name}')`);
      }
    },
    remove: () => {
      isRemoved = true;
      base.remove();
    },
  };
}

function demandApart({ system, makers }: FoldersOptions): void {
  if (system.perTask) return;
  throw new HarnessError('not-supported', {
    expected: `tasks one at a time, for each has a folder of its own (${[...makers.keys()].join(', ')})`,
    got: `several open at once in one agent (${system.name})`,
    fix: "Leave `atOnce` out, or give a command that is run for each task: service({ ask: 'argument' }).",
  });
}

function noFolder(point: string, names: readonly string[]): HarnessError {
  return new HarnessError('unknown-point', {
    expected: `a folder of the scenario (${names.join(', ') || 'it has none'})`,
    got: JSON.stringify(point),
    fix: 'Add files(…) to `points`; ask `at.url` for the address of a tool or a model.',
  });
}
