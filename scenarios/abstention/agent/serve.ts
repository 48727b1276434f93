import { serveAgent, setting } from '../../agent-server.ts';
import { desk } from './agent.ts';
import { without } from './safeguards.ts';

const ask = desk(
  {
    model: setting('OPENAI_BASE_URL'),
    handbook: setting('HANDBOOK_URL'),
    bulletins: setting('BULLETINS_URL'),
    catalogue: setting('CATALOGUE_URL'),
    confidence: setting('CONFIDENCE_URL'),
  },
  without(process.env['WITHOUT']),
);

serveAgent('POST /ask', (input: string, { signal }) => ask(input, signal));
