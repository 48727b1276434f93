import { z } from 'zod';

/** The schema of a check's verdict. */
export const verdictSchema = z.discriminatedUnion('result', [
  z.strictObject({ result: z.literal('pass') }),
  z.strictObject({ result: z.literal('not-applicable'), reason: z.string() }),
  z.strictObject({ result: z.literal('unknown'), reason: z.string() }),
  z.strictObject({
    result: z.literal('fail'),
    reason: z.string(),
    /** `seq` of the events that show it. */
    evidence: z.array(z.int().min(0)).readonly(),
    /** Names the failure apart from ids and times, so that the same bug has the same name. */
    signature: z.string(),
  }),
]);

/**
 * The verdict of a check. `unknown` is one, too: the fault never struck, the data are too thin, or
 * the check threw; it never counts as a pass. `not-applicable`: the run has nothing that the check
 * is about, such as a reply that says how long to wait.
 *
 * @useDeclaredType
 */
export type Verdict = z.infer<typeof verdictSchema>;

/** The results of a run, a scenario or a search, best first. */
export const results = ['pass', 'unknown', 'fail'] as const;

/** One of `pass`, `unknown`, `fail`. */
export type Result = (typeof results)[number];

/** `pass`, `unknown` or `fail`, as JSON. */
export const resultSchema: z.ZodType<Result> = z.enum(results);

/**
 * The verdict of a check that found nothing wrong.
 *
 * @example check('fine', () => passed)
 */
export const passed: Verdict = { result: 'pass' };

/**
 * The verdict of a check that cannot tell.
 *
 * @example unknown('no task ended')
 */
export function unknown(reason: string): Verdict {
  return { result: 'unknown', reason };
}

/**
 * The verdict of a check about something that the run does not hold.
 *
 * @example notApplicable('nobody was told to wait')
 */
export function notApplicable(reason: string): Verdict {
  return { result: 'not-applicable', reason };
}

/**
 * The verdict of a check that found its invariant broken; the signature defaults to the reason.
 *
 * @example failed('task during-1 booked twice', [12, 19])
 */
export function failed(
  reason: string,
  evidence: readonly number[] = [],
  signature: string = reason,
): Verdict {
  return { result: 'fail', reason, evidence, signature };
}

/**
 * The worst of several results: fail, then unknown, then pass; pass where there are none. What is
 * not applicable does not count.
 */
export function worst(list: Iterable<Verdict['result']>): Result {
  let rank = 0;
  for (const result of list)
    if (result !== 'not-applicable') rank = Math.max(rank, results.indexOf(result));
  return results[rank] ?? 'unknown';
}
