import { digest } from '../../../model/json/json.ts';
import { parsedJson } from '../../../model/json/parsed-json.ts';
import { isObject } from '../../../model/json/walk.ts';
import type { ToolCall, Turn } from '../../../model/turn.ts';
import { usageOf } from '../../tokens.ts';
import type { Answering, ChatRequest } from '../dialect.ts';

/** A part of a candidate's content as the wire has it. */
export type Part =
  | { readonly text: string; readonly thought?: true }
  | {
      readonly functionCall: { readonly id: string; readonly name: string; readonly args: object };
    };

/** The content of a reply, as JSON and streams are made of it. */
export interface Candidate {
  readonly parts: readonly Part[];
  readonly finishReason: string;
  /** The members that stand beside the candidates. */
  readonly beside: object;
}

/**
 * The candidate with this turn. The arguments of a call are an object on this wire: of a call whose
 * arguments break off nothing is left. Thoughts are shown where the request asks for them.
 */
export function candidateOf(
  turn: Turn,
  chat: ChatRequest,
  as: Answering,
  outputTokens: number,
): Candidate {
  const { text, thoughts, toolCalls, finish, stated } = turn;
  const calls = toolCalls.flatMap(functionCall);
  const isMalformed = calls.length < toolCalls.length && finish !== 'length';
  const parts: Part[] = [];
  if (thoughts !== undefined && chat.body?.['showsThoughts'] === true) {
    parts.push({ text: thoughts, thought: true });
  }
  if (text !== '') parts.push({ text });
  const { input, output, thoughts: thought } = usageOf(turn, chat.promptTokens, outputTokens);
  const usageMetadata = {
    promptTokenCount: input,
    candidatesTokenCount: output - thought,
    totalTokenCount: input + output,
    promptTokensDetails: [{ modality: 'TEXT', tokenCount: input }],
    ...(thought > 0 && { thoughtsTokenCount: thought }),
  };
  return {
    parts: [...parts, ...calls],
    finishReason: isMalformed ? 'MALFORMED_FUNCTION_CALL' : finishReasons[finish],
    beside: {
      usageMetadata,
      modelVersion: stated?.model ?? chat.model,
      responseId: digest(as.requestId),
    },
  };
}

const finishReasons: Readonly<Record<Turn['finish'], string>> = {
  stop: 'STOP',
  'tool-calls': 'STOP',
  length: 'MAX_TOKENS',
  'content-filter': 'SAFETY',
  refusal: 'STOP',
};

function functionCall({ id, name, arguments: json }: ToolCall): readonly Part[] {
  const args = parsedJson(json);
  return isObject(args) ? [{ functionCall: { id, name, args } }] : [];
}
