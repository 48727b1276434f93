/** Permits that run out and come back over time. */
export interface Tickets {
  /** Takes one, if there is one. */
  readonly take: () => boolean;
}

/** How many requests may go to the model at once without any cache, and how many more a second. */
export const blindRequests: { readonly burst: number; readonly perSecond: number } = {
  burst: 4,
  perSecond: 4,
};

/** A full bucket of `burst` permits, refilled at an even pace. */
export function tickets({ burst, perSecond }: typeof blindRequests): Tickets {
  let left = burst;
  let atMs = performance.now();
  return {
    take: () => {
      const nowMs = performance.now();
      left = Math.min(burst, left + ((nowMs - atMs) / 1000) * perSecond);
      atMs = nowMs;
      if (left < 1) return false;
      left -= 1;
      return true;
    },
  };
}
