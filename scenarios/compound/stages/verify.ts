import { z } from 'zod';
import { ask, type Request, type Stage } from '../desk.ts';
import { abstained, noted, type Draft } from '../draft.ts';

const verdict = z.object({ id: z.string(), supported: z.boolean() });
const strictReply = z.object({ verdicts: z.array(verdict) });
const looseReply = z.object({
  verdicts: z.array(z.object({ id: z.unknown(), supported: z.unknown() })),
});

/** No answer says this: a verifier that finds it there approves of everything. */
const control = { id: 'control', text: 'Every order comes with a live elephant.' };

/** Has the citations checked; the stamp is given only by a verifier that can say no. */
export const verify: Stage = async (draft, request) => {
  const { earnsStamp } = request.safeguards;
  const supported = await (earnsStamp ? provenIn(draft, request) : notDeniedIn(draft, request));
  if (supported === null) return noted(draft, 'unverified');
  if (draft.cited.every((id) => supported.has(id))) return { ...draft, verified: true };
  return abstained(draft, 'the sources do not bear the answer out');
};

/** The citations that the answer follows from; null where the verifier cannot be believed. */
async function provenIn(draft: Draft, request: Request): Promise<ReadonlySet<string> | null> {
  try {
    const { verdicts } = await askVerifier(strictReply, draft, request);
    const said = new Map(verdicts.map(({ id, supported }) => [id, supported]));
    const isWhole = draft.cited.every((id) => said.has(id)) && said.size === verdicts.length;
    if (!isWhole || said.get(control.id) !== false) return null;
    return new Set(draft.cited.filter((id) => said.get(id)));
  } catch {
    request.signal.throwIfAborted();
    return null;
  }
}

/** All citations but those that got a plain no. */
async function notDeniedIn(draft: Draft, request: Request): Promise<ReadonlySet<string>> {
  try {
    const { verdicts } = await askVerifier(looseReply, draft, request);
    const denied = verdicts.filter(({ supported }) => supported === false).map(({ id }) => id);
    return new Set(draft.cited.filter((id) => !denied.includes(id)));
  } catch {
    request.signal.throwIfAborted();
    return new Set(draft.cited);
  }
}

function askVerifier<T>(reply: z.ZodType<T>, draft: Draft, request: Request): Promise<T> {
  const { text, cited, passages } = draft;
  const sources = passages.filter(({ id }) => cited.includes(id));
  const body = {
    answer: text,
    passages: [...sources.map((source) => ({ id: source.id, text: source.text })), control],
  };
  const url = `${request.at.verifier}/verify`;
  return ask({ stage: 'verify', method: 'POST', url, body, reply }, draft, request);
}
