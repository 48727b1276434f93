import { fileURLToPath } from 'node:url';
import { inProcess, service, type At, type System } from '../../index.ts';
import { supportDesk, type Addresses } from './agent/agent.ts';
import type { Message } from './agent/message.ts';
import { without, type Safeguards } from './agent/safeguards.ts';

/** The desk, careful or without one safeguard: in process, or as a process of its own. */
export function desk(missing?: keyof Safeguards): readonly System[] {
  return [
    inProcess((at) => {
      const answer = supportDesk(addresses(at), without(missing));
      return (input, context) => answer(input as Message, context);
    }),
    service({
      command: [process.execPath, fileURLToPath(new URL('agent/serve.ts', import.meta.url))],
      env: (at) => {
        const { model, flags, entitlements, profiles, retrieval, orders } = addresses(at);
        return {
          OPENAI_BASE_URL: model,
          FLAGS_URL: flags,
          ENTITLEMENTS_URL: entitlements,
          PROFILES_URL: profiles,
          RETRIEVAL_URL: retrieval,
          ORDERS_URL: orders,
          WITHOUT: missing ?? '',
        };
      },
      ready: 'GET /health',
      ask: 'POST /messages',
    }),
  ];
}

function addresses(at: At): Addresses {
  return {
    model: at.url('model'),
    flags: at.url('flags'),
    entitlements: at.url('entitlements'),
    profiles: at.url('profiles'),
    retrieval: at.url('retrieval'),
    orders: at.url('orders'),
  };
}
