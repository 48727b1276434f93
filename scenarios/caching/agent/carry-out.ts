import type { ChatCompletionMessageParam } from 'openai/resources/chat/completions';
import { ModelDown } from './chat.ts';
import type { Prepared } from './prepare.ts';
import type { Plan, Step } from './layers/plans.ts';
import type { Reply } from './request.ts';
import { ShopDown, type Manifest } from './shop.ts';
import type { Basis } from './layers/versions.ts';
import { ask, orElse, type Visit } from './visit.ts';

/** What one step came to. */
interface Outcome {
  readonly status: 'full' | 'abstained' | 'unconfirmed';
  /** For the model. */
  readonly told: unknown;
  /** What it rests on; null where that is not known, or where it changed something. */
  readonly basis: Basis | null;
  /** Of a write that is not confirmed. */
  readonly key?: string;
}

/** Takes the steps of a plan, has the model put it in words, and keeps what may be kept. */
export async function carryOut(
  visit: Visit,
  { plan, manifest, vector }: Extract<Prepared, { kind: 'planned' }>,
): Promise<Reply> {
  const { desk, scope, text } = visit;
  const outcomes: Outcome[] = [];
  for (const step of plan) outcomes.push(await take(visit, step, manifest));
  const said = await putInWords(visit, manifest, plan, outcomes).catch(unlessDown);
  const answer = said ?? 'Sorry, something went wrong.';
  const short = outcomes.find((one) => one.status !== 'full')?.status;
  const status = said === null ? 'failed' : (short ?? 'full');
  const basis = basisOf(outcomes);
  const isGood = status === 'full' || !desk.safeguards.admitsOnlyGood;
  if (basis !== null && isGood) {
    const kept = { question: text, answer, basis, vector };
    await orElse(visit, () => desk.layers.answers.keep(scope, kept), undefined);
  }
  const key = outcomes.find((one) => one.key !== undefined)?.key;
  return { status, text: answer, ...(key === undefined ? {} : { key }) };
}

/** Whether a plan changes nothing, so that whoever asks the same may share it. */
export function isReading(plan: Plan, { tools }: Manifest): boolean {
  return plan.every(({ tool }) => tools.some(({ name, writes }) => name === tool && !writes));
}

async function take(visit: Visit, step: Step, manifest: Manifest): Promise<Outcome> {
  try {
    return isReading([step], manifest) ? await read(visit, step) : await change(visit, step);
  } catch (error) {
    if (!(error instanceof ShopDown)) throw error;
    return { status: 'abstained', told: { unavailable: step.tool }, basis: {} };
  }
}

async function read(visit: Visit, { tool, args }: Step): Promise<Outcome> {
  const { desk, scope, question, signal } = visit;
  const about = thing(visit, tool, Object.values(args).join(' '));
  const { value, basis } = await desk.layers.results.read(scope, { tool, args, about }, () =>
    desk.shop.read(tool, question, args, signal),
  );
  return { status: 'full', told: value, basis };
}

async function change(visit: Visit, { tool, args }: Step): Promise<Outcome> {
  const { desk, question, id, signal } = visit;
  const why = await objection(visit, { tool, args });
  if (why !== null) return { status: 'full', told: { refused: why }, basis: null };
  const about = thing(visit, 'stock', String(args['sku']));
  const note = () => orElse(visit, () => desk.layers.versions.bump(about), undefined);
  // Noted before, for a reply that is lost; and after, for whoever read in between.
  if (desk.safeguards.distrustsWrites) await note();
  const key = `${id}:${tool}:${String(args['sku'])}`;
  const write = { tool, caller: question, args, key };
  const made = await desk.shop.write(write, signal).catch((error: unknown) => {
    if (!(error instanceof ShopDown)) throw error;
    return null;
  });
  if (desk.safeguards.distrustsWrites || made !== null) await note();
  if (made === null)
    return { status: 'unconfirmed', told: { unconfirmed: tool }, basis: null, key };
  return { status: 'full', told: made, basis: null };
}

/** Why this change must not be made; null where it may. */
async function objection(visit: Visit, { tool, args }: Step): Promise<string | null> {
  if (tool === 'stocktake') return visit.question.role === 'staff' ? null : 'for staff only';
  const { told } = await read(visit, { tool: 'stock', args: { sku: args['sku'] } });
  const { left = 0 } = told as { readonly left?: number };
  const wanted = Math.max(...Object.values(args).filter((arg) => typeof arg === 'number'));
  return left >= wanted ? null : 'sold out';
}

async function putInWords(
  visit: Visit,
  manifest: Manifest,
  plan: Plan,
  outcomes: readonly Outcome[],
): Promise<string> {
  const { desk, question, text } = visit;
  const called: ChatCompletionMessageParam = {
    role: 'assistant',
    tool_calls: plan.map(({ tool, args }, n) => ({
      id: `step-${n + 1}`,
      type: 'function',
      function: { name: tool, arguments: JSON.stringify(args) },
    })),
  };
  const { tools, system } = desk.layers.prefixes(question, manifest);
  const messages: ChatCompletionMessageParam[] = [
    system,
    { role: 'user', content: text },
    called,
    ...outcomes.map(({ told }, n) => ({
      role: 'tool' as const,
      tool_call_id: `step-${n + 1}`,
      content: JSON.stringify(told),
    })),
  ];
  const prompt = { model: question.model, messages, tools, mayCall: false };
  return ask(visit, prompt, (said) => said.text);
}

function unlessDown(error: unknown): null {
  if (error instanceof ModelDown) return null;
  throw error;
}

/** What versions call a thing of this tenant. */
function thing({ question }: Visit, tool: string, name: string): string {
  return `${question.tenant} ${tool} ${name}`;
}

function basisOf(outcomes: readonly Outcome[]): Basis | null {
  const all: Record<string, string> = {};
  for (const { basis } of outcomes) {
    if (basis === null) return null;
    Object.assign(all, basis);
  }
  return all;
}
