import { inProcess, type System } from '../../index.ts';
import { router } from './agent/agent.ts';
import { without, type Safeguards } from './agent/safeguards.ts';

/** The router, careful or without one safeguard, in process. */
export function routed(missing?: keyof Safeguards): System {
  return inProcess((at) =>
    router(
      {
        swift: at.url('swift'),
        grand: at.url('grand'),
        scorer: at.url('scorer'),
        ops: at.url('ops'),
      },
      without(missing),
    ),
  );
}
