import { fileURLToPath } from 'node:url';
import { inProcess, service, type System } from '../../index.ts';
import { supportDesk, type Ticket } from './agent/agent.ts';
import { sealKey } from './approver.ts';
import { without, type Safeguards } from './agent/safeguards.ts';
import type { Tier } from './agent/trust.ts';

/**
 * The desk, careful or without one safeguard: a process on the wire, a function in sim. Its segments
 * begin at `start`.
 */
export function desk(start: Tier, missing?: keyof Safeguards): readonly System[] {
  return [
    service({
      command: [process.execPath, fileURLToPath(new URL('agent/serve.ts', import.meta.url))],
      env: (at) => ({
        OPENAI_BASE_URL: at.url('model'),
        APPROVER_URL: at.url('approver'),
        MONITOR_URL: at.url('monitor'),
        RETAIL_URL: at.url('retail'),
        BUSINESS_URL: at.url('business'),
        STATE_DIR: at.scratch,
        SEAL_KEY: sealKey,
        START_TIER: start,
        WITHOUT: missing ?? '',
      }),
      ready: 'GET /health',
      ask: 'POST /tickets',
    }),
    inProcess((at) => {
      const handle = supportDesk({
        modelUrl: at.url('model'),
        approverUrl: at.url('approver'),
        monitorUrl: at.url('monitor'),
        toolUrls: { retail: at.url('retail'), business: at.url('business') },
        stateDir: at.scratch,
        sealKey,
        start,
        safeguards: without(missing),
      });
      return (input, context) => handle(input as Ticket, context);
    }),
  ];
}
