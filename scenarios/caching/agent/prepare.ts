import { planIn, type Plan } from './layers/plans.ts';
import type { Manifest } from './shop.ts';
import { ask, orElse, type Visit } from './visit.ts';

/** How a question can be dealt with. */
export type Prepared =
  /** It was answered before. */
  | { readonly kind: 'known'; readonly answer: string }
  | {
      readonly kind: 'planned';
      readonly manifest: Manifest;
      readonly plan: Plan;
      readonly vector: readonly number[] | null;
      /** Whether caches were missed on the way. */
      readonly isBlind: boolean;
    }
  /** The caches are away, and the model has enough to do. */
  | { readonly kind: 'busy' };

/** Looks for an answer, then for a plan; makes one where there is none. */
export async function prepare(visit: Visit): Promise<Prepared> {
  const { desk, scope, text, question, signal } = visit;
  const { answers } = desk.layers;
  const known = await orElse(visit, () => answers.find(scope, text), null);
  if (known !== null) return { kind: 'known', answer: known };
  const vector = await orElse(visit, () => desk.embed(text, signal), null);
  if (vector !== null) {
    const near = await orElse(visit, () => answers.findNear(scope, text, vector), null);
    if (near !== null) return { kind: 'known', answer: near };
  }
  const manifest = await desk.shop.manifest(question.tenant, signal);
  const kept = await orElse(visit, () => desk.layers.plans.find(scope, manifest, text), null);
  if (visit.isBlind && !desk.blindTickets.take()) return { kind: 'busy' };
  const plan = kept ?? (await makePlan(visit, manifest));
  return { kind: 'planned', manifest, plan, vector, isBlind: visit.isBlind };
}

async function makePlan(visit: Visit, manifest: Manifest): Promise<Plan> {
  const { desk, scope, text, question } = visit;
  const { tools, system } = desk.layers.prefixes(question, manifest);
  const messages = [system, { role: 'user' as const, content: text }];
  const prompt = { model: question.model, messages, tools, mayCall: true };
  const plan = await ask(visit, prompt, (said) => planIn(said, manifest));
  await orElse(visit, () => desk.layers.plans.keep(scope, manifest, text, plan), undefined);
  return plan;
}
