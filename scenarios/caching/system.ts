import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { inProcess, service, type At, type System } from '../../index.ts';
import { helpDesk } from './agent/agent.ts';
import { without, type Safeguards } from './agent/safeguards.ts';

/** The help desk, careful or without one safeguard: in process, or as a process of its own. */
export function desk(missing?: keyof Safeguards): readonly System[] {
  return [
    inProcess((at) => helpDesk(addresses(at), without(missing))),
    service({
      command: [process.execPath, fileURLToPath(new URL('agent/serve.ts', import.meta.url))],
      env: (at) => {
        const { model, embedder, shop, cache, prefix } = addresses(at);
        return {
          OPENAI_BASE_URL: model,
          EMBEDDER_URL: embedder,
          SHOP_URL: shop,
          REDIS_ADDRESS: cache,
          REDIS_PREFIX: prefix,
          WITHOUT: missing ?? '',
        };
      },
      ready: 'GET /health',
      ask: 'POST /requests',
    }),
  ];
}

function addresses(at: At): Parameters<typeof helpDesk>[0] {
  return {
    model: at.url('model'),
    embedder: at.url('embedder'),
    shop: at.url('shop'),
    cache: at.address('cache'),
    // The folder of a run is its own: so are the keys of one run in a Redis that all share.
    prefix: `${path.basename(at.scratch)}:`,
  };
}
