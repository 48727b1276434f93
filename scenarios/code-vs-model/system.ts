import { fileURLToPath } from 'node:url';
import { inProcess, service, type System } from '../../index.ts';
import { claimsDesk } from './agent/agent.ts';
import { without, type Safeguards } from './agent/safeguards.ts';

/** The desk, careful or without one safeguard: a process on the wire, a function in sim. */
export function desk(missing?: keyof Safeguards): readonly System[] {
  return [
    service({
      command: [process.execPath, fileURLToPath(new URL('agent/serve.ts', import.meta.url))],
      env: (at) => ({
        OPENAI_BASE_URL: at.url('model'),
        RULEBOOK_URL: at.url('rulebook'),
        PAYOUTS_URL: at.url('payouts'),
        WITHOUT: missing ?? '',
      }),
      ready: 'GET /health',
      ask: 'POST /claims',
    }),
    inProcess((at) =>
      claimsDesk(
        {
          model: at.url('model'),
          rulebook: at.url('rulebook'),
          payouts: at.url('payouts'),
        },
        without(missing),
      ),
    ),
  ];
}
