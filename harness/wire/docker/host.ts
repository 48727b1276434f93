import type { Undo } from '../cleanup.ts';
import { unless, type Engine } from './engine.ts';

/** A container as a place where things go wrong; each verb resolves, once it holds, to its undo. */
export interface Host {
  /** It dies at once; the undo starts it again. */
  readonly kill: () => Promise<Undo>;
  /** It stands still, its connections open. */
  readonly pause: () => Promise<Undo>;
  /** It is killed and started again; nothing is left to take back. */
  readonly restart: () => Promise<Undo>;
  /** It is taken off every network, and put back under the same names. */
  readonly cutNetwork: () => Promise<Undo>;
  /** It may use so much and no more; null leaves a limit as it is. */
  readonly limit: (cpus: number | null, memoryMb: number | null) => Promise<Undo>;
}

/** The verbs on one container; `awake` waits until what was started again is ready. */
export function hostOf(engine: Engine, id: string, awake: () => Promise<void>): Host {
  const container = engine.docker.getContainer(id);
  const start = async () => {
    // 304: a restart policy was faster. 404: it was removed meanwhile.
    await unless(container.start(), 304, 404);
    await awake();
  };
  return {
    kill: async () => {
      await unless(container.kill(), 409);
      return start;
    },
    pause: async () => {
      await container.pause();
      return async () => unless(container.unpause(), 404, 409, 500);
    },
    restart: async () => {
      await unless(container.kill(), 409);
      await start();
      return () => {};
    },
    cutNetwork: () => cutNetwork(engine, id),
    limit: (cpus, memoryMb) => limit(engine, id, cpus, memoryMb),
  };
}

async function cutNetwork({ docker }: Engine, id: string): Promise<Undo> {
  const { NetworkSettings } = await docker.getContainer(id).inspect();
  const joined = Object.entries(NetworkSettings.Networks);
  const back: Undo[] = [];
  const undo = async () => {
    for (let join = back.pop(); join; join = back.pop()) await join();
  };
  try {
    for (const [name, { Aliases, IPAMConfig, Links }] of joined) {
      const network = docker.getNetwork(name);
      await network.disconnect({ Container: id, Force: true });
      const EndpointConfig = { Aliases, IPAMConfig, Links };
      back.push(() => unless(network.connect({ Container: id, EndpointConfig }), 404));
    }
  } catch (error) {
    await undo();
    throw error;
  }
  return undo;
}

async function limit(
  engine: Engine,
  id: string,
  cpus: number | null,
  memoryMb: number | null,
): Promise<Undo> {
  const container = engine.docker.getContainer(id);
  const { HostConfig } = await container.inspect();
  const before = {
    // The engine takes 0 for "as it is", so no limit is said as all there is.
    ...(cpus === null ? {} : { NanoCpus: HostConfig.NanoCpus || nano(engine.cpus) }),
    ...(memoryMb === null ? {} : memory(HostConfig.Memory || engine.memoryBytes)),
  };
  await container.update({
    ...(cpus === null ? {} : { NanoCpus: nano(Math.min(cpus, engine.cpus)) }),
    ...(memoryMb === null ? {} : memory(memoryMb * 1024 * 1024)),
  });
  return () => unless(container.update(before), 404);
}

function nano(cpus: number): number {
  return Math.round(cpus * 1e9);
}

function memory(bytes: number): { readonly Memory: number; readonly MemorySwap: number } {
  return { Memory: bytes, MemorySwap: bytes };
}
