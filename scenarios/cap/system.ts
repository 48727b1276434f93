import { fileURLToPath } from 'node:url';
import { inProcess, service, type System } from '../../index.ts';
import { assistant } from './agent.ts';
import { without, type Safeguards } from './safeguards.ts';

/** The assistant, careful or without one safeguard: a process on the wire, a function in sim. */
export function shop(missing?: keyof Safeguards): readonly System[] {
  return [
    service({
      command: [process.execPath, fileURLToPath(new URL('serve.ts', import.meta.url))],
      env: (at) => ({
        OPENAI_BASE_URL: at.url('model'),
        ORDERS_URL: at.url('orders'),
        STOCK_URL: at.url('stock'),
        PRICES_URL: at.url('prices'),
        REVIEWS_URL: at.url('reviews'),
        PAYMENTS_URL: at.url('payments'),
        WITHOUT: missing ?? '',
      }),
      ready: 'GET /health',
      ask: 'POST /ask',
    }),
    inProcess((at) => {
      const ask = assistant(
        {
          model: at.url('model'),
          orders: at.url('orders'),
          stock: at.url('stock'),
          prices: at.url('prices'),
          reviews: at.url('reviews'),
          payments: at.url('payments'),
        },
        without(missing),
      );
      return (input, context) => ask(String(input), context);
    }),
  ];
}
