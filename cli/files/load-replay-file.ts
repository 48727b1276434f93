import { z } from 'zod';
import type { LoadRunOptions } from '../../harness/load/load.ts';
import { loadReplaySchema, type LoadReplay } from '../../harness/model/load/load-replay.ts';
import { readArtifact } from '../../reports/files/read.ts';
import { planIn } from './plan-file.ts';

/** What a file gives a load that is made with it. */
type Given = Partial<Pick<LoadRunOptions, 'plan' | 'seed' | 'variant' | 'mode' | 'load'>>;

/** The plan of a plan file or replay file; of the replay file of a load, all that it was made with. */
export async function loadIn(file: string): Promise<Given> {
  if (!(await isLoadReplay(file))) return { plan: await planIn(file) };
  const { plan, seed, variant, mode, load } = await readLoadReplay(file);
  return { plan, seed, variant, mode, load };
}

/** Whether a file is the replay file of a load; one that cannot be read is not. */
export async function isLoadReplay(file: string): Promise<boolean> {
  const schema = z.looseObject({ kind: z.literal('load'), plan: z.unknown() });
  return readArtifact(file, schema, 'a replay file').then(
    () => true,
    () => false,
  );
}

/** Reads the replay file of a load. */
export function readLoadReplay(file: string): Promise<LoadReplay> {
  return readArtifact(file, loadReplaySchema, 'the replay file of a load');
}
