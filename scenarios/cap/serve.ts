import { serveAgent, setting } from '../agent-server.ts';
import { assistant } from './agent.ts';
import { without } from './safeguards.ts';

const ask = assistant(
  {
    model: setting('OPENAI_BASE_URL'),
    orders: setting('ORDERS_URL'),
    stock: setting('STOCK_URL'),
    prices: setting('PRICES_URL'),
    reviews: setting('REVIEWS_URL'),
    payments: setting('PAYMENTS_URL'),
  },
  without(process.env['WITHOUT']),
);

serveAgent('POST /ask', ask);
