import { StartedToxiProxyContainer } from '@testcontainers/toxiproxy';
import type { StartedTestContainer } from 'testcontainers';
import { isObject } from '../../../model/json/walk.ts';
import { freeAddress } from './free-ports.ts';

/**
 * Wraps the Toxiproxy API at a loopback port as testcontainers' class does. Maps the container's
 * first port, 8666, to a free port of this machine, as an engine does.
 */
export async function inContainer(apiPort: number): Promise<StartedToxiProxyContainer> {
  const outside = await freeAddress();
  const engine = {
    getHost: () => '127.0.0.1',
    getMappedPort: (port: number) => (port === 8474 ? apiPort : Number(outside.split(':')[1])),
  };
  const container = new StartedToxiProxyContainer(engine as unknown as StartedTestContainer);
  const { api } = container.client;
  const post = api.post.bind(api);
  api.post = (url, body) => post(url, mapped(body, outside));
  return container;
}

/** A request with the mapped port in place of the container's. */
function mapped(body: unknown, outside: string): unknown {
  return isObject(body) && 'listen' in body ? { ...body, listen: outside } : body;
}
