import type { Passage } from './evidence.ts';
import type { Safeguards } from './safeguards.ts';
import { timeoutMs } from './tools.ts';

/** What is to be scored: a text, and the passages it cites. */
interface Claim {
  readonly question: string;
  readonly text: string;
  readonly passages: readonly Passage[];
}

/** How likely a text is right by the confidence service, from 0 to 1; NaN where there is no word. */
export type Scorer = (claim: Claim, signal: AbortSignal) => Promise<number>;

/** How long the service is left alone once it has failed (ms). */
export const resetMs = 1000;

const failuresToOpen = 2;

/** The confidence service at `url`, behind a breaker: while it is down, nobody waits for it. */
export function scorer(url: string, safe: Safeguards): Scorer {
  let failures = 0;
  let openedAtMs: number | null = null;

  return async (claim, signal) => {
    const isOpen = openedAtMs !== null;
    const mayProbe = safe.probesAgain && performance.now() - (openedAtMs ?? 0) >= resetMs;
    if (isOpen && !mayProbe) return Number.NaN;
    const attempts = safe.retriesSignal && !isOpen ? 2 : 1;
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      try {
        const score = await ask(url, claim, safe, signal);
        failures = 0;
        openedAtMs = null;
        return score;
      } catch {
        signal.throwIfAborted();
      }
    }
    failures += 1;
    if (failures >= failuresToOpen) openedAtMs = performance.now();
    return Number.NaN;
  };
}

async function ask(
  url: string,
  claim: Claim,
  safe: Safeguards,
  signal: AbortSignal,
): Promise<number> {
  const reply = await fetch(`${url}/scores`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(claim),
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
  });
  if (!reply.ok) throw new Error(`HTTP ${reply.status}`);
  const { confidence } = (await reply.json()) as { confidence: number };
  if (safe.needsSignal && !isShare(confidence)) throw new Error(`no score: ${confidence}`);
  return confidence;
}

function isShare(value: unknown): boolean {
  return typeof value === 'number' && value >= 0 && value <= 1;
}
