import { rm } from 'node:fs/promises';
import path from 'node:path';
import { explorationSchema } from '../../harness/model/trace/exploration-schema.ts';
import type { Exploration } from '../../harness/model/trace/exploration.ts';
import { canonical, digest } from '../../harness/model/json/json.ts';
import { readArtifact } from './read.ts';
import { writeAtomically } from './write.ts';

/** The paths of a search's artifacts. */
export interface SearchPlace {
  /** The file of the exploration. */
  readonly exploration: string;
  /** The replay file of each finding, by its number and check. */
  readonly repro: (number: number, check: string) => string;
  /** The folder that paths in reports are relative to. */
  readonly root: string;
}

/** The scenario that is searched; files are named after it. */
interface Searching {
  readonly file: string;
  readonly title: string;
  readonly variant: string;
  readonly seed: number;
}

/** The paths of one search in a folder that several searches share. */
export function searchPlace(
  out: string,
  { file, title, variant, seed }: Searching,
  root: string,
): SearchPlace {
  const name = `${digest([file, title, variant]).slice(0, 8)}-${seed}`;
  return {
    exploration: path.join(out, 'searches', `${name}.exploration.json`),
    repro: (number, check) => path.join(out, 'repros', `${name}-${number}-${check}.repro.json`),
    root,
  };
}

/**
 * Removes the exploration that an earlier search wrote to this place, and the replay files of its
 * findings. Leaves other files alone.
 */
export async function removeSearch({ exploration, repro }: SearchPlace): Promise<void> {
  const before = await readArtifact(exploration, explorationSchema, 'a search').catch(() => null);
  for (const [index, { check }] of (before?.findings ?? []).entries()) {
    await rm(repro(index + 1, fileWord(check)), { force: true });
  }
  await rm(exploration, { force: true });
}

/** Writes an exploration and a replay file for each finding; returns the paths of the replay files. */
export async function writeSearch(
  exploration: Exploration,
  place: SearchPlace,
): Promise<readonly string[]> {
  await removeSearch(place);
  await writeAtomically(place.exploration, `${canonical(exploration)}\n`);
  const files: string[] = [];
  for (const [index, { check, repro }] of exploration.findings.entries()) {
    const file = place.repro(index + 1, fileWord(check));
    await writeAtomically(file, `${JSON.stringify(repro, null, 2)}\n`);
    files.push(path.relative(place.root, file));
  }
  return files;
}

/** The name of a check as a part of a file name. */
function fileWord(check: string): string {
  return check.replaceAll(/[^\w.-]+/g, '-').slice(0, 100);
}
