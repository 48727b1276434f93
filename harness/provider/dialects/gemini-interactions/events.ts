import { namedEvent } from '../../../model/streams/server-sent-events.ts';
import { piecesOf, type StreamEvent } from '../../sse.ts';
import type { Interaction } from './interaction.ts';
import { textContent, wordsOf, type InteractionStep } from './steps.ts';

/** The events of a streamed interaction. */
export function eventsOf(
  begun: Interaction,
  steps: readonly InteractionStep[],
  ended: Interaction,
): readonly StreamEvent[] {
  return [
    event('interaction.created', { interaction: begun }),
    event('interaction.status_update', { interaction_id: begun.id, status: begun.status }),
    ...steps.flatMap(stepEvents),
    event('interaction.completed', { interaction: ended }),
    { data: namedEvent('done', '[DONE]'), isPiece: false },
  ];
}

function stepEvents(step: InteractionStep, index: number): readonly StreamEvent[] {
  const delta = (value: object, isPiece: boolean) =>
    event('step.delta', { index, delta: value }, isPiece);
  return [
    event('step.start', { index, step: begunStep(step) }),
    ...piecesOf(wordsOf(step)).map((piece) => delta(deltaOf(step.type, piece), true)),
    ...(step.type === 'thought'
      ? [delta({ signature: step.signature, type: 'thought_signature' }, false)]
      : []),
    event('step.stop', { index }),
  ];
}

/** A step before anything of it has come. */
function begunStep(step: InteractionStep): object {
  return step.type === 'function_call' ? { ...step, arguments: {} } : { type: step.type };
}

function deltaOf(type: InteractionStep['type'], piece: string): object {
  switch (type) {
    case 'thought':
      return { content: textContent(piece), type: 'thought_summary' };
    case 'model_output':
      return { text: piece, type: 'text' };
    case 'function_call':
      return { arguments: piece, type: 'arguments_delta' };
  }
}

function event(type: string, members: object, isPiece = false): StreamEvent {
  return { data: namedEvent(type, JSON.stringify({ ...members, event_type: type })), isPiece };
}
