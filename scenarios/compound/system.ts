import { ModelRouterLanguageModel } from '@mastra/core/llm';
import { fileURLToPath } from 'node:url';
import { inProcess, service, type At, type System } from '../../index.ts';
import { pipeline } from './agent.ts';
import { without, type Safeguards } from './safeguards.ts';

// Mastra names its model clients under a secret drawn at first use, once a process; drawn here, it
// takes no number from the run that happens to be the first.
const none = { gatewayId: '', modelId: '', providerId: '', url: '', apiKey: '', headersKey: '' };
ModelRouterLanguageModel.computeModelCacheKey({
  ...none,
  resolvedTransport: 'fetch',
  websocketKey: '',
  authScopeKey: '',
  api: 'chat',
});

/** The pipeline, careful or without one safeguard: a process on the wire, a function in sim. */
export function library(missing?: keyof Safeguards): readonly System[] {
  return [
    service({
      command: [process.execPath, fileURLToPath(new URL('serve.ts', import.meta.url))],
      env: (at) => ({ ...settings(at), WITHOUT: missing ?? '' }),
      ready: 'GET /health',
      ask: 'POST /ask',
    }),
    inProcess((at) => {
      const addresses = {
        model: at.url('model'),
        retriever: at.url('retriever'),
        standby: at.url('standby'),
        reranker: at.url('reranker'),
        verifier: at.url('verifier'),
        citer: at.url('citer'),
        progress: at.url('progress'),
      };
      const answer = pipeline(addresses, without(missing));
      return (input, context) => answer(String(input), context);
    }),
  ];
}

function settings(at: At): Readonly<Record<string, string>> {
  return {
    OPENAI_BASE_URL: at.url('model'),
    RETRIEVER_URL: at.url('retriever'),
    STANDBY_URL: at.url('standby'),
    RERANKER_URL: at.url('reranker'),
    VERIFIER_URL: at.url('verifier'),
    CITER_URL: at.url('citer'),
    PROGRESS_URL: at.url('progress'),
  };
}
