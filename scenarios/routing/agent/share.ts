import type { Safeguards } from './safeguards.ts';
import type { Tier } from './request.ts';

/** Hears of each choice of the router, and raises an alarm where the strong model is chosen too often. */
export type ShareWatch = (tier: Tier) => void;

/** Of so many choices at most this share is for the strong model. */
export const lastChoices = 8;
export const mostShare = 0.75;
/** One alarm in so long (ms). */
const quietMs = 1_000;

/** Tells the alarms at `url`. */
export function shareWatch(url: string, { watchesShare }: Safeguards): ShareWatch {
  let choices: readonly Tier[] = [];
  let quietUntilMs = 0;
  return (tier) => {
    choices = [...choices, tier].slice(-lastChoices);
    const share = choices.filter((one) => one === 'grand').length / lastChoices;
    const nowMs = performance.now();
    if (!watchesShare || share <= mostShare || nowMs < quietUntilMs) return;
    quietUntilMs = nowMs + quietMs;
    void fetch(`${url}/alarms`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ share }),
      signal: AbortSignal.timeout(500),
    }).catch(() => undefined);
  };
}
