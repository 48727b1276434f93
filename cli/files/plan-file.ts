import { z } from 'zod';
import { planFileSchema, type Plan } from '../../harness/model/fault/plan.ts';
import { readArtifact } from '../../reports/files/read.ts';

/** Reads the plan of a plan file or a replay file. */
export async function planIn(file: string): Promise<Plan> {
  const { plan } = await readArtifact(file, schema, 'a plan');
  return plan;
}

const schema = z.preprocess(asPlanFile, planFileSchema);

/** A replay file as a plan file, so that a finding can be tried elsewhere. */
function asPlanFile(value: unknown): unknown {
  const isReplay =
    typeof value === 'object' &&
    value !== null &&
    'plan' in value &&
    ('signature' in value || ('kind' in value && value.kind === 'load'));
  return isReplay ? { version: 1, plan: value.plan } : value;
}
