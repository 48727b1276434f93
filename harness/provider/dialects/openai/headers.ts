import type { Level } from '../../bucket.ts';
import type { Answering, Problem } from '../dialect.ts';

/**
 * The headers OpenAI sends with every reply, errors too. Limits are a minute's; `remaining` is what
 * is left of the window; resets are durations.
 */
export function openaiHeaders(as: Answering): Readonly<Record<string, string>> {
  const { requests, tokens } = as.levels;
  return {
    'openai-organization': organization,
    'openai-processing-ms': String(Math.max(1, Math.round(as.pace.firstMs))),
    'openai-version': '2020-10-01',
    'x-ratelimit-limit-requests': String(requests.limit),
    'x-ratelimit-limit-tokens': String(tokens.limit),
    'x-ratelimit-remaining-requests': String(requests.remaining),
    'x-ratelimit-remaining-tokens': String(tokens.remaining),
    'x-ratelimit-reset-requests': duration(requests),
    'x-ratelimit-reset-tokens': duration(tokens),
    'x-request-id': as.requestId,
  };
}

/** The organization that errors and headers name. */
export const organization = 'org-brownout';

/** The headers with the time to wait: whole seconds, rounded up, and exact milliseconds. */
export function retryHeaders({ retryAfterMs }: Problem): Readonly<Record<string, string>> {
  if (retryAfterMs === undefined) return {};
  return {
    'retry-after': String(Math.ceil(retryAfterMs / 1000)),
    'retry-after-ms': String(Math.ceil(retryAfterMs)),
  };
}

/** A duration as Go prints it, and so OpenAI: `0s`, `17ms`, `8.64s`, `6m0s`, `1h0m0s`. */
export function goDuration(ms: number): string {
  const whole = Math.ceil(ms);
  if (whole <= 0) return '0s';
  if (whole < 1000) return `${whole}ms`;
  const hours = Math.floor(whole / 3_600_000);
  const minutes = Math.floor((whole % 3_600_000) / 60_000);
  const seconds = `${(whole % 60_000) / 1000}s`;
  if (hours > 0) return `${hours}h${minutes}m${seconds}`;
  return minutes > 0 ? `${minutes}m${seconds}` : seconds;
}

function duration(level: Level): string {
  return goDuration(level.resetMs);
}
