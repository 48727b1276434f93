import type { Frame } from '../../harness/model/reply.ts';
import { dataEvent } from '../../harness/model/streams/server-sent-events.ts';
import { encodedMessage } from '../../harness/model/streams/binary-message.ts';

/**
 * An error that takes the place of the `at`th of these frames, worded as the provider that sent
 * them would: an `event: error` of Anthropic, of OpenAI's Responses or of Gemini's Interactions, a line
 * of Ollama, an exception of Bedrock's, else the bare `data: {"error":…}` of Gemini or Chat Completions.
 */
export function errorEvent(frames: readonly Frame[], at: number): Frame['data'] {
  if (frames.some(({ data }) => typeof data !== 'string')) return exception;
  const all = textOf(frames);
  if (/^data: ?\{"candidates":/m.test(all)) {
    const error = { code: 503, message: overloaded, status: 'UNAVAILABLE' };
    return dataEvent(JSON.stringify({ error }));
  }
  if (/"event_type": ?"(interaction|step)\./.test(all)) {
    const error = { message: overloaded, code: 'service_unavailable' };
    return `event: error\n${dataEvent(JSON.stringify({ error, event_type: 'error' }))}`;
  }
  if (all.startsWith('{')) return `${JSON.stringify({ error: problem.message })}\n`;
  if (!/^event:/m.test(all)) {
    return dataEvent(JSON.stringify({ error: { ...problem, param: null, code: null } }));
  }
  if (!sequence.test(all)) {
    const error = { type: 'overloaded_error', message: 'Overloaded' };
    return `event: error\n${dataEvent(JSON.stringify({ type: 'error', error }))}`;
  }
  const { message, type: code } = problem;
  const sequence_number = textOf(frames.slice(0, at)).split(sequence).length - 1;
  const body = { type: 'error', code, message, param: null, sequence_number };
  return `event: error\n${dataEvent(JSON.stringify(body))}`;
}

const exception = encodedMessage({
  headers: {
    ':exception-type': 'modelStreamErrorException',
    ':content-type': 'application/json',
    ':message-type': 'exception',
  },
  payload: JSON.stringify({
    message: 'The model stopped with an error while it answered. Try your request again.',
    originalStatusCode: 500,
  }),
});

const overloaded = 'The model is overloaded. Please try again later.';

const sequence = /"sequence_number":\s*\d+/;

const problem = {
  message: 'The server had an error while processing your request.',
  type: 'server_error',
};

function textOf(frames: readonly Frame[]): string {
  return frames.map(({ data }) => (typeof data === 'string' ? data : '')).join('');
}
