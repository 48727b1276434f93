import type { Incoming } from '../../../model/call.ts';
import type { Reply } from '../../../model/reply.ts';
import { chatSpeaker } from '../openai-chat/speaker-fixture.ts';
import { responsesSpeaker } from '../openai-responses/speaker-fixture.ts';
import { jsonOf, retryAfterOf, type Speaker } from '../../testing/speaker.ts';

/** A client of Azure's Chat Completions by deployment. */
export const azureChatSpeaker: Speaker = speaking(
  chatSpeaker,
  (model) => `/openai/deployments/${model}/chat/completions?api-version=2024-10-21`,
);

/** A client of Azure's Responses. */
export const azureResponsesSpeaker: Speaker = speaking(
  responsesSpeaker,
  () => '/openai/v1/responses',
);

function speaking(openai: Speaker, pathOf: (model: string) => string): Speaker {
  const under = (incoming: Incoming, path: string): Incoming => ({
    ...incoming,
    path,
    headers: { ...incoming.headers, 'api-key': 'test' },
  });
  return {
    ...openai,
    ask: (talk) => under(openai.ask(talk), pathOf(talk.model)),
    refusal,
    kinds: {
      400: 'invalid_request_error',
      401: '401',
      403: '403',
      404: 'DeploymentNotFound',
      408: 'Timeout',
      429: 'RateLimitReached',
      500: 'server_error',
      503: 'service_unavailable_error',
    },
    words: { 'no-such-model': /API deployment for this resource does not exist/ },
    models: under(openai.models, '/openai/v1/models'),
    // The deployment in a path stands for the model of the body.
    bad: openai.bad.filter(([, words]) => !/model parameter/.test(words.source)),
  };
}

function refusal(reply: Reply): ReturnType<Speaker['refusal']> {
  const { error } = jsonOf(reply) as {
    error: { type?: string | null; code: string | null; message: string };
  };
  return {
    kind: error.type ?? error.code ?? '',
    message: error.message,
    waitMs: retryAfterOf(reply),
  };
}
