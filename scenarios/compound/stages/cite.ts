import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { ask, type Stage } from '../desk.ts';
import { noted } from '../draft.ts';

const reply = z.object({ citation: z.string() });

/** Puts the citations on file, where others can look them up: once for each request. */
export const cite: Stage = async (draft, request) => {
  const { id, at, safeguards } = request;
  const key = safeguards.keepsKeys ? `${id}:cite` : randomUUID();
  const body = { answer: draft.text, sources: draft.cited };
  const url = `${at.citer}/citations`;
  try {
    const call = { stage: 'cite', method: 'POST', url, body, key, reply } as const;
    return { ...draft, citation: (await ask(call, draft, request)).citation };
  } catch (error) {
    request.signal.throwIfAborted();
    if (!safeguards.bypassesStages) throw error;
    return noted(draft, `citations not confirmed, key ${key}`);
  }
};
