import { serveAgent, setting } from '../../agent-server.ts';
import { claimsDesk } from './agent.ts';
import { without } from './safeguards.ts';

const decide = claimsDesk(
  {
    model: setting('OPENAI_BASE_URL'),
    rulebook: setting('RULEBOOK_URL'),
    payouts: setting('PAYOUTS_URL'),
  },
  without(process.env['WITHOUT']),
);

serveAgent('POST /claims', decide);
