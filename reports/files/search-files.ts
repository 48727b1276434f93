import { rm } from 'node:fs/promises';
import path from 'node:path';
import { explorationSchema } from '../../harness/model/trace/exploration-schema.ts';
import type { Exploration } from '../../harness/model/trace/exploration.ts';
import { canonical, digest } from '../../harness/model/json/json.ts';
import { readArtifact } from './read.ts';
import { writeAtomically } from './write.ts';

/** Where a search's artifacts go. */
export interface SearchPlace {
  /** What it says: a file. */
  readonly exploration: string;
  /** The replay file of each finding, by its number and check. */
  readonly repro: (number: number, check: string) => string;
  /** What paths in reports are relative to. */
  readonly root: string;
}

/** What is searched, as files are named after it. */
interface Searching {
  readonly file: string;
  readonly title: string;
  readonly variant: string;
  readonly seed: number;
}

/** Where a search keeps its artifacts in the folder of a command or a test that does more than one. */
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
 * Removes what the search before this one wrote, by what it says of itself: what is not found again
 * must not stand there as if it were. Other files are left alone.
 */
export async function forgetSearch({ exploration, repro }: SearchPlace): Promise<void> {
  const before = await readArtifact(exploration, explorationSchema, 'a search').catch(() => null);
  for (const [index, { check }] of (before?.findings ?? []).entries()) {
    await rm(repro(index + 1, fileWord(check)), { force: true });
  }
  await rm(exploration, { force: true });
}

/** Writes what a search says, and a replay file for each finding; gives the paths of those. */
export async function keepSearch(
  exploration: Exploration,
  place: SearchPlace,
): Promise<readonly string[]> {
  await forgetSearch(place);
  await writeAtomically(place.exploration, `${canonical(exploration)}\n`);
  const files: string[] = [];
  for (const [index, { check, repro }] of exploration.findings.entries()) {
    const file = place.repro(index + 1, fileWord(check));
    await writeAtomically(file, `${JSON.stringify(repro, null, 2)}\n`);
    files.push(path.relative(place.root, file));
  }
  return files;
}

/** A check may have any name. */
function fileWord(check: string): string {
  return check.replaceAll(/[^\w.-]+/g, '-').slice(0, 100);
}
