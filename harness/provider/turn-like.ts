import { isObject } from '../model/json/walk.ts';
import { finishes, type ToolCall, type Turn } from '../model/turn.ts';

/**
 * The turn that a value stands for, so that faults may forge one in short: a text, or any members
 * of a turn. Missing members are as in an empty turn, and the nth call, from 0, gets `idOf(n)` where it
 * has no id. Null for a value that cannot be a turn.
 */
export function asTurn(value: unknown, idOf: (nth: number) => string): Turn | null {
  if (typeof value === 'string') return { text: value, toolCalls: [], finish: 'stop' };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const { text, toolCalls, finish, thoughts, stated } = value as Readonly<
    Partial<Record<keyof Turn, unknown>>
  >;
  if (typeof text !== 'string' && !Array.isArray(toolCalls)) return null;
  const calls = Array.isArray(toolCalls) ? toolCalls.map((call, n) => asCall(call, n, idOf)) : [];
  return {
    text: typeof text === 'string' ? text : '',
    toolCalls: calls,
    finish:
      finishes.find((known) => known === finish) ?? (calls.length > 0 ? 'tool-calls' : 'stop'),
    ...(typeof thoughts === 'string' && { thoughts }),
    ...(isObject(stated) && { stated }),
  };
}

function asCall(value: unknown, index: number, idOf: (nth: number) => string): ToolCall {
  const call: Partial<Record<keyof ToolCall, unknown>> =
    typeof value === 'object' && value !== null ? value : {};
  const { id, name, arguments: args } = call;
  return {
    id: typeof id === 'string' ? id : idOf(index),
    name: typeof name === 'string' ? name : '',
    arguments: typeof args === 'string' ? args : JSON.stringify(args ?? {}),
  };
}
