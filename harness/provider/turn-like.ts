import type { ToolCall, Turn } from '../model/turn.ts';
import { callId } from './call-id.ts';

/**
 * The turn that a value stands for, so that faults may forge one in short: a text, or any members
 * of a turn. Missing members are as in an empty turn, and a call without an id gets one of this
 * request. Null for a value that cannot be a turn.
 */
export function asTurn(value: unknown, requestId: string): Turn | null {
  if (typeof value === 'string') return { text: value, toolCalls: [], finish: 'stop' };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const { text, toolCalls, finish } = value as Readonly<Partial<Record<keyof Turn, unknown>>>;
  if (typeof text !== 'string' && !Array.isArray(toolCalls)) return null;
  const calls = Array.isArray(toolCalls)
    ? toolCalls.map((call, n) => asCall(call, n, requestId))
    : [];
  return {
    text: typeof text === 'string' ? text : '',
    toolCalls: calls,
    finish:
      finishes.find((known) => known === finish) ?? (calls.length > 0 ? 'tool-calls' : 'stop'),
  };
}

const finishes: readonly Turn['finish'][] = ['stop', 'tool-calls', 'length', 'content-filter'];

function asCall(value: unknown, index: number, requestId: string): ToolCall {
  const call: Partial<Record<keyof ToolCall, unknown>> =
    typeof value === 'object' && value !== null ? value : {};
  const { id, name, arguments: args } = call;
  return {
    id: typeof id === 'string' ? id : callId(requestId, index),
    name: typeof name === 'string' ? name : '',
    arguments: typeof args === 'string' ? args : JSON.stringify(args ?? {}),
  };
}
