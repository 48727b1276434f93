import { serveAgent, setting } from '../../agent-server.ts';
import { helpDesk } from './agent.ts';
import { without } from './safeguards.ts';

const ask = await helpDesk(
  {
    model: setting('OPENAI_BASE_URL'),
    embedder: setting('EMBEDDER_URL'),
    shop: setting('SHOP_URL'),
    cache: setting('REDIS_ADDRESS'),
    prefix: setting('REDIS_PREFIX'),
  },
  without(process.env['WITHOUT']),
);

serveAgent('POST /requests', ask);
