import type { Docker } from './docker-api.ts';
import { hasGone, ownerIn, ownerLabel } from './owner.ts';
import { projectLabel } from './project.ts';

/** Removes what ended harnesses left on the engine; once for each process. */
export function sweepOnce(docker: Docker): Promise<void> {
  swept ??= sweep(docker, hasGone).then(() => {});
  return swept;
}

let swept: Promise<void> | undefined;

/**
 * Removes containers, networks and volumes whose owner `isOver`; returns their names. Leaves what
 * cannot be removed, since another harness may be removing it.
 */
export async function sweep(
  docker: Docker,
  isOver: (owner: string) => boolean,
): Promise<readonly string[]> {
  const removed: string[] = [];
  const over = (owner: string | null | undefined) => typeof owner === 'string' && isOver(owner);
  const remove = async (name: string, work: Promise<unknown>) => {
    const done = await work.then(
      () => true,
      () => false,
    );
    if (done) removed.push(name);
  };
  const containers = await docker.listContainers({ all: true, filters: { label: [ownerLabel] } });
  await Promise.all(
    containers
      .filter(({ Labels }) => over(Labels[ownerLabel]))
      .map(({ Id, Names }) =>
        remove(Names[0] ?? Id, docker.getContainer(Id).remove({ force: true, v: true })),
      ),
  );
  const filters = { label: [projectLabel] };
  const ofProject = (labels?: Readonly<Record<string, string>>) =>
    over(ownerIn(labels?.[projectLabel] ?? ''));
  for (const { Id, Name, Labels } of await docker.listNetworks({ filters })) {
    if (ofProject(Labels)) await remove(Name, docker.getNetwork(Id).remove());
  }
  const { Volumes } = await docker.listVolumes({ filters });
  for (const { Name, Labels } of Volumes ?? []) {
    if (ofProject(Labels)) await remove(Name, docker.getVolume(Name).remove());
  }
  return removed;
}
