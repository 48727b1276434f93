import { tool, type ToolSet } from 'ai';
import { z } from 'zod';
import type { Notebook } from './manifest.ts';
import { policy, type ToolName } from './policy.ts';
import type { Safeguards } from './safeguards.ts';
import type { Reading, Source } from './source.ts';

/** What the tools of one request share. */
export interface Desk {
  readonly sources: Readonly<Record<ToolName, Source>>;
  readonly paymentsUrl: string;
  readonly safeguards: Safeguards;
  readonly notes: Notebook;
  readonly signal: AbortSignal;
  /** Makes the refunds of one request one refund, however often it is sent. */
  readonly requestId: string;
  /** Called when a write was not made, or not confirmed, with the reason. */
  readonly refuse: (why: string) => void;
}

/** The tools that the model is offered: four to read, one to write. */
export function toolbox(desk: Desk): ToolSet {
  const names = Object.keys(policy) as ToolName[];
  return {
    ...Object.fromEntries(names.map((name) => [name, reader(name, desk)])),
    refund: refund(desk),
  };
}

function reader(name: ToolName, desk: Desk): ToolSet[string] {
  return tool({
    description: policy[name].about,
    inputSchema: z.object({ key: z.string() }),
    execute: async ({ key }) => {
      const reading = await desk.sources[name].read(key, desk.signal);
      if (reading.kind === 'missing' && !desk.safeguards.tellsMissing) return {};
      desk.notes.note(name, key, reading);
      return told(name, reading);
    },
  });
}

/** A reading in words that the model understands. */
function told(name: ToolName, reading: Reading): unknown {
  if (reading.kind === 'live') return reading.value;
  if (reading.kind === 'stale') return { value: reading.value, staleByMs: reading.ageMs };
  return { unavailable: name, retry: reading.why === 'failing' };
}

function refund(desk: Desk): ToolSet[string] {
  return tool({
    description: 'Pays back money for an order. Look the order up first.',
    inputSchema: z.object({ order: z.string(), amount: z.number().positive() }),
    execute: async (wanted) => {
      const why = desk.safeguards.guardsWrites ? objection(desk.notes, wanted) : undefined;
      if (why !== undefined) desk.refuse(why);
      return why === undefined ? pay(desk, wanted) : { refused: why };
    },
  });
}

const critical = (Object.keys(policy) as ToolName[]).filter(
  (name) => policy[name].criticality === 'critical',
);

/** Why this refund must not be made now; nothing where it may. */
function objection(notes: Notebook, wanted: { order: string; amount: number }): string | undefined {
  const order = policy.orders.reply.safeParse(notes.live('orders', wanted.order));
  const blind = critical.find((name) => notes.live(name, wanted.order) === undefined);
  if (blind || !order.success) return `order ${wanted.order} could not be checked`;
  if (wanted.amount > Number(order.data['paid']))
    return `order ${wanted.order} cost less than that`;
  return undefined;
}

/** Sent twice at most, under one key, so that a lost reply is no second refund. */
async function pay(desk: Desk, wanted: { order: string; amount: number }): Promise<unknown> {
  for (let attempt = 1; attempt <= 2 && !desk.signal.aborted; attempt += 1) {
    const paid = await payOnce(desk, wanted).catch(() => undefined);
    if (paid !== undefined) return paid;
  }
  desk.refuse('the payment was not confirmed');
  return { unconfirmed: wanted.order };
}

async function payOnce(desk: Desk, wanted: { order: string; amount: number }): Promise<unknown> {
  const response = await fetch(`${desk.paymentsUrl}/refunds`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'idempotency-key': `${desk.requestId}:${wanted.order}`,
    },
    body: JSON.stringify(wanted),
    signal: AbortSignal.any([desk.signal, AbortSignal.timeout(1000)]),
  });
  if (!response.ok) throw new Error(`payments said ${response.status}`);
  return await response.json();
}
