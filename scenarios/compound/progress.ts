import { z } from 'zod';
import { ask, type Request } from './desk.ts';
import { draftSchema, type Draft } from './draft.ts';

const reply = z.object({ record: draftSchema.nullable() });

/**
 * The draft to go on from: what is on record of this request, else `blank`. A record that cannot be
 * read is as good as none.
 */
export async function resume(blank: Draft, request: Request): Promise<Draft> {
  const call = { stage: 'progress', method: 'GET', url: urlOf(request) } as const;
  try {
    const { record } = await ask({ ...call, reply }, blank, request);
    if (record?.question !== blank.question) return blank;
    return { ...record, endsAtMs: blank.endsAtMs };
  } catch {
    request.signal.throwIfAborted();
    return blank;
  }
}

/** Puts a draft on record; a request whose record is not kept may do some work again. */
export async function record(draft: Draft, request: Request): Promise<void> {
  const call = { stage: 'progress', method: 'PUT', url: urlOf(request), body: draft } as const;
  try {
    await ask({ ...call, reply: z.unknown() }, draft, request);
  } catch {
    request.signal.throwIfAborted();
  }
}

function urlOf({ at, id }: Request): string {
  return `${at.progress}/progress/${encodeURIComponent(id)}`;
}
