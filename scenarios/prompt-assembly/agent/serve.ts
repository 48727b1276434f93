import { serveAgent, setting } from '../../agent-server.ts';
import { supportDesk } from './agent.ts';
import { without } from './safeguards.ts';

const desk = supportDesk(
  {
    model: setting('OPENAI_BASE_URL'),
    flags: setting('FLAGS_URL'),
    entitlements: setting('ENTITLEMENTS_URL'),
    profiles: setting('PROFILES_URL'),
    retrieval: setting('RETRIEVAL_URL'),
    orders: setting('ORDERS_URL'),
  },
  without(process.env['WITHOUT']),
);

serveAgent('POST /messages', desk);
