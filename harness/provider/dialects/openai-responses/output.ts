import { digest } from '../../../model/json/json.ts';
import { isObject } from '../../../model/json/walk.ts';
import type { Turn } from '../../../model/turn.ts';
import type { ChatRequest } from '../dialect.ts';
import type { ResponseIds } from './ids.ts';

/** An item of a response's output as the wire has it. */
export type OutputItem =
  | { readonly type: 'reasoning'; readonly id: string; readonly summary: readonly SummaryPart[] }
  | {
      readonly type: 'message';
      readonly id: string;
      readonly status: ItemStatus;
      readonly role: 'assistant';
      readonly content: readonly ContentPart[];
    }
  | {
      readonly type: 'function_call';
      readonly id: string;
      readonly call_id: string;
      readonly name: string;
      readonly arguments: string;
      readonly status: ItemStatus;
    };

/** A part of a message's content. */
export type ContentPart =
  | {
      readonly type: 'output_text';
      readonly text: string;
      readonly annotations: readonly [];
      readonly logprobs: readonly [];
    }
  | { readonly type: 'refusal'; readonly refusal: string };

/** A part of a reasoning item's summary. */
export interface SummaryPart {
  readonly type: 'summary_text';
  readonly text: string;
}

type ItemStatus = 'completed' | 'incomplete' | 'in_progress';

/**
 * The output items of a turn: its thoughts, its text, its calls. A turn that says nothing has an
 * empty message, except where it thinks or calls. What breaks off is the last item.
 */
export function outputOf(turn: Turn, chat: ChatRequest, ids: ResponseIds): readonly OutputItem[] {
  const { text, toolCalls, finish, thoughts } = turn;
  const items: OutputItem[] = [];
  if (thoughts !== undefined) items.push(reasoning(thoughts, chat, ids.reasoning));
  if (text !== '' || (toolCalls.length === 0 && thoughts === undefined)) {
    const content = [finish === 'refusal' ? refusalPart(text) : textPart(text)];
    items.push({ type: 'message', id: ids.message, status, role: 'assistant', content });
  }
  for (const [nth, { id, name, arguments: args }] of toolCalls.entries()) {
    const call = { id: ids.calls[nth] ?? '', call_id: id, name, arguments: args };
    items.push({ type: 'function_call', status, ...call });
  }
  const last = items.at(-1);
  if (isWhole(turn) || last === undefined || last.type === 'reasoning') return items;
  return [...items.slice(0, -1), { ...last, status: 'incomplete' }];
}

/** Whether a turn came to its own end. */
export function isWhole({ finish }: Turn): boolean {
  return finish !== 'length' && finish !== 'content-filter';
}

/** A part of a message with this text. */
export function textPart(text: string): ContentPart {
  return { type: 'output_text', text, annotations: [], logprobs: [] };
}

/** A part of a message with this refusal. */
export function refusalPart(refusal: string): ContentPart {
  return { type: 'refusal', refusal };
}

const status = 'completed';

/** Thoughts are shown as a summary where one is asked for; and sealed, to be passed back. */
function reasoning(thoughts: string, { body }: ChatRequest, id: string): OutputItem {
  const { reasoning: asked, include } = body ?? {};
  const isShown = isObject(asked) && typeof asked['summary'] === 'string';
  const isSealed = Array.isArray(include) && include.includes('reasoning.encrypted_content');
  return {
    type: 'reasoning',
    id,
    summary: isShown ? [{ type: 'summary_text', text: thoughts }] : [],
    ...(isSealed && { encrypted_content: `gAAAA${digest(thoughts)}` }),
  };
}
