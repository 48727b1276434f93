import type { Frame, Reply } from '../../../model/reply.ts';
import type { Turn } from '../../../model/turn.ts';
import type { ChatRequest } from '../dialect.ts';

/** What Azure's filters found in a prompt or a text, by category. */
export interface FilterResults {
  readonly [category: string]: {
    readonly filtered: boolean;
    readonly severity?: string;
    readonly detected?: boolean;
  };
}

const clean = { filtered: false, severity: 'safe' };

/** The results for nothing. */
export const nothingFound: FilterResults = {
  hate: clean,
  self_harm: clean,
  sexual: clean,
  violence: clean,
};

/** The results that filter. */
export const violence: FilterResults = {
  ...nothingFound,
  violence: { filtered: true, severity: 'medium' },
};

/** The results for a prompt of nothing. */
export const nothingInPrompt: FilterResults = {
  ...nothingFound,
  jailbreak: { filtered: false, detected: false },
};

/**
 * The reply with what the filters found: beside the message, or beside each delta of a stream, which
 * begins with an event of what was found in the prompt alone.
 */
export function filtered(reply: Reply, { finish }: Turn, { stream }: ChatRequest): Reply {
  const found = finish === 'content-filter' ? violence : nothingFound;
  const beside = `"choices":[{"content_filter_results":${JSON.stringify(found)},`;
  const prompt = JSON.stringify([{ prompt_index: 0, content_filter_results: nothingInPrompt }]);
  // In JSON `"choices":[{` stands nowhere but in that member: in a text its quotes are escaped.
  const marked = reply.frames.map((frame): Frame => {
    const data = String(frame.data).replace('"choices":[{', () => beside);
    return {
      ...frame,
      data: stream ? data : data.replace(/\}$/, `,"prompt_filter_results":${prompt}}`),
    };
  });
  if (!stream) return { ...reply, frames: marked };
  const head = '{"choices":[],"created":0,"id":"","model":"","object":""';
  const opening = `data: ${head},"prompt_filter_results":${prompt}}\n\n`;
  const [first = { afterMs: 0, data: '' }, ...others] = marked;
  const frames = [{ ...first, data: opening }, { ...first, afterMs: 0 }, ...others];
  return { ...reply, frames };
}
