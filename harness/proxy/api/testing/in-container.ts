import { StartedToxiProxyContainer } from '@testcontainers/toxiproxy';
import type { StartedTestContainer } from 'testcontainers';
import { isObject } from '../../../model/options/kinds.ts';
import { freeAddress } from './free-ports.ts';

/**
 * The class of testcontainers around the Toxiproxy whose API is at a port of loopback. As an engine
 * does, it maps the first port of the inside, 8666, to one that is free on this machine.
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

/** A request as it has to read outside: a proxy listens at the port that is mapped. */
function mapped(body: unknown, outside: string): unknown {
  return isObject(body) && 'listen' in body ? { ...body, listen: outside } : body;
}
