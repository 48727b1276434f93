import type { Reply } from '../../../model/reply.ts';
import type { Turn } from '../../../model/turn.ts';
import { durationOf, pacedEvents, piecesOf } from '../../sse.ts';
import { tokensOf } from '../../tokens.ts';
import type { Answering, ChatRequest } from '../dialect.ts';
import { geminiHeaders } from '../gemini/headers.ts';
import { eventsOf } from './events.ts';
import { begunInteraction, endedInteraction, malformedCall } from './interaction.ts';
import { stepsOf, wiredStep, wordsOf, type InteractionStep } from './steps.ts';

/** A turn as the Interactions API sends it: one interaction with its steps, or the events of it. */
export function say(turn: Turn, chat: ChatRequest, as: Answering): Reply {
  const outputTokens = tokensOf(turn);
  const steps = stepsOf(turn, chat);
  const frames = chat.stream
    ? pacedEvents(
        as.pace,
        eventsOf(
          begunInteraction(chat, as),
          steps,
          endedInteraction(turn, chat, as, { outputTokens }),
        ),
      )
    : [whole(turn, steps, chat, as, outputTokens)];
  const type = chat.stream ? 'text/event-stream' : 'application/json; charset=UTF-8';
  return {
    status: 200,
    headers: { 'content-type': type, ...geminiHeaders(as) },
    frames,
    end: 'done',
    meaning: turn,
    tokens: chat.promptTokens + outputTokens,
    outputTokens,
  };
}

function whole(
  turn: Turn,
  steps: readonly InteractionStep[],
  chat: ChatRequest,
  as: Answering,
  outputTokens: number,
): Reply['frames'][number] {
  const wired = steps.flatMap(wiredStep);
  const isMalformed = wired.length < steps.length && turn.finish !== 'length';
  const error = isMalformed ? { error: malformedCall } : {};
  const interaction = endedInteraction(turn, chat, as, { outputTokens, ...error });
  const pieces = steps.flatMap((step) => piecesOf(wordsOf(step))).length;
  const data = JSON.stringify({ ...interaction, steps: wired });
  return { afterMs: durationOf(as.pace, pieces), data };
}
