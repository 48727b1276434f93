import { z } from 'zod';
import { chat, type Read, type Tool, type ToolUse } from './chat.ts';
import type { Claim } from './claim.ts';
import { queues, type Queue } from './decision.ts';
import type { Facts } from './facts.ts';
import type { Safeguards } from './safeguards.ts';

/** Where the model would send a claim. */
export interface Proposal {
  readonly queue: Queue;
  /** The total as the model reads it; good for a comparison, not for money. */
  readonly totalCents: number;
  readonly why: string;
}

/** The model's part of the desk. Null where it cannot be had or does not answer in the set form. */
export interface Router {
  readonly route: (claim: Claim, open: number, signal: AbortSignal) => Promise<Proposal | null>;
  /** The facts as the model reads them. */
  readonly assess: (claim: Claim, signal: AbortSignal) => Promise<Facts | null>;
}

/** A router on the chat completions API at `url`; `open` is how many claims the desk works on. */
export function router(url: string, safeguards: Safeguards): Router {
  const { ask } = chat(url, 'gpt-5-mini');
  const { asksOnlyTheClaim, checksOutput } = safeguards;
  return {
    route: (claim, open, signal) => {
      const load = asksOnlyTheClaim ? '' : `\nClaims open at the desk right now: ${open}.`;
      const read = checksOutput ? readProposal : salvage;
      return ask({ tool: routeTool, system, user: wording(claim) + load, read }, signal);
    },
    assess: (claim, signal) => {
      const user = `${wording(claim)}\nFrom: ${claim.from}`;
      return ask({ tool: assessTool, system, user, read: readFacts }, signal);
    },
  };
}

const system =
  'You work at an expense desk. Send what is clearly business to `approved`, what somebody should ' +
  'sign to `manager`, what is private to `rejected`, and the rest to `people`.';

/** Leaves out who asks and under what number: the same receipt is the same question. */
function wording({ country, items }: Claim): string {
  return JSON.stringify({ country, items });
}

const proposalSchema = z.object({
  reason: z.string(),
  total: z.number().min(0),
  queue: z.enum(queues),
});

const routeTool: Tool = {
  name: 'route',
  description: 'Sends the claim to a queue.',
  parameters: {
    type: 'object',
    properties: {
      reason: { type: 'string' },
      total: { type: 'number', description: 'the sum of all amounts, in euros' },
      queue: { type: 'string', enum: queues },
    },
    required: ['reason', 'total', 'queue'],
    additionalProperties: false,
  },
};

function readProposal(use: ToolUse | null): Read<Proposal> {
  if (use?.name !== routeTool.name) return { problem: `it does not call ${routeTool.name}` };
  const parsed = proposalSchema.safeParse(fieldsOf(use));
  if (!parsed.success) return { problem: z.prettifyError(parsed.error) };
  const { queue, total, reason } = parsed.data;
  return { value: { queue, totalCents: Math.round(total * 100), why: reason } };
}

/** Makes the best of whatever came, as JSON repairers do. */
function salvage(use: ToolUse | null): Read<Proposal> {
  const text = use?.arguments ?? '';
  const field = (name: string) => new RegExp(`"${name}":\\s*"?([^",}]*)`).exec(text)?.[1];
  const totalCents = Math.round(Number(field('total') ?? 0) * 100);
  return {
    value: { queue: String(field('queue')) as Queue, totalCents, why: `${field('reason')}` },
  };
}

const factsSchema = z.object({ address_ok: z.boolean(), total: z.number(), tax: z.number() });

const assessTool: Tool = {
  name: 'assess',
  description: 'Says whether the address is valid, and what the claim and its tax come to.',
  parameters: {
    type: 'object',
    properties: {
      address_ok: { type: 'boolean' },
      total: { type: 'number' },
      tax: { type: 'number' },
    },
    required: ['address_ok', 'total', 'tax'],
    additionalProperties: false,
  },
};

function readFacts(use: ToolUse | null): Read<Facts> {
  const parsed = factsSchema.safeParse(use && fieldsOf(use));
  if (!parsed.success) return { problem: z.prettifyError(parsed.error) };
  const { address_ok: hasAddress, total, tax } = parsed.data;
  return {
    value: { hasAddress, totalCents: Math.round(total * 100), taxCents: Math.round(tax * 100) },
  };
}

function fieldsOf(use: ToolUse): unknown {
  try {
    return JSON.parse(use.arguments) as unknown;
  } catch {
    return null;
  }
}
