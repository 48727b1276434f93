import { wallNowMs } from '../../../model/clock.ts';
import type { Level } from '../../bucket.ts';
import type { Answering } from '../dialect.ts';

/**
 * The headers Anthropic sends with every reply, errors too. Limits are a minute's; `remaining` is
 * what is left of the window; resets are times, by the clock that the agent reads. Input and output
 * stand there with all tokens where they are not limited apart.
 */
export function anthropicHeaders({
  levels,
  requestId,
}: Answering): Readonly<Record<string, string>> {
  const { requests, tokens, inputTokens = tokens, outputTokens = tokens } = levels;
  return {
    'anthropic-organization-id': 'org-brownout',
    'request-id': requestId,
    ...limited('requests', requests),
    ...limited('tokens', tokens),
    ...limited('input-tokens', inputTokens),
    ...limited('output-tokens', outputTokens),
  };
}

function limited(
  what: string,
  { limit, remaining, resetMs }: Level,
): Readonly<Record<string, string>> {
  const name = `anthropic-ratelimit-${what}`;
  return {
    [`${name}-limit`]: String(limit),
    [`${name}-remaining`]: String(remaining),
    [`${name}-reset`]: timeIn(resetMs),
  };
}

/** The time in so many ms, in whole seconds, rounded up: `2026-01-01T00:00:30Z`. */
function timeIn(ms: number): string {
  const seconds = Math.ceil((wallNowMs() + ms) / 1000);
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}
