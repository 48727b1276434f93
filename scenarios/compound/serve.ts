import { serveAgent, setting } from '../agent-server.ts';
import { pipeline } from './agent.ts';
import { without } from './safeguards.ts';

const answer = pipeline(
  {
    model: setting('OPENAI_BASE_URL'),
    retriever: setting('RETRIEVER_URL'),
    standby: setting('STANDBY_URL'),
    reranker: setting('RERANKER_URL'),
    verifier: setting('VERIFIER_URL'),
    citer: setting('CITER_URL'),
    progress: setting('PROGRESS_URL'),
  },
  without(process.env['WITHOUT']),
);

serveAgent('POST /ask', answer);
