import { createHash } from 'node:crypto';
import { z } from 'zod';
import { requestJson, tryTwice } from './request.ts';

/** The company's rules, as its finance team keeps them. */
export interface Rulebook {
  /** Claims up to here are paid without a signature. */
  readonly limitCents: number;
  /** What is never paid. */
  readonly blocked: readonly string[];
  /** What needs no judgement. */
  readonly known: readonly string[];
}

/** The rulebook at `url`; null where it cannot be had, whole and unchanged. */
export function loadRulebook(url: string, signal: AbortSignal): Promise<Rulebook | null> {
  return tryTwice(async () => {
    const reply = envelope.parse(
      await requestJson({ url: `${url}/rulebook`, timeoutMs: 300, signal }),
    );
    const sum = createHash('sha256').update(JSON.stringify(reply.rules)).digest('hex');
    // Money is paid by it: a list that lost its entries would be believed otherwise.
    if (sum !== reply.sha256) throw new Error('the rulebook is not the one that was signed off');
    return rulebookSchema.parse(reply.rules);
  }, signal);
}

const envelope = z.object({ rules: z.unknown(), sha256: z.string() });

const rulebookSchema: z.ZodType<Rulebook> = z.object({
  limitCents: z.int().min(0),
  blocked: z.array(z.string().min(1)).min(1),
  known: z.array(z.string().min(1)),
});
