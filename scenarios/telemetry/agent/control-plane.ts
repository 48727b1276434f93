import { timing } from './timing.ts';

/** The control plane of a cluster, as those that lean on it see it. Each call throws where there is no answer in time. */
export interface ControlPlane {
  /** The machine that a service is reached at. */
  readonly lookUp: (service: string) => Promise<string>;
  /** Reads one node, as its own telemetry does. */
  readonly readNode: (node: number) => Promise<void>;
  /** Reads every node of a cluster of so many; each is a page of its own. */
  readonly readAll: (nodes: number) => Promise<void>;
  /** The share of its capacity that is in use. */
  readonly busy: () => Promise<number>;
  /** Has so many percent of the nodes run a version. */
  readonly roll: (version: string, percent: number) => Promise<void>;
  readonly rollBack: () => Promise<void>;
}

/** The control plane at a base URL. */
export function controlPlane(url: string): ControlPlane {
  return {
    lookUp: async (service) => {
      const { host } = (await get(`${url}/endpoints/${service}`)) as { readonly host: string };
      return host;
    },
    readNode: async (node) => void (await get(`${url}/nodes/${node}`)),
    readAll: async (nodes) => {
      const pages = Array.from({ length: nodes }, (_, page) => get(`${url}/nodes?page=${page}`));
      await Promise.all(pages);
    },
    busy: async () => {
      const { busy } = (await get(`${url}/metrics`)) as { readonly busy: number };
      return busy;
    },
    roll: async (version, percent) => void (await put(`${url}/rollouts/${version}`, { percent })),
    rollBack: async () => void (await put(`${url}/version`, { version: 'last' })),
  };
}

/** Rolls back by the lane that is kept free for it. */
export async function breakGlass(url: string): Promise<void> {
  await put(`${url}/version`, { version: 'last' });
}

async function get(url: string): Promise<unknown> {
  return read(await fetch(url, { signal: AbortSignal.timeout(timing.control) }));
}

async function put(url: string, body: unknown): Promise<unknown> {
  const request = { method: 'PUT', body: JSON.stringify(body) };
  const signal = AbortSignal.timeout(timing.control);
  return read(await fetch(url, { ...request, signal }));
}

async function read(reply: Response): Promise<unknown> {
  if (!reply.ok) throw new Error(`the control plane answered ${reply.status}`);
  return await reply.json();
}
