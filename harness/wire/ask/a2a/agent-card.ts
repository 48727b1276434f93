import { z } from 'zod';
import { HarnessError } from '../../../model/error.ts';
import { parsedJson } from '../../../model/json/parsed-json.ts';
import { AgentError } from '../../agent/agent-error.ts';
import { send } from '../send.ts';
import { eraOf, wireEras, type WireEra } from './wire-era.ts';

/** Where an agent takes requests, and in which words. */
export interface CardInterface {
  /** The path of its JSON-RPC interface, whatever host the card names. */
  readonly path: string;
  readonly era: WireEra;
  readonly streams: boolean;
}

/**
 * Reads the agent card below `base`. Rejects with an `AgentError` where the agent fails.
 * @throws HarnessError `not-supported` where there is no card, or none of its interfaces is spoken.
 */
export async function readCard(
  address: string,
  base: string,
  signal: AbortSignal,
): Promise<CardInterface> {
  const path = `${base.replace(/\/+$/, '')}/.well-known/agent-card.json`;
  const headers = { accept: 'application/json' };
  const { status, text } = await send(address, { method: 'GET', path, headers }, signal);
  if (status >= 500) throw new AgentError(`${path} answered ${status}`, status, text);
  const found = status >= 200 && status < 300 ? card.safeParse(parsedJson(text)) : null;
  if (!found?.success) {
    throw new HarnessError('not-supported', {
      expected: `the agent card of an A2A agent at ${address}${path}`,
      got: `status ${status}: ${text.slice(0, 200)}`,
      fix: "Give the path that the card is below: ask: 'a2a /agents/travel'.",
    });
  }
  return endpointOf(found.data);
}

const card = z
  .looseObject({
    capabilities: z.looseObject({ streaming: z.boolean().optional() }).optional(),
    /** Since 1.0. */
    supportedInterfaces: z
      .array(
        z.looseObject({
          url: z.string(),
          protocolBinding: z.string(),
          protocolVersion: z.string(),
        }),
      )
      .optional(),
    /** Before 1.0. */
    url: z.string().optional(),
    protocolVersion: z.string().optional(),
    preferredTransport: z.string().optional(),
    additionalInterfaces: z
      .array(z.looseObject({ url: z.string(), transport: z.string() }))
      .optional(),
  })
  .refine(({ url, supportedInterfaces }) => url !== undefined || supportedInterfaces);

interface Offer {
  readonly url: string;
  readonly binding: string;
  readonly version: string;
}

function offersOf(of: z.infer<typeof card>): readonly Offer[] {
  const { url, protocolVersion = 'none', preferredTransport = 'JSONRPC' } = of;
  const newer = of.supportedInterfaces ?? [];
  const older = of.additionalInterfaces ?? [];
  return [
    ...newer.map((one) => ({
      url: one.url,
      binding: one.protocolBinding,
      version: one.protocolVersion,
    })),
    ...(url === undefined ? [] : [{ url, binding: preferredTransport, version: protocolVersion }]),
    ...older.map((one) => ({ url: one.url, binding: one.transport, version: protocolVersion })),
  ];
}

function endpointOf(of: z.infer<typeof card>): CardInterface {
  const offers = offersOf(of);
  const spoken = offers.filter(({ binding }) => binding === 'JSONRPC');
  for (const era of wireEras) {
    const offer = spoken.find(({ version }) => eraOf(version) === era);
    if (!offer) continue;
    const { pathname, search } = new URL(offer.url, 'http://localhost');
    return { path: pathname + search, era, streams: of.capabilities?.streaming === true };
  }
  throw new HarnessError('not-supported', {
    expected: 'an A2A agent with a JSONRPC interface of version 1.0 or 0.3',
    got: offers.map(({ binding, version }) => `${binding} ${version}`).join(', ') || 'none',
    fix: 'Offer one in the agent card, or give a function for `ask` that speaks what it offers.',
  });
}
