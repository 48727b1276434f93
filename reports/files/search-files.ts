import { rm } from 'node:fs/promises';
import path from 'node:path';
import {
  explorationSchema,
  type Exploration,
  type SearchFiles,
  type SearchStore,
} from '../../harness/model/trace/exploration.ts';
import { canonical, digest } from '../../harness/model/json/json.ts';
import { readArtifact } from './read.ts';
import { writeAtomically } from './write.ts';

/** The paths of a search's artifacts. */
export interface SearchPlace {
  /** The file of the exploration. */
  readonly exploration: string;
  readonly journal: string;
  /** The replay file of each finding, by its number and check. */
  readonly repro: (number: number, check: string) => string;
  /** The plan file of each check that could not tell, by its place among them and its name. */
  readonly plan: (number: number, check: string) => string;
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
  return placeOf(
    path.join(out, 'searches', `${name}.`),
    path.join(out, 'repros', `${name}-`),
    root,
  );
}

/** The paths of one search in a folder of its own. */
export function ownPlace(
  parent: string,
  { file, title, variant, seed }: Searching,
  root: string,
): SearchPlace {
  const out = path.join(parent, digest([file, title, variant, seed]).slice(0, 8), path.sep);
  return placeOf(out, out, root);
}

/** The paths that begin with these texts. */
function placeOf(search: string, repro: string, root: string): SearchPlace {
  return {
    exploration: `${search}exploration.json`,
    journal: `${search}journal.jsonl`,
    repro: (number, check) => `${repro}${number}-${check}.repro.json`,
    plan: (number, check) => `${repro}unknown-${number}-${check}.plan.json`,
    root,
  };
}

/** Keeps the artifacts of a search at such paths. */
export function searchStore(place: SearchPlace): SearchStore {
  const { journal, root } = place;
  return {
    journal,
    root,
    clear: () => removeSearch(place),
    write: (exploration) => writeSearch(exploration, place),
  };
}

/**
 * Removes the exploration that an earlier search wrote to this place, and its replay files and plan
 * files. Leaves other files alone.
 */
async function removeSearch(place: SearchPlace): Promise<void> {
  const { exploration, repro } = place;
  const before = await readArtifact(exploration, explorationSchema, 'a search').catch(() => null);
  for (const [index, { check }] of (before?.findings ?? []).entries()) {
    await rm(repro(index + 1, fileWord(check)), { force: true });
  }
  for (const { file } of before ? planFiles(before, place) : []) await rm(file, { force: true });
  await rm(exploration, { force: true });
}

/** Writes an exploration, a replay file for each finding and a plan file for each check that could not tell. */
async function writeSearch(exploration: Exploration, place: SearchPlace): Promise<SearchFiles> {
  await removeSearch(place);
  await writeAtomically(place.exploration, `${canonical(exploration)}\n`);
  const repros: string[] = [];
  for (const [index, { check, repro }] of exploration.findings.entries()) {
    const file = place.repro(index + 1, fileWord(check));
    await writeAtomically(file, `${JSON.stringify(repro, null, 2)}\n`);
    repros.push(path.relative(place.root, file));
  }
  const plans: Record<string, string> = {};
  for (const { check, plan, file } of planFiles(exploration, place)) {
    const text = { version: 1, plan };
    await writeAtomically(file, `${JSON.stringify(text, null, 2)}\n`);
    plans[check] = path.relative(place.root, file);
  }
  return { repros, plans };
}

/** What plan files an exploration has, and where. */
function planFiles({ doubts }: Exploration, { plan: place }: SearchPlace) {
  return doubts
    .flatMap(({ check, smallest }) => (smallest ? [{ check, plan: smallest.plan }] : []))
    .map((one, index) => ({ ...one, file: place(index + 1, fileWord(one.check)) }));
}

/** The name of a check as a part of a file name. */
function fileWord(check: string): string {
  return check.replaceAll(/[^\w.-]+/g, '-').slice(0, 100);
}
