import { z } from 'zod';
import type { Failure, NetworkCode } from '../../harness/model/reply.ts';

/** A failure in one word: an HTTP status, or the code of a network error. */
export type FailureWord = number | NetworkCode;

/** The failure that a word in a plan stands for. */
export function failureOf(word: FailureWord): Failure {
  if (typeof word === 'number') return { kind: 'status', status: word };
  return { kind: 'network', code: word };
}

/**
 * The parameter for the wait that a refusal asks for (ms), in whole seconds as in `retry-after`.
 */
export const waitMs: z.ZodInt = z.int().min(0).max(3_600_000);

/** Whether providers send this error code with this status. */
export function saysCode(status: number, code: string): boolean {
  return code === 'server_is_overloaded' ? status === 503 : status === 429;
}

/** The parameter `code`: the provider's own error code, in the body of the error. */
export const errorCode: z.ZodExactOptional<z.ZodString> = z.exactOptional(
  z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,63}$/)
    .meta({
      description: "the provider's error code; the usual one for the status where left out",
      examples: ['rate_limit_exceeded', 'insufficient_quota', 'server_is_overloaded'],
    }),
);
