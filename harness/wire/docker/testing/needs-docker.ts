import { openEngine, type Engine } from '../engine.ts';

/** The images that `.ci/base-images` makes from this machine's files. */
export const nodeImage = 'brownout/node:24-local';
export const redisImage = 'brownout/redis:7-local';

/** Why tests with containers cannot run here; empty if they can. */
export const noDocker: string = await openEngine().then(lacking, () => 'no container engine here');

async function lacking({ docker }: Engine): Promise<string> {
  const wanted = [nodeImage, redisImage];
  for (const image of wanted) {
    const isThere = await docker
      .getImage(image)
      .inspect()
      .then(() => true)
      .catch(() => false);
    if (!isThere) return `no image ${image}: run .ci/base-images`;
  }
  return '';
}

/** The name of a test, with the reason if it is skipped. */
export function needingDocker(name: string, why: string = noDocker): string {
  return why === '' ? name : `${name} (skipped: ${why})`;
}

/** The names of a process's containers, networks and volumes on the engine. */
export async function onEngine(owner: string): Promise<readonly string[]> {
  const { docker } = await openEngine();
  const filters = { name: [`brownout-${owner}-`] };
  const containers = await docker.listContainers({ all: true, filters });
  const networks = await docker.listNetworks({ filters });
  const { Volumes } = await docker.listVolumes({ filters });
  const named = [...networks, ...(Volumes ?? [])].map(({ Name }) => Name);
  return [...containers.flatMap(({ Names }) => Names), ...named];
}
