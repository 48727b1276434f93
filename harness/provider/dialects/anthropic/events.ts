import { namedEvent } from '../../../model/streams/server-sent-events.ts';
import { piecesOf, type StreamEvent } from '../../sse.ts';
import { headOf, worded, type AnthropicMessage, type Block } from './message.ts';

/** The events of a streamed message; a ping comes after its first block has begun. */
export function eventsOf(message: AnthropicMessage): readonly StreamEvent[] {
  const { blocks, stopReason, usage } = message;
  const begun = {
    ...headOf(message),
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage: worded({ ...usage, output: Math.min(1, usage.output) }),
  };
  const delta = { stop_reason: stopReason, stop_sequence: null };
  return [
    event('message_start', { message: begun }),
    ...(blocks.length === 0 ? [event('ping', {})] : []),
    ...blocks.flatMap(blockEvents),
    event('message_delta', { delta, usage: worded(usage) }),
    event('message_stop', {}),
  ];
}

function event(type: string, rest: object, isPiece = false): StreamEvent {
  return { data: namedEvent(type, JSON.stringify({ type, ...rest })), isPiece };
}

function blockEvents(block: Block, index: number): readonly StreamEvent[] {
  const delta = (value: object, isPiece = true) =>
    event('content_block_delta', { index, delta: value }, isPiece);
  return [
    event('content_block_start', { index, content_block: empty(block) }),
    ...(index === 0 ? [event('ping', {})] : []),
    ...deltasOf(block).map((value) => delta(value)),
    ...(block.type === 'thinking'
      ? [delta({ type: 'signature_delta', signature: block.signature }, false)]
      : []),
    event('content_block_stop', { index }),
  ];
}

/** A block before anything of it has come. */
function empty(block: Block): object {
  switch (block.type) {
    case 'thinking':
      return { type: 'thinking', thinking: '', signature: '' };
    case 'text':
      return { type: 'text', text: '' };
    case 'tool_use':
      return { type: 'tool_use', id: block.id, name: block.name, input: {} };
  }
}

function deltasOf(block: Block): readonly object[] {
  switch (block.type) {
    case 'thinking':
      return piecesOf(block.thinking).map((thinking) => ({ type: 'thinking_delta', thinking }));
    case 'text':
      return piecesOf(block.text).map((text) => ({ type: 'text_delta', text }));
    case 'tool_use':
      return piecesOf(block.json).map((json) => ({ type: 'input_json_delta', partial_json: json }));
  }
}
