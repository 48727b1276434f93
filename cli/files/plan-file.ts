import { z } from 'zod';
import { planFileSchema, type Plan } from '../../harness/model/fault/plan.ts';
import { readArtifact } from '../../reports/files/read.ts';

/** The plan in a file: a plan file, or a replay file, of which nothing else is taken. */
export async function planIn(file: string): Promise<Plan> {
  const { plan } = await readArtifact(file, schema, 'a plan');
  return plan;
}

const schema = z.preprocess(asPlanFile, planFileSchema);

/** A finding is tried elsewhere (on the wire, on another system) without a file to write by hand. */
function asPlanFile(value: unknown): unknown {
  const isReplay =
    typeof value === 'object' && value !== null && 'plan' in value && 'signature' in value;
  return isReplay ? { version: 1, plan: value.plan } : value;
}
