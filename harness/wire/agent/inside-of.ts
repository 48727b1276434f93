import { HarnessError } from '../../model/error.ts';
import type { At } from '../../model/scenario.ts';

/**
 * What an agent in a container is told: addresses, and a scratch folder of the container's own. To ask
 * for a folder of this machine throws `not-supported`.
 */
export function insideOf({ url, address }: At): At {
  return { url, address, path: noPath, scratch: '/tmp' };
}

function noPath(point: string): never {
  throw new HarnessError('not-supported', {
    expected: `an agent that sees the folder ${point} of this machine`,
    got: 'one in a container',
    fix: 'Start it as a command: service(…).',
  });
}
