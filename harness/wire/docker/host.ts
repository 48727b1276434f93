import type { HostCondition } from '../../model/fault/condition.ts';
import type { HostPlace, Lift } from '../../model/fault/place.ts';
import { refusal, unless } from './docker-api.ts';
import type { Engine } from './engine.ts';

/**
 * Makes a container a target of host faults; `awake` waits until a restarted one is ready. Faults
 * skip a container that is dead or gone.
 */
export function hostOf(engine: Engine, id: string, awake: () => Promise<void>): HostPlace {
  return {
    impose: async (condition, onHit) => {
      try {
        const lift = await begin(condition, engine, id, awake);
        onHit(0);
        return lift;
      } catch (error) {
        const { status, says } = refusal(error);
        if (status === 409 || status === 404) return async () => {};
        throw new Error(says, { cause: error });
      }
    },
  };
}

function begin(
  condition: HostCondition,
  engine: Engine,
  id: string,
  awake: () => Promise<void>,
): Promise<Lift> {
  switch (condition.does) {
    case 'kill':
      return kill(engine, id, awake);
    case 'pause':
      return pause(engine, id);
    case 'restart':
      return restart(engine, id, awake);
    case 'cut-network':
      return cutNetwork(engine, id);
    case 'limit':
      return limit(engine, id, condition);
  }
}

async function kill({ docker }: Engine, id: string, awake: () => Promise<void>): Promise<Lift> {
  const container = docker.getContainer(id);
  await container.kill();
  return async () => {
    // 304: a restart policy was faster. 404: it was removed meanwhile.
    await unless(container.start(), 304, 404);
    await awake();
  };
}

async function pause({ docker }: Engine, id: string): Promise<Lift> {
  const container = docker.getContainer(id);
  await container.pause();
  // Old engines say 500 of one that is not paused any more.
  return () => unless(container.unpause(), 404, 409, 500);
}

async function restart(engine: Engine, id: string, awake: () => Promise<void>): Promise<Lift> {
  const start = await kill(engine, id, awake);
  await start();
  return async () => {};
}

async function cutNetwork({ docker }: Engine, id: string): Promise<Lift> {
  const { NetworkSettings } = await docker.getContainer(id).inspect();
  const joined = Object.entries(NetworkSettings.Networks);
  const back: Lift[] = [];
  const lift = async () => {
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
    await lift();
    throw error;
  }
  return lift;
}

async function limit(
  engine: Engine,
  id: string,
  { cpus, memoryMb }: Extract<HostCondition, { does: 'limit' }>,
): Promise<Lift> {
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
