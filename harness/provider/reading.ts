import type { Incoming } from '../model/call.ts';
import { digest } from '../model/json/json.ts';
import type { Reading } from '../model/point.ts';
import { toldIn, turnsIn } from './conversation.ts';
import type { Asked, ChatRequest } from './dialects/dialect.ts';

/**
 * The name of a request in a trace, and the part of it that the trace keeps. A turn's op is `turn
 * 2#k3f9ab`: the second turn of its conversation, and a digest of what the model sees. It is the
 * same with and without streaming.
 */
export function readingOf(asked: Read, incoming: Incoming, keep: 'tail' | 'all'): Reading {
  switch (asked.kind) {
    case 'chat': {
      const { chat } = asked;
      const turn = 1 + turnsIn(chat.messages);
      const input = keep === 'all' ? allOf(chat) : tailOf(chat);
      const tools = [...chat.tools, ...calledIn(chat)];
      const op = `turn ${turn}#${chat.key.slice(0, 6)}`;
      return { label: 'chat', op, input, safe: true, chat: { turn, model: chat.model, tools } };
    }
    case 'plain': {
      const { label, key, input } = asked.plain;
      const op = `${label}#${key.slice(0, 6)}`;
      return { label, op, input, safe: true };
    }
    case 'models':
      return {
        label: 'models',
        op: asked.id === null ? 'models' : `models/${asked.id}`,
        input: null,
        safe: true,
      };
    case 'wrong': {
      const path = incoming.path.replace(/\?.*$/s, '');
      const label = asked.problem.status === 400 ? 'chat' : `${incoming.method} ${path}`;
      const op = `${label}#${digest(incoming.body).slice(0, 6)}`;
      const refused = asked.problem.message ?? asked.problem.status;
      return { label, op, input: { refused }, safe: true };
    }
  }
}

/** A request that needs nothing more to be read. */
export type Read = Exclude<Asked, { readonly kind: 'continues' }>;

function calledIn({ messages }: ChatRequest): readonly string[] {
  return messages.flatMap(({ toolCalls }) => toolCalls.map(({ name }) => name));
}

function tailOf({ model, messages, tools, provider }: ChatRequest): unknown {
  const last = messages.at(-1);
  const calls =
    last?.toolCalls.map(({ name, arguments: args }) => ({ name, arguments: args })) ?? [];
  return {
    ...(provider !== undefined && { provider }),
    model,
    messages: messages.length,
    tools: tools.length,
    last: {
      role: last?.role ?? '',
      text: shortened(last?.text ?? ''),
      ...(calls.length > 0 ? { calls } : {}),
    },
  };
}

function allOf({ model, messages, raw, provider }: ChatRequest): unknown {
  return {
    ...(provider !== undefined && { provider }),
    model,
    // Most wires tell the model its instructions beside the messages.
    told: toldIn(messages),
    messages: raw.messages,
    tools: raw.tools ?? [],
  };
}

function shortened(text: string): string {
  return text.length <= maxText ? text : `${text.slice(0, maxText).toWellFormed()}…`;
}

const maxText = 500;
