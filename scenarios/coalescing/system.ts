import { inProcess, type System } from '../../index.ts';
import { gateway } from './agent/agent.ts';
import { without, type Safeguards } from './agent/safeguards.ts';

/** The gateway, careful or without one safeguard, in process: its callers are the tasks of a run. */
export function shared(missing?: keyof Safeguards): System {
  return inProcess((at) =>
    gateway(
      { model: at.url('model'), shop: at.url('shop'), connections: at.url('connections') },
      without(missing),
    ),
  );
}
